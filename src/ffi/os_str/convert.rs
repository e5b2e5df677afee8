//! Conversions between [`OsStr`], [`OsString`] and their `Box`, `Rc`, `Arc` and `Cow` forms.

use alloc_crate::borrow::Cow;
use alloc_crate::boxed::Box;
use alloc_crate::rc::Rc;
use alloc_crate::sync::Arc;

use super::{OsStr, OsString};

impl Clone for Box<OsStr> {
    #[inline]
    fn clone(&self) -> Self {
        Self::from(&**self)
    }
}

impl Default for Box<OsStr> {
    #[inline]
    fn default() -> Self {
        OsStr::from_boxed_bytes(Box::default())
    }
}

impl From<&OsStr> for Box<OsStr> {
    #[inline]
    fn from(text: &OsStr) -> Self {
        OsStr::from_boxed_bytes(Box::from(text.as_encoded_bytes()))
    }
}

impl From<&mut OsStr> for Box<OsStr> {
    #[inline]
    fn from(text: &mut OsStr) -> Self {
        Self::from(&*text)
    }
}

impl From<Cow<'_, OsStr>> for Box<OsStr> {
    #[inline]
    fn from(text: Cow<'_, OsStr>) -> Self {
        match text {
            Cow::Borrowed(text) => Self::from(text),
            Cow::Owned(text) => text.into_boxed_os_str(),
        }
    }
}

impl From<OsString> for Box<OsStr> {
    #[inline]
    fn from(text: OsString) -> Self {
        text.into_boxed_os_str()
    }
}

impl From<Box<OsStr>> for OsString {
    #[inline]
    fn from(text: Box<OsStr>) -> Self {
        text.into_os_string()
    }
}

impl From<&OsStr> for Rc<OsStr> {
    #[inline]
    fn from(text: &OsStr) -> Self {
        OsStr::from_rc_bytes(Rc::from(text.as_encoded_bytes()))
    }
}

impl From<&mut OsStr> for Rc<OsStr> {
    #[inline]
    fn from(text: &mut OsStr) -> Self {
        Self::from(&*text)
    }
}

impl From<OsString> for Rc<OsStr> {
    #[inline]
    fn from(text: OsString) -> Self {
        Self::from(&*text)
    }
}

impl From<&OsStr> for Arc<OsStr> {
    #[inline]
    fn from(text: &OsStr) -> Self {
        OsStr::from_arc_bytes(Arc::from(text.as_encoded_bytes()))
    }
}

impl From<&mut OsStr> for Arc<OsStr> {
    #[inline]
    fn from(text: &mut OsStr) -> Self {
        Self::from(&*text)
    }
}

impl From<OsString> for Arc<OsStr> {
    #[inline]
    fn from(text: OsString) -> Self {
        Self::from(&*text)
    }
}

impl<'a> From<&'a OsStr> for Cow<'a, OsStr> {
    #[inline]
    fn from(text: &'a OsStr) -> Self {
        Cow::Borrowed(text)
    }
}

impl<'a> From<&'a OsString> for Cow<'a, OsStr> {
    #[inline]
    fn from(text: &'a OsString) -> Self {
        Cow::Borrowed(text)
    }
}

impl<'a> From<OsString> for Cow<'a, OsStr> {
    #[inline]
    fn from(text: OsString) -> Self {
        Cow::Owned(text)
    }
}

impl<'a> From<Cow<'a, OsStr>> for OsString {
    #[inline]
    fn from(text: Cow<'a, OsStr>) -> Self {
        text.into_owned()
    }
}
