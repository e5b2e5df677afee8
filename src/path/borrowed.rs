//! What can be done with a [`Path`].

#[cfg(feature = "alloc")]
use alloc::string::String;
use core::fmt;

use super::Path;
use crate::ffi::OsStr;

impl Path {
    /// The same text as a `Path`.
    #[inline]
    pub fn new<S: AsRef<OsStr> + ?Sized>(text: &S) -> &Self {
        Self::from_os_str(text.as_ref())
    }
}

impl AsRef<OsStr> for Path {
    #[inline]
    fn as_ref(&self) -> &OsStr {
        self.as_os_str()
    }
}

/// Implements `AsRef<Path>` for what is an `OsStr`.
macro_rules! as_path {
    ($($(#[$cfg:meta])* $type:ty),+ $(,)?) => {
        $(
            $(#[$cfg])*
            impl AsRef<Path> for $type {
                #[inline]
                fn as_ref(&self) -> &Path {
                    Path::new(self)
                }
            }
        )+
    };
}

as_path! {
    str,
    OsStr,
    #[cfg(feature = "alloc")]
    String,
    #[cfg(feature = "alloc")]
    crate::ffi::OsString,
}

impl AsRef<Path> for Path {
    #[inline]
    fn as_ref(&self) -> &Path {
        self
    }
}

impl fmt::Debug for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_os_str().fmt(f)
    }
}
