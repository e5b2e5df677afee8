//! [`ErrorKind`]: a category of errors, with `std`'s names and its mapping from errnos.

use core::fmt;

use crate::sys::{Errno, nth_line};

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $description:literal,)*) => {
        /// A category of errors, independent of the errno, like [`std::io::ErrorKind`].
        ///
        /// Unlike `std`, it has names for three kinds that `std` uses, but keeps unstable.
        ///
        /// # Examples
        ///
        /// ```no_run
        /// use nanowasi::fs::File;
        /// use nanowasi::io::ErrorKind;
        ///
        /// # fn main() -> nanowasi::io::Result<()> {
        /// // A configuration is optional.
        /// let config = match File::open("config.toml") {
        ///     Err(error) if error.kind() == ErrorKind::NotFound => None,
        ///     result => Some(result?),
        /// };
        /// assert!(config.is_none());
        /// # Ok(())
        /// # }
        /// ```
        ///
        /// [`std::io::ErrorKind`]: https://doc.rust-lang.org/std/io/enum.ErrorKind.html
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum ErrorKind {
            $($(#[$doc])* $kind,)*
        }

        impl ErrorKind {
            /// All kinds. The number of a kind is its index.
            pub(super) const ALL: &[Self] = &[$(Self::$kind,)*];

            /// Returns the kind with a number.
            pub(super) fn from_number(number: u8) -> Self {
                Self::ALL
                    .get(usize::from(number))
                    .copied()
                    .unwrap_or(Self::Other)
            }

            /// The names of the variants, one a line, in the order of their numbers.
            const NAMES: &str = concat!($(stringify!($kind), "\n"),*);

            /// The descriptions for a person, one a line, in the order of their numbers.
            const DESCRIPTIONS: &str = concat!($($description, "\n"),*);

            /// Returns the name of the variant.
            pub(super) fn name(self) -> &'static str {
                nth_line(Self::NAMES, self as u16).unwrap_or_default()
            }

            /// Returns the description for a person.
            pub(crate) fn description(self) -> &'static str {
                nth_line(Self::DESCRIPTIONS, self as u16).unwrap_or_default()
            }
        }
    };
}

kinds! {
    /// A file or directory was not found.
    NotFound = "entity not found",
    /// The operation lacked the privileges to complete.
    PermissionDenied = "permission denied",
    /// The remote server refused the connection.
    ConnectionRefused = "connection refused",
    /// The remote server reset the connection.
    ConnectionReset = "connection reset",
    /// The remote host is not reachable.
    HostUnreachable = "host unreachable",
    /// The remote host's network is not reachable.
    NetworkUnreachable = "network unreachable",
    /// The remote server ended the connection.
    ConnectionAborted = "connection aborted",
    /// The socket is not connected yet.
    NotConnected = "not connected",
    /// The address is in use elsewhere.
    AddrInUse = "address in use",
    /// The address does not exist or is not local.
    AddrNotAvailable = "address not available",
    /// The system's network is down.
    NetworkDown = "network down",
    /// The reader of the pipe is closed.
    BrokenPipe = "broken pipe",
    /// A file or directory exists already.
    AlreadyExists = "entity already exists",
    /// The operation would block, but the descriptor is nonblocking.
    WouldBlock = "operation would block",
    /// A directory was expected.
    NotADirectory = "not a directory",
    /// Something other than a directory was expected.
    IsADirectory = "is a directory",
    /// An empty directory was expected.
    DirectoryNotEmpty = "directory not empty",
    /// The filesystem cannot be written.
    ReadOnlyFilesystem = "read-only filesystem or storage medium",
    /// Too many symbolic links in a row. Unstable in `std`.
    FilesystemLoop = "filesystem loop or indirection limit (e.g. symlink loop)",
    /// The network file no longer exists, or has changed.
    StaleNetworkFileHandle = "stale network file handle",
    /// A parameter was invalid.
    InvalidInput = "invalid input parameter",
    /// The data has an invalid form, for example text that is not UTF-8.
    InvalidData = "invalid data",
    /// The operation timed out.
    TimedOut = "timed out",
    /// A write accepted no bytes.
    WriteZero = "write zero",
    /// The storage is full.
    StorageFull = "no storage space",
    /// The file has no position that can be moved.
    NotSeekable = "seek on unseekable file",
    /// The filesystem quota is used up.
    QuotaExceeded = "quota exceeded",
    /// The file would be larger than allowed.
    FileTooLarge = "file too large",
    /// The resource is busy.
    ResourceBusy = "resource busy",
    /// The executable file is running.
    ExecutableFileBusy = "executable file busy",
    /// The operation would deadlock.
    Deadlock = "deadlock",
    /// A link or rename would cross filesystems.
    CrossesDevices = "cross-device link or rename",
    /// There are too many hard links to the file.
    TooManyLinks = "too many links",
    /// The name is too long, or has an invalid byte.
    InvalidFilename = "invalid filename",
    /// The argument list is too long.
    ArgumentListTooLong = "argument list too long",
    /// The operation was interrupted, and can be repeated.
    Interrupted = "operation interrupted",
    /// The host does not offer the operation.
    Unsupported = "unsupported",
    /// The file ended too early.
    UnexpectedEof = "unexpected end of file",
    /// No memory could be allocated.
    OutOfMemory = "out of memory",
    /// The operation continues. Unstable in `std`.
    InProgress = "in progress",
    /// Anything else that a program reports.
    Other = "other error",
    /// An errno for which there is no other kind. Unstable in `std`.
    Uncategorized = "uncategorized error",
}

