//! [`OpenOptions`], and the one way in which all files and directories are opened.

use core::fmt;

use super::File;
use super::open_args::{DIRECTORY, OpenArgs, READ, WRITE, open, open_at};
use super::permissions::Mode;
use crate::io::{Error, ErrorKind, Result};
use crate::path::Path;
use crate::raw::{Fdflags, Lookupflags, Oflags, Rights};
use crate::sys::error_repr::SimpleMessage;
use crate::sys::{BorrowedFd, Errno};

/// Where [`Oflags`] begin in what `custom_flags` takes, which is what wasi-libc's `open` takes; below are
/// [`Fdflags`].
const OFLAGS: u32 = 12;

/// Flags among those.
#[derive(Clone, Copy)]
pub(crate) enum Flag {
    Dsync = 1 << 1,
    Nonblock = 1 << 2,
    Rsync = 1 << 3,
    Sync = 1 << 4,
    Directory = 1 << 13,
    NoFollow = 1 << 24,
}

static NO_ACCESS: SimpleMessage = SimpleMessage::custom(
    ErrorKind::InvalidInput,
    Errno::INVAL,
    "must specify at least one of read, write, or append access",
);

static CREATES_UNWRITTEN: SimpleMessage = SimpleMessage::custom(
    ErrorKind::InvalidInput,
    Errno::INVAL,
    "creating or truncating a file requires write or append access",
);

/// OpenArgs a file is to be opened, as [`std::fs::OpenOptions`].
///
/// ```no_run
/// use nanowasi::fs::OpenOptions;
/// use nanowasi::io::Write;
///
/// let mut log = OpenOptions::new().append(true).create(true).open("log.txt")?;
/// log.write_all(b"one line more\n")?;
/// # Ok::<(), nanowasi::io::Error>(())
/// ```
///
/// [`std::fs::OpenOptions`]: https://doc.rust-lang.org/std/fs/struct.OpenOptions.html
#[derive(Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a method of `std`")]
pub struct OpenOptions {
    read: bool,
    write: bool,
    append: bool,
    truncate: bool,
    create: bool,
    create_new: bool,
    /// As wasi-libc counts them: see [`Flag`].
    custom_flags: i32,
    base: Option<Rights>,
    inheriting: Option<Rights>,
}

impl OpenOptions {
    /// Nothing is asked for at first; [`open`](Self::open) needs one of reading, writing and appending.
    #[allow(clippy::new_without_default, reason = "`std`'s has none")]
    #[must_use]
    pub const fn new() -> Self {
        Self {
            read: false,
            write: false,
            append: false,
            truncate: false,
            create: false,
            create_new: false,
            custom_flags: 0,
            base: None,
            inheriting: None,
        }
    }

    /// To read.
    #[inline]
    pub const fn read(&mut self, read: bool) -> &mut Self {
        self.read = read;
        self
    }

    /// To write; what is there is overwritten, but not cut off.
    #[inline]
    pub const fn write(&mut self, write: bool) -> &mut Self {
        self.write = write;
        self
    }

    /// To write at the end, wherever that is at each write.
    #[inline]
    pub const fn append(&mut self, append: bool) -> &mut Self {
        self.append = append;
        self
    }

    /// To make the file empty; needs [`write`](Self::write).
    #[inline]
    pub const fn truncate(&mut self, truncate: bool) -> &mut Self {
        self.truncate = truncate;
        self
    }

    /// To create the file if there is none; needs [`write`](Self::write) or [`append`](Self::append).
    #[inline]
    pub const fn create(&mut self, create: bool) -> &mut Self {
        self.create = create;
        self
    }

    /// To create the file, and to fail if there is anything of that name. Needs [`write`](Self::write) or
    /// [`append`](Self::append); [`create`](Self::create) and [`truncate`](Self::truncate) count for
    /// nothing then.
    #[inline]
    pub const fn create_new(&mut self, create_new: bool) -> &mut Self {
        self.create_new = create_new;
        self
    }

