//! [`FileType`] and [`Permissions`]: the two parts of a file's mode on Unix.
//!
//! Preview 1 has the type of a file and no permissions. wasi-libc makes a mode from the type alone,
//! in which no access is allowed. So under `std` every file is read-only, and here, too.

use core::fmt::{self, Write};

use crate::io::Result;
use crate::path::Path;
use crate::raw::Filetype;
use crate::sys::Errno;

/// The type of a file, as [`std::fs::FileType`].
///
/// All three methods return `false` for a device, a socket, and a type that the host does not know.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fs;
///
/// # fn main() -> nanowasi::io::Result<()> {
/// # fs::create_dir("out")?;
/// for entry in fs::read_dir(".")? {
///     let entry = entry?;
///     let mark = if entry.file_type()?.is_dir() { "/" } else { "" };
///     assert_eq!(format!("{}{mark}", entry.file_name().display()), "out/");
/// }
/// # Ok(())
/// # }
/// ```
///
/// [`std::fs::FileType`]: https://doc.rust-lang.org/std/fs/struct.FileType.html
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct FileType(pub(crate) Filetype);

impl FileType {
    /// Returns whether the file is a directory.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// assert!(fs::metadata(".")?.file_type().is_dir());
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub fn is_dir(&self) -> bool {
        self.0 == Filetype::DIRECTORY
    }

    /// Returns whether the file is a regular file.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// fs::write("notes.txt", "")?;
    /// assert!(fs::metadata("notes.txt")?.file_type().is_file());
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub fn is_file(&self) -> bool {
        self.0 == Filetype::REGULAR_FILE
    }

    /// Returns whether the file is a symbolic link. Never true for a type from a function that
    /// follows links, such as [`metadata`](super::metadata()).
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fs, os::wasi::fs::symlink_path};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// symlink_path("nowhere", "link")?;
    /// assert!(fs::symlink_metadata("link")?.file_type().is_symlink());
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub fn is_symlink(&self) -> bool {
        self.0 == Filetype::SYMBOLIC_LINK
    }

    /// Returns the mode that wasi-libc makes from the type.
    const fn mode(self) -> u32 {
        match self.0 {
            Filetype::BLOCK_DEVICE => type_bits::BLOCK_DEVICE,
            Filetype::CHARACTER_DEVICE => type_bits::CHARACTER_DEVICE,
            Filetype::DIRECTORY => type_bits::DIRECTORY,
            Filetype::REGULAR_FILE => type_bits::REGULAR_FILE,
            Filetype::SOCKET_DGRAM | Filetype::SOCKET_STREAM => type_bits::SOCKET,
            Filetype::SYMBOLIC_LINK => type_bits::SYMBOLIC_LINK,
            _ => 0,
        }
    }
}

impl fmt::Debug for FileType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileType")
            .field("is_file", &self.is_file())
            .field("is_dir", &self.is_dir())
            .field("is_symlink", &self.is_symlink())
            .finish_non_exhaustive()
    }
}

/// The permissions of a file, as [`std::fs::Permissions`].
///
/// Preview 1 has no permissions. So those of each file are read-only, as under `std` on this
/// target, and can't be changed.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fs;
///
/// # fn main() -> nanowasi::io::Result<()> {
/// fs::write("notes.txt", "")?;
/// let mut permissions = fs::metadata("notes.txt")?.permissions();
/// assert!(permissions.readonly());
/// permissions.set_readonly(false);
/// assert!(fs::set_permissions("notes.txt", permissions).is_err());
/// # Ok(())
/// # }
/// ```
///
/// [`std::fs::Permissions`]: https://doc.rust-lang.org/std/fs/struct.Permissions.html
#[derive(Clone, PartialEq, Eq)]
pub struct Permissions {
    mode: Mode,
}

/// The bits that allow writing: to the owner, the group and all others.
const WRITABLE: u32 = 0o222;

impl Permissions {
    pub(super) const fn of(file_type: FileType) -> Self {
        Self {
            mode: Mode(file_type.mode()),
        }
    }

    /// Returns whether the permissions deny writing. Always true for a file, even if it can be
    /// written.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// fs::write("notes.txt", "")?;
    /// assert!(fs::metadata("notes.txt")?.permissions().readonly());
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use = "call `set_readonly` to modify the readonly flag"]
    pub const fn readonly(&self) -> bool {
        self.mode.0 & WRITABLE == 0
    }

    /// Sets whether the permissions deny writing. Changes this value only:
    /// [`set_permissions`] can't apply it to a file.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut permissions = fs::metadata(".")?.permissions();
    /// permissions.set_readonly(false);
    /// assert!(!permissions.readonly());
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub const fn set_readonly(&mut self, readonly: bool) {
        if readonly {
            self.mode.0 &= !WRITABLE;
        } else {
            self.mode.0 |= WRITABLE;
        }
    }
}

