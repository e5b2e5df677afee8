//! [`Component`]: one part of a path, and the prefixes that paths have elsewhere.

use core::cmp::Ordering;
use core::convert::Infallible;
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;

use super::{MAIN_SEPARATOR_STR, Path};
use crate::ffi::OsStr;

/// One part of a path, as [`std::path::Component`].
///
/// ```
/// use nanowasi::path::{Component, Path};
///
/// let parts: Vec<_> = Path::new("/tmp/../foo").components().collect();
/// let [tmp, foo] = ["tmp", "foo"].map(|name| Component::Normal(name.as_ref()));
/// assert_eq!(parts, [Component::RootDir, tmp, Component::ParentDir, foo]);
/// ```
///
/// [`std::path::Component`]: https://doc.rust-lang.org/std/path/enum.Component.html
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Component<'a> {
    /// A prefix such as `C:`, which no path has here.
    Prefix(PrefixComponent<'a>),
    /// The `/` at the front.
    RootDir,
    /// A `.` at the front; others are left out.
    CurDir,
    /// `..`.
    ParentDir,
    /// A name.
    Normal(&'a OsStr),
}

impl<'a> Component<'a> {
    /// A component of its text.
    #[inline]
    pub(super) const fn of(text: &'a [u8]) -> Self {
        match text {
            b"/" => Self::RootDir,
            b"." => Self::CurDir,
            b".." => Self::ParentDir,
            _ => Self::Normal(OsStr::from_bytes(text)),
        }
    }

    /// Its text: `/`, `.`, `..`, or the name.
    #[must_use = "`self` will be dropped if the result is not used"]
    pub fn as_os_str(self) -> &'a OsStr {
        match self {
            Self::Prefix(prefix) => prefix.as_os_str(),
            Self::RootDir => OsStr::new(MAIN_SEPARATOR_STR),
            Self::CurDir => OsStr::new("."),
            Self::ParentDir => OsStr::new(".."),
            Self::Normal(name) => name,
        }
    }
}

impl AsRef<OsStr> for Component<'_> {
    #[inline]
    fn as_ref(&self) -> &OsStr {
        self.as_os_str()
    }
}

impl AsRef<Path> for Component<'_> {
    #[inline]
    fn as_ref(&self) -> &Path {
        Path::from_os_str(self.as_os_str())
    }
}

/// The prefix of a path, as [`std::path::PrefixComponent`].
///
/// Paths have none here, so there are no values of this type, and code for them is left out.
///
/// [`std::path::PrefixComponent`]: https://doc.rust-lang.org/std/path/struct.PrefixComponent.html
#[derive(Clone, Copy, Debug, Eq)]
pub struct PrefixComponent<'a> {
    none: Infallible,
    text: PhantomData<&'a OsStr>,
}

impl<'a> PrefixComponent<'a> {
    /// The prefix, taken apart.
    #[inline]
    #[must_use]
    pub fn kind(&self) -> Prefix<'a> {
        match self.none {}
    }

    /// The prefix as it stands.
    #[inline]
    #[must_use]
    pub fn as_os_str(&self) -> &'a OsStr {
        match self.none {}
    }
}

impl<'a> PartialEq for PrefixComponent<'a> {
    fn eq(&self, _: &PrefixComponent<'a>) -> bool {
        match self.none {}
    }
}

impl<'a> PartialOrd for PrefixComponent<'a> {
    fn partial_cmp(&self, other: &PrefixComponent<'a>) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PrefixComponent<'_> {
    fn cmp(&self, _: &Self) -> Ordering {
        match self.none {}
    }
}

impl Hash for PrefixComponent<'_> {
    fn hash<H: Hasher>(&self, _: &mut H) {
        match self.none {}
    }
}

/// The prefixes that paths have on Windows, as [`std::path::Prefix`]. Here they have none.
///
/// [`std::path::Prefix`]: https://doc.rust-lang.org/std/path/enum.Prefix.html
#[derive(Clone, Copy, Debug, Hash, PartialOrd, Ord, PartialEq, Eq)]
pub enum Prefix<'a> {
    /// `\\?\cat_pics`.
    Verbatim(&'a OsStr),
    /// `\\?\UNC\server\share`.
    VerbatimUNC(&'a OsStr, &'a OsStr),
    /// `\\?\C:`.
    VerbatimDisk(u8),
    /// `\\.\NS`.
    DeviceNS(&'a OsStr),
    /// `\\server\share`.
    UNC(&'a OsStr, &'a OsStr),
    /// `C:`.
    Disk(u8),
}

impl Prefix<'_> {
    /// Whether it begins with `\\?\`.
    #[inline]
    #[must_use]
    pub fn is_verbatim(&self) -> bool {
        matches!(
            self,
            Self::Verbatim(_) | Self::VerbatimUNC(..) | Self::VerbatimDisk(_)
        )
    }
}
