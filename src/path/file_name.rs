//! The last component of a path, and what stands before and behind its dots.

use super::Path;
use super::components::{split_file_name, trim_end};
use crate::ffi::OsStr;

impl Path {
    /// The last component, if it is a name.
    #[must_use]
    pub fn file_name(&self) -> Option<&OsStr> {
        let path = trim_end(self.as_os_str().as_encoded_bytes());
        match split_file_name(path).1 {
            b"" | b".." => None,
            name => Some(OsStr::from_bytes(name)),
        }
    }

    /// What stands in the name before its last dot; the whole name if there is none, or one at the
    /// front alone.
    #[must_use]
    pub fn file_stem(&self) -> Option<&OsStr> {
        let name = self.file_name()?;
        Some(split_at_last_dot(name).map_or(name, |(stem, _)| stem))
    }

    /// What stands in the name before its first dot; one at the front doesn't count.
    #[must_use]
    pub fn file_prefix(&self) -> Option<&OsStr> {
        let name = self.file_name()?.as_encoded_bytes();
        let hidden = usize::from(name.starts_with(b"."));
        let len = name.iter().skip(hidden).take_while(|byte| **byte != b'.');
        name.get(..hidden + len.count()).map(OsStr::from_bytes)
    }

    /// What stands in the name behind its last dot, if that isn't at the front.
    #[must_use]
    pub fn extension(&self) -> Option<&OsStr> {
        split_at_last_dot(self.file_name()?).map(|(_, extension)| extension)
    }
}

/// A name apart at its last dot, if there is one that isn't at the front.
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