    /// Opens a file.
    ///
    /// Asks for the rights that these options need, to seek and to look at attributes, and for no others,
    /// since some hosts enforce them.
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](crate::io::ErrorKind::InvalidInput) for options that don't go together, or what the
    /// host answers, or as said in the [module](super) if no preopen leads there.
    #[inline]
    pub fn open<P: AsRef<Path>>(&self, path: P) -> Result<File> {
        self.open_path(path.as_ref())
    }

    fn open_path(&self, path: &Path) -> Result<File> {
        Ok(open(path, self.args()?)?.into())
    }

    /// What the options mean, if they mean anything.
    pub(super) fn args(&self) -> Result<OpenArgs> {
        let writes = self.write || self.append;
        let creates = self.create || self.create_new || self.truncate;
        if creates && !writes || self.append && self.truncate && !self.create_new {
            return Err(Error::from_static_message(&CREATES_UNWRITTEN));
        }
        if !self.read && !writes {
            return Err(Error::from_static_message(&NO_ACCESS));
        }
        let mut args = self.args_from_flags();
        if self.create_new {
            args.open |= Oflags::CREAT | Oflags::EXCL;
        } else {
            if self.create {
                args.open |= Oflags::CREAT;
            }
            if self.truncate {
                args.open |= Oflags::TRUNC;
            }
        }
        Ok(args)
    }

    /// What the flags alone mean, and the rights that go with them.
    #[expect(clippy::cast_possible_truncation, reason = "the lower half is meant")]
    fn args_from_flags(&self) -> OpenArgs {
        let bits = self.custom_flags.cast_unsigned();
        // A bit without a name makes hosts trap.
        let mut flags = Fdflags::from_bits_truncate(bits as u16);
        flags.set(
            Fdflags::APPEND,
            self.append || flags.contains(Fdflags::APPEND),
        );
        let open = Oflags::from_bits_truncate((bits >> OFLAGS) as u16);
        let mut lookup = Lookupflags::empty();
        lookup.set(
            Lookupflags::SYMLINK_FOLLOW,
            self.custom_flags & Flag::NoFollow as i32 == 0,
        );
        let (mut base, mut inheriting) = (Rights::empty(), Rights::empty());
        if open.contains(Oflags::DIRECTORY) {
            base = DIRECTORY;
            inheriting = DIRECTORY | READ | WRITE;
        } else if self.read {
            base = READ;
        }
        if self.write || self.append {
            base |= WRITE;
        }
        OpenArgs {
            lookup,
            open,
            base: self.base.unwrap_or(base),
            inheriting: self.inheriting.unwrap_or(inheriting),
            flags,
        }
    }

    #[inline]
    pub(crate) const fn set_custom_flags(&mut self, flags: i32) {
        self.custom_flags = flags;
    }

    /// Raises a flag, or takes it down.
    #[inline]
    pub(crate) const fn set_flag(&mut self, flag: Flag, up: bool) {
        let bit = flag as i32;
        self.custom_flags = if up {
            self.custom_flags | bit
        } else {
            self.custom_flags & !bit
        };
    }

    #[inline]
    pub(crate) const fn set_rights(&mut self, base: Option<u64>, inheriting: Option<u64>) {
        if let Some(bits) = base {
            self.base = Some(Rights::from_bits_truncate(bits));
        }
        if let Some(bits) = inheriting {
            self.inheriting = Some(Rights::from_bits_truncate(bits));
        }
    }

    /// Opens what is below an open directory.
    pub(crate) fn open_path_at(&self, dir: BorrowedFd<'_>, path: &[u8]) -> Result<File> {
        Ok(open_at(dir, path, self.args()?)?.into())
    }
}

impl fmt::Debug for OpenOptions {
    /// As `std` prints it; the rights that [`os::wasi`](crate::os::wasi) can set are left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        struct Inner<'options>(&'options OpenOptions);