impl fmt::Debug for Permissions {
    /// Prints the same text as `std`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        struct Inner(Mode);

        impl fmt::Debug for Inner {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct("FilePermissions")
                    .field("mode", &self.0)
                    .finish()
            }
        }

        f.debug_tuple("Permissions")
            .field(&Inner(self.mode))
            .finish()
    }
}

/// Returns an error, because preview 1 has no permissions. The same as `std::fs::set_permissions`
/// on this target.
///
/// # Errors
///
/// - [`InvalidInput`](crate::io::ErrorKind::InvalidInput): `path` has a NUL byte.
/// - `NOSYS`: always otherwise.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{fs, sys::Errno};
///
/// # fn main() -> nanowasi::io::Result<()> {
/// let permissions = fs::metadata(".")?.permissions();
/// let error = fs::set_permissions(".", permissions).unwrap_err();
/// assert_eq!(error.errno(), Some(Errno::NOSYS));
/// # Ok(())
/// # }
/// ```
pub fn set_permissions<P: AsRef<Path>>(path: P, perm: Permissions) -> Result<()> {
    let _ = perm;
    super::without_nul(path.as_ref())?;
    Err(Errno::NOSYS.into())
}

/// The file types in a mode.
mod type_bits {
    pub(super) const TYPE: u32 = 0o17_0000;
    pub(super) const CHARACTER_DEVICE: u32 = 0o02_0000;
    pub(super) const DIRECTORY: u32 = 0o04_0000;
    pub(super) const BLOCK_DEVICE: u32 = 0o06_0000;
    pub(super) const REGULAR_FILE: u32 = 0o10_0000;
    pub(super) const SYMBOLIC_LINK: u32 = 0o12_0000;
    pub(super) const SOCKET: u32 = 0o14_0000;
}

/// A mode. `{:?}` prints it as a number and in the form of `ls -l`: `0o100644 (-rw-r--r--)`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Mode(pub(super) u32);

impl fmt::Debug for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(bits) = *self;
        write!(f, "0o{bits:06o}")?;
        let letter = match bits & type_bits::TYPE {
            type_bits::CHARACTER_DEVICE => 'c',
            type_bits::DIRECTORY => 'd',
            type_bits::BLOCK_DEVICE => 'b',
            type_bits::REGULAR_FILE => '-',
            type_bits::SYMBOLIC_LINK => 'l',
            // No letter, as in `std`: a socket, an unknown type, or a mode without a type.
            _ => return Ok(()),
        };
        write!(f, " ({letter}")?;
        // Only these nine bits can be set.
        for (bit, letter) in (0..9).rev().zip("rwxrwxrwx".chars()) {
            f.write_char(if bits >> bit & 1 == 1 { letter } else { '-' })?;
        }
        f.write_char(')')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The expected texts are what `std` printed on this target under a host.
    #[test]
    fn prints_as_std_does() {
        let mut permissions = Permissions::of(FileType(Filetype::REGULAR_FILE));
        assert_eq!(
            format!("{permissions:?}"),
            "Permissions(FilePermissions { mode: 0o100000 (----------) })"
        );
        permissions.set_readonly(false);
        assert_eq!(
            format!("{permissions:?}"),
            "Permissions(FilePermissions { mode: 0o100222 (--w--w--w-) })"
        );
        let permissions = Permissions::of(FileType(Filetype::DIRECTORY));
        assert_eq!(
            format!("{permissions:?}"),
            "Permissions(FilePermissions { mode: 0o040000 (d---------) })"
        );
        assert_eq!(format!("{:?}", Mode(0o777)), "0o000777");
        assert_eq!(format!("{:?}", Mode(0o12_0751)), "0o120751 (lrwxr-x--x)");
        assert_eq!(
            format!("{:?}", FileType(Filetype::REGULAR_FILE)),
            "FileType { is_file: true, is_dir: false, is_symlink: false, .. }"
        );
    }

    #[test]
    fn permissions_are_read_only_until_set_readonly_clears_it() {
        let mut permissions = Permissions::of(FileType(Filetype::REGULAR_FILE));
        let before = permissions.clone();
        assert!(permissions.readonly());
        permissions.set_readonly(false);
        assert!(!permissions.readonly() && permissions != before);
        permissions.set_readonly(true);
        assert!(permissions.readonly() && permissions == before);
    }
}
