//! [`OpenOptions`]: a builder for the arguments with which a file is opened.

use core::fmt;

use super::File;
use super::open_args::{DIRECTORY, OpenArgs, READ, WRITE, open, open_at};
use super::permissions::Mode;
use crate::io::{Error, ErrorKind, Result};
use crate::path::Path;
use crate::raw::{Fdflags, Lookupflags, Oflags, Rights};
use crate::sys::error_repr::SimpleMessage;
use crate::sys::{BorrowedFd, Errno};

/// The lowest bit of the [`Oflags`] in custom flags. The bits below are [`Fdflags`].
///
/// `custom_flags` takes the flags of wasi-libc's `open`, whose layout this is.
const OFLAGS_SHIFT: u32 = 12;

/// A bit of the custom flags.
#[derive(Clone, Copy)]
pub(crate) enum OpenFlag {
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

/// Options for opening a file, as [`std::fs::OpenOptions`].
///
/// | options | the file exists | it does not exist |
/// | --- | --- | --- |
/// | `read` | read | error |
/// | `write` | overwrite from the start | error |
/// | `append` | write at the end | error |
/// | `write` and `truncate` | remove the content | error |
/// | `write` and `create` | overwrite from the start | create |
/// | `append` and `create` | write at the end | create |
/// | `write` and `create_new` | error | create |
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fs::{self, OpenOptions};
/// use nanowasi::io::Write;
///
/// # fn main() -> nanowasi::io::Result<()> {
/// for line in ["started", "stopped"] {
///     let mut log = OpenOptions::new().append(true).create(true).open("log.txt")?;
///     writeln!(log, "{line}")?;
/// }
/// assert_eq!(fs::read_to_string("log.txt")?, "started\nstopped\n");
/// # Ok(())
/// # }
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
    /// The flags of wasi-libc's `open`: see [`OpenFlag`].
    custom_flags: i32,
    base: Option<Rights>,
    inheriting: Option<Rights>,
}