impl fmt::Debug for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.description())
    }
}

impl From<Errno> for ErrorKind {
    /// Converts as `std` does on this target, where `NOTEMPTY` and `NOTCAPABLE` are
    /// `Uncategorized`.
    fn from(errno: Errno) -> Self {
        match errno {
            Errno::TOOBIG => Self::ArgumentListTooLong,
            Errno::ACCES | Errno::PERM => Self::PermissionDenied,
            Errno::ADDRINUSE => Self::AddrInUse,
            Errno::ADDRNOTAVAIL => Self::AddrNotAvailable,
            Errno::AGAIN => Self::WouldBlock,
            Errno::BUSY => Self::ResourceBusy,
            Errno::CONNABORTED => Self::ConnectionAborted,
            Errno::CONNREFUSED => Self::ConnectionRefused,
            Errno::CONNRESET => Self::ConnectionReset,
            Errno::DEADLK => Self::Deadlock,
            Errno::DQUOT => Self::QuotaExceeded,
            Errno::EXIST => Self::AlreadyExists,
            Errno::FBIG => Self::FileTooLarge,
            Errno::HOSTUNREACH => Self::HostUnreachable,
            Errno::INPROGRESS => Self::InProgress,
            Errno::INTR => Self::Interrupted,
            Errno::INVAL => Self::InvalidInput,
            Errno::ISDIR => Self::IsADirectory,
            Errno::LOOP => Self::FilesystemLoop,
            Errno::MLINK => Self::TooManyLinks,
            Errno::NAMETOOLONG => Self::InvalidFilename,
            Errno::NETDOWN => Self::NetworkDown,
            Errno::NETUNREACH => Self::NetworkUnreachable,
            Errno::NOENT => Self::NotFound,
            Errno::NOMEM => Self::OutOfMemory,
            Errno::NOSPC => Self::StorageFull,
            Errno::NOSYS | Errno::NOTSUP => Self::Unsupported,
            Errno::NOTCONN => Self::NotConnected,
            Errno::NOTDIR => Self::NotADirectory,
            Errno::PIPE => Self::BrokenPipe,
            Errno::ROFS => Self::ReadOnlyFilesystem,
            Errno::SPIPE => Self::NotSeekable,
            Errno::STALE => Self::StaleNetworkFileHandle,
            Errno::TIMEDOUT => Self::TimedOut,
            Errno::TXTBSY => Self::ExecutableFileBusy,
            Errno::XDEV => Self::CrossesDevices,
            _ => Self::Uncategorized,
        }
    }
}