        impl fmt::Debug for Inner<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let OpenOptions {
                    read,
                    write,
                    append,
                    truncate,
                    create,
                    create_new,
                    custom_flags,
                    base: _,
                    inheriting: _,
                } = self.0;
                f.debug_struct("OpenOptions")
                    .field("read", read)
                    .field("write", write)
                    .field("append", append)
                    .field("truncate", truncate)
                    .field("create", create)
                    .field("create_new", create_new)
                    .field("custom_flags", custom_flags)
                    .field("mode", &Mode(0o666))
                    .finish()
            }
        }

        f.debug_tuple("OpenOptions").field(&Inner(self)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All 64 combinations: what `std` refuses, with which kind and text.
    #[test]
    fn options_go_together_as_in_std() {
        let path = std::env::temp_dir().join(format!("nanowasi-options-{}", std::process::id()));
        for bits in 0..64 {
            let is = |bit: u32| bits & 1 << bit != 0;
            let mut ours = OpenOptions::new();
            ours.read(is(0)).write(is(1)).append(is(2));
            ours.truncate(is(3)).create(is(4)).create_new(is(5));
            let mut theirs = std::fs::OpenOptions::new();
            theirs.read(is(0)).write(is(1)).append(is(2));
            theirs.truncate(is(3)).create(is(4)).create_new(is(5));
            let refused = |error: std::io::Error| {
                (error.kind() == std::io::ErrorKind::InvalidInput).then(|| error.to_string())
            };
            let _ = std::fs::remove_file(&path);
            let theirs = theirs.open(&path).err().and_then(refused);
            let said = ours.args().err().map(|error| error.to_string());
            assert_eq!(said, theirs, "{ours:?}");
        }
        let _ = std::fs::remove_file(&path);
    }

    /// `std`'s own output: as an error that lies on the heap there.
    #[test]
    fn what_does_not_go_together_prints_as_in_std() {
        let error = OpenOptions::new().args().err().unwrap();
        assert_eq!(
            format!("{error:?}"),
            "Custom { kind: InvalidInput, error: \"must specify at least one of read, write, or append access\" }"
        );
    }

    #[test]
    fn a_new_file_is_neither_cut_nor_found() {
        let mut options = OpenOptions::new();
        options
            .write(true)
            .create(true)
            .truncate(true)
            .create_new(true);
        let args = options.args().unwrap();
        assert_eq!(args.open, Oflags::CREAT | Oflags::EXCL);
    }

    /// A bit that has no name makes wasmtime and wasmi trap.
    #[test]
    fn only_bits_with_a_name_reach_a_host() {
        let mut options = OpenOptions::new();
        options.read(true).set_custom_flags(-1);
        options.set_rights(Some(u64::MAX), Some(u64::MAX));
        let args = options.args().unwrap();
        assert!(args.lookup.is_empty());
        assert_eq!(args.open, Oflags::all());
        assert_eq!(args.flags, Fdflags::all());
        assert_eq!((args.base, args.inheriting), (Rights::all(), Rights::all()));
    }

    /// Hosts that enforce rights refuse a directory that is to be written, and a right to read that a
    /// writer didn't ask for must not be given.
    #[test]
    fn rights_are_those_of_the_options() {
        let rights = |set: fn(&mut OpenOptions)| {
            let mut options = OpenOptions::new();
            set(&mut options);
            options.args().unwrap().base
        };
        let read = rights(|options| {
            options.read(true);
        });
        assert_eq!(read, OpenArgs::READ.base);
        assert!(!read.intersects(Rights::FD_WRITE | Rights::FD_DATASYNC | Rights::FD_ALLOCATE));
        let append = rights(|options| {
            options.append(true);
        });
        assert!(append.contains(Rights::FD_WRITE | Rights::FD_SEEK | Rights::FD_TELL));
        assert!(!append.contains(Rights::FD_READ));
        let directory = rights(|options| options.read(true).set_flag(Flag::Directory, true));
        assert!(directory.contains(Rights::PATH_OPEN | Rights::FD_READDIR));
        assert!(!directory.intersects(Rights::FD_WRITE | Rights::FD_READ));
    }

    /// `std`'s own output on this target.
    #[test]
    fn prints_as_std_does() {
        assert_eq!(
            format!("{:?}", OpenOptions::new().read(true)),
            "OpenOptions(OpenOptions { read: true, write: false, append: false, truncate: false, \
             create: false, create_new: false, custom_flags: 0, mode: 0o000666 })"
        );
    }
}
