//! Reads, writes and copies whole files: [`read`], [`read_to_string`], [`write`](fn@write),
//! [`copy`].

#[cfg(feature = "alloc")]
use alloc_crate::{string::String, vec::Vec};

use super::File;
#[cfg(feature = "alloc")]
use crate::io::Message;
use crate::io::{self, Error, ErrorKind, Result, Write};
use crate::path::Path;
use crate::sys::Errno;
use crate::sys::error_repr::SimpleMessage;

static NOT_A_FILE: SimpleMessage = SimpleMessage::new(
    ErrorKind::InvalidInput,
    Errno::INVAL,
    "the source path is neither a regular file nor a symlink to a regular file",
);

/// Reads the whole content of a file, as [`std::fs::read`].
///
/// Allocates once, as many bytes as the file is long. A longer content is read to its end all the
/// same, because devices and growing files have no reliable length.
///
/// # Errors
///
/// As [`File::open`] and [`Read::read_to_end`](io::Read::read_to_end), and:
///
/// - [`OutOfMemory`](ErrorKind::OutOfMemory): there is no memory for the content.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fs;
///
/// # fn main() -> nanowasi::io::Result<()> {
/// # fs::write("logo.png", b"\x89PNG\r\n\x1A\n")?;
/// let image = fs::read("logo.png")?;
/// assert!(image.starts_with(b"\x89PNG"));
/// # Ok(())
/// # }
/// ```
///
/// [`std::fs::read`]: https://doc.rust-lang.org/std/fs/fn.read.html
#[cfg(feature = "alloc")]
#[inline]
pub fn read<P: AsRef<Path>>(path: P) -> Result<Vec<u8>> {
    read_all(path.as_ref())
}

#[cfg(feature = "alloc")]
fn read_all(path: &Path) -> Result<Vec<u8>> {
    let file = File::open(path)?;
    let len = file.metadata().map_or(0, |metadata| metadata.len());
    let mut bytes = Vec::new();
    file.read_rest(&mut bytes, len)?;
    Ok(bytes)
}

/// Reads the whole content of a file as text, as [`std::fs::read_to_string`].
///
/// Allocates once, as [`read`] does.
///
/// # Errors
///
/// As [`read`], and:
///
/// - [`InvalidData`](ErrorKind::InvalidData): the content is not UTF-8.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fs;
///
/// # fn main() -> nanowasi::io::Result<()> {
/// # fs::write("hosts", "127.0.0.1 localhost\n# a comment\n")?;
/// let text = fs::read_to_string("hosts")?;
/// let entries = text.lines().filter(|line| !line.starts_with('#'));
/// assert_eq!(entries.count(), 1);
/// # Ok(())
/// # }
/// ```
///
/// [`std::fs::read_to_string`]: https://doc.rust-lang.org/std/fs/fn.read_to_string.html
#[cfg(feature = "alloc")]
#[inline]
pub fn read_to_string<P: AsRef<Path>>(path: P) -> Result<String> {
    fn read_to_string(path: &Path) -> Result<String> {
        String::from_utf8(read_all(path)?).map_err(|_| Error::from_message(Message::NotUtf8))
    }
    read_to_string(path.as_ref())
}

/// Writes a file with this content, as [`std::fs::write`].
///
/// Creates the file, or replaces the content of a file that exists. A short write is continued
/// until all bytes are written.
///
/// # Errors
///
/// As [`File::create`] and [`Write::write_all`]. After an error the file may be empty or hold a
/// part of the content.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fs;
///
/// # fn main() -> nanowasi::io::Result<()> {
/// fs::write("settings.ini", "color = blue\n")?;
/// fs::write("settings.ini", "none")?; // The rest of the old content is gone.
/// assert_eq!(fs::read("settings.ini")?, b"none");
/// # Ok(())
/// # }
/// ```
///
/// [`std::fs::write`]: https://doc.rust-lang.org/std/fs/fn.write.html
#[inline]
pub fn write<P: AsRef<Path>, C: AsRef<[u8]>>(path: P, contents: C) -> Result<()> {
    fn write(path: &Path, contents: &[u8]) -> Result<()> {
        File::create(path)?.write_all(contents)
    }
    write(path.as_ref(), contents.as_ref())
}

/// Copies the content of the file `from` to the file `to`, and returns its length in bytes, as
/// [`std::fs::copy`].
///
/// Replaces the content of `to` if `to` exists. Uses 64 KiB of the stack and no heap, as
/// [`io::copy`].
///
/// - A file that is copied onto itself is empty afterwards.
/// - Permissions are not copied, because preview 1 has none.
///
/// # Errors
///
/// As [`File::open`] for `from`, as [`File::create`] for `to`, and:
///
/// - [`InvalidInput`](ErrorKind::InvalidInput): `from` is not a regular file. `to` is unchanged.
///
/// After an error while bytes are copied, `to` holds a part of them.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fs;
///
/// # fn main() -> nanowasi::io::Result<()> {
/// # fs::write("notes.txt", "buy milk\n")?;
/// assert_eq!(fs::copy("notes.txt", "notes.bak")?, 9);
/// assert_eq!(fs::read_to_string("notes.bak")?, "buy milk\n");
/// # Ok(())
/// # }
/// ```
///
/// [`std::fs::copy`]: https://doc.rust-lang.org/std/fs/fn.copy.html
#[inline]
pub fn copy<P: AsRef<Path>, Q: AsRef<Path>>(from: P, to: Q) -> Result<u64> {
    fn copy(from: &Path, to: &Path) -> Result<u64> {
        let mut from = File::open(from)?;
        if !from.metadata()?.is_file() {
            return Err(Error::from_static_message(&NOT_A_FILE));
        }
        let mut to = File::create(to)?;
        io::copy(&mut from, &mut to)
    }
    copy(from.as_ref(), to.as_ref())
}
