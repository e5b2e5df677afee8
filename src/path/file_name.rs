//! The file name of a path, its stem, prefix and extension.

use super::Path;
use super::components::{split_file_name, trim_end};
use crate::ffi::OsStr;

impl Path {
    /// Returns the last component, if it is a name.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::Path;
    ///
    /// assert_eq!(Path::new("a/b.txt/").file_name().unwrap(), "b.txt");
    /// assert_eq!(Path::new("a/..").file_name(), None);
    /// assert_eq!(Path::new("/").file_name(), None);
    /// ```
    #[must_use]
    pub fn file_name(&self) -> Option<&OsStr> {
        let path = trim_end(self.as_os_str().as_encoded_bytes());
        match split_file_name(path).1 {
            b"" | b".." => None,
            name => Some(OsStr::from_bytes(name)),
        }
    }

    /// Returns the file name up to its last dot.
    ///
    /// The stem is the whole name if there is no dot, or only one at its start.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::Path;
    ///
    /// assert_eq!(Path::new("a/b.tar.gz").file_stem().unwrap(), "b.tar");
    /// assert_eq!(Path::new("a/.profile").file_stem().unwrap(), ".profile");
    /// ```
    #[must_use]
    pub fn file_stem(&self) -> Option<&OsStr> {
        let name = self.file_name()?;
        Some(split_at_last_dot(name).map_or(name, |(stem, _)| stem))
    }

    /// Returns the file name up to its first dot. A dot at its start does not count.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::Path;
    ///
    /// assert_eq!(Path::new("a/b.tar.gz").file_prefix().unwrap(), "b");
    /// assert_eq!(Path::new("a/.b.tar").file_prefix().unwrap(), ".b");
    /// ```
    #[must_use]
    pub fn file_prefix(&self) -> Option<&OsStr> {
        let name = self.file_name()?.as_encoded_bytes();
        let hidden = usize::from(name.starts_with(b"."));
        let len = name.iter().skip(hidden).take_while(|byte| **byte != b'.');
        name.get(..hidden + len.count()).map(OsStr::from_bytes)
    }

    /// Returns the file name after its last dot. A dot at its start does not count.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::path::Path;
    ///
    /// assert_eq!(Path::new("a/b.tar.gz").extension().unwrap(), "gz");
    /// assert_eq!(Path::new("a/.profile").extension(), None);
    /// assert_eq!(Path::new("a/b.").extension().unwrap(), "");
    /// ```
    #[must_use]
    pub fn extension(&self) -> Option<&OsStr> {
        split_at_last_dot(self.file_name()?).map(|(_, extension)| extension)
    }
}

/// Splits a name at its last dot, if there is one that is not at its start.
fn split_at_last_dot(name: &OsStr) -> Option<(&OsStr, &OsStr)> {
    let name = name.as_encoded_bytes();
    let dot = name.iter().rposition(|byte| *byte == b'.')?;
    let (stem, extension) = name.split_at_checked(dot)?;
    if stem.is_empty() {
        return None;
    }
    Some((
        OsStr::from_bytes(stem),
        OsStr::from_bytes(extension.get(1..)?),
    ))
}
