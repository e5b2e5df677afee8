//! Paths of random bytes, in this crate and in `std`, for the tests of this module.

use std::ffi::OsStr as StdOsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path as StdPath;

use arbtest::arbitrary::{Result, Unstructured};

use super::Path;
use crate::ffi::OsStr;

/// The fragments of a random path.
const FRAGMENTS: [&[u8]; 16] = [
    b"/",
    b"/",
    b"/",
    b"//",
    b".",
    b".",
    b"..",
    b"/./",
    b"/../",
    b"a",
    b"b",
    b"a.b",
    b".a",
    b"a.b.c",
    b"\xC3\xA4",
    b"\xFF",
];

/// Returns the bytes of a path: in three of four cases made of [`FRAGMENTS`], else any bytes.
pub(super) fn bytes(u: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    if u.int_in_range(0..=3)? == 0 {
        let len = u.int_in_range(0..=40)?;
        return Ok(u.bytes(len)?.to_vec());
    }
    let mut bytes = Vec::new();
    for _ in 0..u.int_in_range(0..=8)? {
        bytes.extend_from_slice(u.choose(&FRAGMENTS)?);
    }
    Ok(bytes)
}

/// Converts bytes to a path of this crate.
pub(super) fn path(bytes: &[u8]) -> &Path {
    Path::from_os_str(OsStr::from_bytes(bytes))
}

/// Converts bytes to a path of `std`.
pub(super) fn std_path(bytes: &[u8]) -> &StdPath {
    StdPath::new(StdOsStr::from_bytes(bytes))
}

/// Returns the bytes of a string of this crate.
pub(super) fn ours<T: AsRef<OsStr> + ?Sized>(text: &T) -> &[u8] {
    text.as_ref().as_encoded_bytes()
}

/// Returns the bytes of a string of `std`.
pub(super) fn theirs<T: AsRef<StdOsStr> + ?Sized>(text: &T) -> &[u8] {
    text.as_ref().as_bytes()
}
