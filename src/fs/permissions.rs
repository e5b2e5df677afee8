//! [`FileType`] and [`Permissions`]: what a Unix has in one number, its mode.
//!
//! WASI tells the type and nothing else. wasi-libc makes a mode of it in which nobody may do anything;
//! so `std` says there that every file is read-only, and so does this.

use core::fmt::{self, Write};

use crate::io::Result;
use crate::path::Path;
use crate::raw::Filetype;
use crate::sys::Errno;

/// What kind of file something is, as [`std::fs::FileType`].
///
/// [`std::fs::FileType`]: https://doc.rust-lang.org/std/fs/struct.FileType.html
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct FileType(pub(crate) Filetype);

impl FileType {
    /// Whether it is a directory.
    #[inline]
    #[must_use]
    pub fn is_dir(&self) -> bool {
        self.0 == Filetype::DIRECTORY
    }

    /// Whether it is a regular file.
    #[inline]
    #[must_use]
    pub fn is_file(&self) -> bool {
        self.0 == Filetype::REGULAR_FILE
    }

    /// Whether it is a symbolic link.
    #[inline]
    #[must_use]
    pub fn is_symlink(&self) -> bool {
        self.0 == Filetype::SYMBOLIC_LINK
    }

    /// The mode that wasi-libc makes of it.
    const fn mode(self) -> u32 {
        match self.0 {
            Filetype::BLOCK_DEVICE => kind::BLOCK_DEVICE,
            Filetype::CHARACTER_DEVICE => kind::CHARACTER_DEVICE,
            Filetype::DIRECTORY => kind::DIRECTORY,
            Filetype::REGULAR_FILE => kind::REGULAR_FILE,
            Filetype::SOCKET_DGRAM | Filetype::SOCKET_STREAM => kind::SOCKET,
            Filetype::SYMBOLIC_LINK => kind::SYMBOLIC_LINK,
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

/// Who may do what with a file, as [`std::fs::Permissions`]: nobody may do anything, as far as WASI tells.
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

    /// Whether nobody may write: always true of what a host tells, also of a file that can be written.
    #[inline]
    #[must_use = "call `set_readonly` to modify the readonly flag"]
    pub const fn readonly(&self) -> bool {
        self.mode.0 & WRITABLE == 0
    }

    /// Says whether nobody may write; no host can be told.
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
    /// As `std` prints it.
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

/// Answers that no host can do this, as `std::fs::set_permissions` does on this target.
///
/// # Errors
///
/// `NOSYS`, always.
pub fn set_permissions<P: AsRef<Path>>(path: P, perm: Permissions) -> Result<()> {
    let _ = perm;
    super::without_nul(path.as_ref())?;
    Err(Errno::NOSYS.into())
}

/// The types that a mode can say.
mod kind {
    pub(super) const TYPE: u32 = 0o17_0000;
    pub(super) const CHARACTER_DEVICE: u32 = 0o02_0000;
    pub(super) const DIRECTORY: u32 = 0o04_0000;
    pub(super) const BLOCK_DEVICE: u32 = 0o06_0000;
    pub(super) const REGULAR_FILE: u32 = 0o10_0000;
    pub(super) const SYMBOLIC_LINK: u32 = 0o12_0000;
    pub(super) const SOCKET: u32 = 0o14_0000;
}

/// A mode, which prints as a number and as `ls -l` shows it: `0o100644 (-rw-r--r--)`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Mode(pub(super) u32);

impl fmt::Debug for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(bits) = *self;
        write!(f, "0o{bits:06o}")?;
        let letter = match bits & kind::TYPE {
            kind::CHARACTER_DEVICE => 'c',
            kind::DIRECTORY => 'd',
            kind::BLOCK_DEVICE => 'b',
            kind::REGULAR_FILE => '-',
            kind::SYMBOLIC_LINK => 'l',
            // No letter, as in `std`: a socket, an unknown type, or no file's mode.
            _ => return Ok(()),
        };
        write!(f, " ({letter}")?;
        // Nothing sets the bits for others than these nine.
        for (place, letter) in (0..9).rev().zip("rwxrwxrwx".chars()) {
            f.write_char(if bits >> place & 1 == 1 { letter } else { '-' })?;
        }
        f.write_char(')')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `std`'s own output on this target, from runs under a host.
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
    fn every_file_is_read_only_until_it_is_said_not_to_be() {
        let mut permissions = Permissions::of(FileType(Filetype::REGULAR_FILE));
        let before = permissions.clone();
        assert!(permissions.readonly());
        permissions.set_readonly(false);
        assert!(!permissions.readonly() && permissions != before);
        permissions.set_readonly(true);
        assert!(permissions.readonly() && permissions == before);
    }
}