impl OpenOptions {
    /// Returns options of which none is set. [`open`](Self::open) needs at least one of
    /// [`read`](Self::read), [`write`](Self::write) and [`append`](Self::append).
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fs::OpenOptions, io::ErrorKind};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// # nanowasi::fs::write("notes.txt", "")?;
    /// let error = OpenOptions::new().open("notes.txt").unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::InvalidInput);
    /// let file = OpenOptions::new().read(true).open("notes.txt")?;
    /// # Ok(())
    /// # }
    /// ```
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

    /// Sets whether the file is opened for reading.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::OpenOptions;
    /// use nanowasi::io::{Read, Seek, Write};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut file = OpenOptions::new().read(true).write(true).create(true).open("counter")?;
    /// file.write_all(b"1")?;
    /// file.rewind()?;
    /// let mut text = String::new();
    /// file.read_to_string(&mut text)?;
    /// assert_eq!(text, "1");
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub const fn read(&mut self, read: bool) -> &mut Self {
        self.read = read;
        self
    }

    /// Sets whether the file is opened for writing. Writing overwrites the content from the start,
    /// and keeps the rest.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::{self, OpenOptions};
    /// use nanowasi::io::Write;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// fs::write("state", "stopped")?;
    /// OpenOptions::new().write(true).open("state")?.write_all(b"run")?;
    /// assert_eq!(fs::read("state")?, b"runpped"); // See `truncate`.
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub const fn write(&mut self, write: bool) -> &mut Self {
        self.write = write;
        self
    }

    /// Sets whether the file is opened for writing at its end. The host finds the end anew at each
    /// write.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::{self, OpenOptions};
    /// use nanowasi::io::{Seek, Write};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// fs::write("log.txt", "started\n")?;
    /// let mut log = OpenOptions::new().append(true).open("log.txt")?;
    /// log.rewind()?; // Does not matter for writing.
    /// log.write_all(b"stopped\n")?;
    /// assert_eq!(fs::read("log.txt")?, b"started\nstopped\n");
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub const fn append(&mut self, append: bool) -> &mut Self {
        self.append = append;
        self
    }

    /// Sets whether the content of the file is removed. Needs [`write`](Self::write).
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::{self, OpenOptions};
    /// use nanowasi::io::Write;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// fs::write("state", "stopped")?;
    /// let mut file = OpenOptions::new().write(true).truncate(true).open("state")?;
    /// file.write_all(b"run")?;
    /// assert_eq!(fs::read("state")?, b"run");
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub const fn truncate(&mut self, truncate: bool) -> &mut Self {
        self.truncate = truncate;
        self
    }

    /// Sets whether the file is created if it does not exist. Needs [`write`](Self::write) or
    /// [`append`](Self::append).
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::OpenOptions;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let file = OpenOptions::new().write(true).create(true).open("cache.bin")?;
    /// assert_eq!(file.metadata()?.len(), 0);
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub const fn create(&mut self, create: bool) -> &mut Self {
        self.create = create;
        self
    }

    /// Sets whether the file is created, and must not exist. Needs [`write`](Self::write) or
    /// [`append`](Self::append).
    ///
    /// [`create`](Self::create) and [`truncate`](Self::truncate) have no effect together with this
    /// option.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fs::OpenOptions, io::ErrorKind};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut options = OpenOptions::new();
    /// options.write(true).create_new(true);
    /// options.open("job.lock")?;
    /// assert_eq!(options.open("job.lock").unwrap_err().kind(), ErrorKind::AlreadyExists);
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub const fn create_new(&mut self, create_new: bool) -> &mut Self {
        self.create_new = create_new;
        self
    }

    /// Opens a file with these options.
    ///
    /// Requests the rights to do what the options name, to seek, to sync and to access the
    /// attributes, and no others. Some hosts enforce rights, and refuse to open a file with more
    /// than the preopened directory has.
    ///
    /// # Errors
    ///
    /// As [`File::open`], [`File::create`] and [`File::create_new`], and:
    ///
    /// - [`InvalidInput`](crate::io::ErrorKind::InvalidInput): none of `read`, `write` and `append`
    ///   is set.
    /// - `InvalidInput`: `truncate`, `create` or `create_new` is set, and neither `write` nor
    ///   `append`.
    /// - `InvalidInput`: `append` and `truncate` are set, and `create_new` is not.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fs::OpenOptions, io::ErrorKind};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// # nanowasi::fs::write("notes.txt", "")?;
    /// let file = OpenOptions::new().read(true).open("notes.txt")?;
    /// let error = OpenOptions::new().read(true).create(true).open("notes.txt").unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::InvalidInput);
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn open<P: AsRef<Path>>(&self, path: P) -> Result<File> {
        self.open_path(path.as_ref())
    }

    fn open_path(&self, path: &Path) -> Result<File> {
        Ok(open(path, self.args()?)?.into())
    }

    /// Returns the arguments of `path_open` for these options.
    ///
    /// # Errors
    ///
    /// - [`InvalidInput`](ErrorKind::InvalidInput): the options contradict each other.
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

    /// Returns the arguments without [`create`](Self::create), [`create_new`](Self::create_new) and
    /// [`truncate`](Self::truncate): the custom flags, `append` and the rights.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "each half is a set of flags"
    )]
    fn args_from_flags(&self) -> OpenArgs {
        let bits = self.custom_flags.cast_unsigned();
        // Bits without a name are removed: wasmtime and wasmi trap on them.
        let mut flags = Fdflags::from_bits_truncate(bits as u16);
        flags.set(
            Fdflags::APPEND,
            self.append || flags.contains(Fdflags::APPEND),
        );
        let open = Oflags::from_bits_truncate((bits >> OFLAGS_SHIFT) as u16);
        let mut lookup = Lookupflags::empty();
        lookup.set(
            Lookupflags::SYMLINK_FOLLOW,
            self.custom_flags & OpenFlag::NoFollow as i32 == 0,
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

    /// Sets or clears a flag.
    #[inline]
    pub(crate) const fn set_flag(&mut self, flag: OpenFlag, value: bool) {
        let bit = flag as i32;
        self.custom_flags = if value {
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

    /// Opens a path below an open directory.
    pub(crate) fn open_path_at(&self, dir: BorrowedFd<'_>, path: &[u8]) -> Result<File> {
        Ok(open_at(dir, path, self.args()?)?.into())
    }
}

impl fmt::Debug for OpenOptions {
    /// Prints the same text as `std`: without the rights that [`os::wasi`](crate::os::wasi) can
    /// set.
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
mod tests;
