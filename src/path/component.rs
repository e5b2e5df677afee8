//! [`Component`]: a component of a path, and [`Prefix`], which only Windows has.

use core::cmp::Ordering;
use core::convert::Infallible;
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;

use super::{MAIN_SEPARATOR_STR, Path};
use crate::ffi::OsStr;

/// A component of a path, as [`std::path::Component`].
///
/// # Examples
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
    /// A prefix such as `C:`. Paths on this target have none.
    Prefix(PrefixComponent<'a>),
    /// The root, `/`, at the start of the path.
    RootDir,
    /// A `.` at the start of the path. Each other `.` is omitted.
    CurDir,
    /// `..`.
    ParentDir,
    /// A name.
    Normal(&'a OsStr),
}

impl<'a> Component<'a> {
    /// Returns the component with these bytes, which `Components::next_bytes` returned.
    #[inline]
    pub(super) const fn from_bytes(bytes: &'a [u8]) -> Self {
        match bytes {
            b"/" => Self::RootDir,
            b"." => Self::CurDir,
            b".." => Self::ParentDir,
            _ => Self::Normal(OsStr::from_bytes(bytes)),
        }
    }

    /// Returns the text of the component: `/`, `.`, `..`, or the name.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::Path;
    ///
    /// let texts: Vec<_> = Path::new("/a/..").components().map(|part| part.as_os_str()).collect();
    /// assert_eq!(texts, ["/", "a", ".."]);
    /// ```
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

/// A prefix of a path, as [`std::path::PrefixComponent`].
///
/// Paths on this target have no prefix, so this type has no values, and the compiler removes code
/// that handles them.
///
/// # Examples
///
/// ```
/// use nanowasi::path::{Component, Path, PrefixComponent};
///
/// fn prefix(path: &Path) -> Option<PrefixComponent<'_>> {
///     match path.components().next()? {
///         Component::Prefix(prefix) => Some(prefix),
///         _ => None,
///     }
/// }
/// assert!(prefix(Path::new(r"C:\Users")).is_none());
/// ```
///
/// [`std::path::PrefixComponent`]: https://doc.rust-lang.org/std/path/struct.PrefixComponent.html
#[derive(Clone, Copy, Debug, Eq)]
pub struct PrefixComponent<'a> {
    none: Infallible,
    text: PhantomData<&'a OsStr>,
}

impl<'a> PrefixComponent<'a> {
    /// Returns the kind of the prefix. Never called: the type has no values.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::{Component, Path, Prefix};
    ///
    /// let has_disk = Path::new(r"C:\Users").components().any(|part| match part {
    ///     Component::Prefix(prefix) => matches!(prefix.kind(), Prefix::Disk(_)),
    ///     _ => false,
    /// });
    /// assert!(!has_disk);
    /// ```
    #[inline]
    #[must_use]
    pub fn kind(&self) -> Prefix<'a> {
        match self.none {}
    }

    /// Returns the text of the prefix. Never called: the type has no values.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::{Component, Path};
    ///
    /// let text = Path::new(r"C:\Users").components().find_map(|part| match part {
    ///     Component::Prefix(prefix) => Some(prefix.as_os_str()),
    ///     _ => None,
    /// });
    /// assert_eq!(text, None);
    /// ```
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

/// A prefix of a path on Windows, as [`std::path::Prefix`]. Paths on this target have none.
///
/// # Examples
///
/// ```
/// use nanowasi::path::Prefix;
///
/// assert_ne!(Prefix::Disk(b'C'), Prefix::Disk(b'D'));
/// ```
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
    /// Returns whether the prefix begins with `\\?\`.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::Prefix;
    ///
    /// assert!(Prefix::VerbatimDisk(b'C').is_verbatim());
    /// assert!(!Prefix::Disk(b'C').is_verbatim());
    /// ```
    #[inline]
    #[must_use]
    pub fn is_verbatim(&self) -> bool {
        matches!(
            self,
            Self::Verbatim(_) | Self::VerbatimUNC(..) | Self::VerbatimDisk(_)
        )
    }
}
