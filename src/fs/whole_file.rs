//! Whole files at once: [`read`], [`read_to_string`], [`write`](fn@write), [`copy`].

#[cfg(feature = "alloc")]
use alloc_crate::{string::String, vec::Vec};

use super::File;
#[cfg(feature = "alloc")]
use crate::io::Message;
use crate::io::{self, Error, ErrorKind, Result, Write};
use crate::path::Path;
use crate::sys::Errno;
use crate::sys::error_repr::SimpleMessage;

static NO_FILE: SimpleMessage = SimpleMessage::new(
    ErrorKind::InvalidInput,
    Errno::INVAL,
    "the source path is neither a regular file nor a symlink to a regular file",
);

/// A file's whole content, as [`std::fs::read`].
///
/// Asks for as much memory as the file is long, and once.
///
/// # Errors
///
/// As [`File::open`] and [`Read::read_to_end`](io::Read::read_to_end).
///
/// [`std::fs::read`]: https://doc.rust-lang.org/std/fs/fn.read.html
#[cfg(feature = "alloc")]
#[inline]
pub fn read<P: AsRef<Path>>(path: P) -> Result<Vec<u8>> {
    content(path.as_ref())
}

#[cfg(feature = "alloc")]
fn content(path: &Path) -> Result<Vec<u8>> {
    let file = File::open(path)?;
    let len = file.metadata().map_or(0, |metadata| metadata.len());
    let mut bytes = Vec::new();
    file.read_rest(&mut bytes, len)?;
    Ok(bytes)
}

/// A file's whole content as text, as [`std::fs::read_to_string`].
///
/// Asks for as much memory as the file is long, and once.
///
/// # Errors
///
/// As [`read`], or [`InvalidData`](ErrorKind::InvalidData) if it isn't UTF-8.
///
/// ```no_run
/// use nanowasi::{fs, println};
///
/// for line in fs::read_to_string("notes.txt")?.lines() {
///     println!("{}", line);
/// }
/// # Ok::<(), nanowasi::io::Error>(())
/// ```
///
/// [`std::fs::read_to_string`]: https://doc.rust-lang.org/std/fs/fn.read_to_string.html
#[cfg(feature = "alloc")]
#[inline]
pub fn read_to_string<P: AsRef<Path>>(path: P) -> Result<String> {
    fn text(path: &Path) -> Result<String> {
        String::from_utf8(content(path)?).map_err(|_| Error::from_message(Message::NotUtf8))
    }
    text(path.as_ref())
}

/// Makes a file that has this content, or gives it to one that is there. As [`std::fs::write`].
///
/// # Errors
///
/// As [`File::create`] and [`Write::write_all`]; some of it may have been written then.
///
/// [`std::fs::write`]: https://doc.rust-lang.org/std/fs/fn.write.html
#[inline]
pub fn write<P: AsRef<Path>, C: AsRef<[u8]>>(path: P, contents: C) -> Result<()> {
    fn write(path: &Path, contents: &[u8]) -> Result<()> {
        File::create(path)?.write_all(contents)
    }
    write(path.as_ref(), contents.as_ref())
}

/// Copies a file's content to another file, and answers how many bytes that was. As [`std::fs::copy`].
///
/// What is there is overwritten; a file that is copied onto itself is empty then. Permissions are not
/// copied, since there are none. As [`io::copy`], it takes 64 KiB of the stack and nothing of the heap.
///
/// # Errors
///
/// [`InvalidInput`](ErrorKind::InvalidInput) if `from` is no regular file, or as [`File::open`] and
/// [`File::create`]; some of it may have been written then.
///
/// [`std::fs::copy`]: https://doc.rust-lang.org/std/fs/fn.copy.html
#[inline]
pub fn copy<P: AsRef<Path>, Q: AsRef<Path>>(from: P, to: Q) -> Result<u64> {
    fn copy(from: &Path, to: &Path) -> Result<u64> {
        let mut from = File::open(from)?;
        if !from.metadata()?.is_file() {
            return Err(Error::from_static_message(&NO_FILE));
        }
        let mut to = File::create(to)?;
        io::copy(&mut from, &mut to)
    }
    copy(from.as_ref(), to.as_ref())
}
