//! [`Error`]: what went wrong with input or output, in four bytes.
//!
//! Differs from [`std::io::Error`] in what it can carry: an errno, a kind, or one of this crate's own
//! messages. So a `Result<(), Error>` fits a register, and dropping one frees nothing.
//!
//! [`std::io::Error`]: https://doc.rust-lang.org/std/io/struct.Error.html

use core::fmt;
use core::num::NonZeroU32;

use super::ErrorKind;
use crate::preopen::{self, Unresolved};
use crate::sys::Errno;

/// The result of an operation that can fail with an [`Error`], as `std::io::Result`.
pub type Result<T> = core::result::Result<T, Error>;

/// What went wrong with input or output, as `std::io::Error`.
///
/// `{}` prints the message, `{:?}` also kind and number, both in the words of `std`:
///
/// ```
/// use nanowasi::io::{Error, ErrorKind};
///
/// let error = Error::from_raw_os_error(44);
/// assert_eq!(error.kind(), ErrorKind::NotFound);
/// assert_eq!(error.to_string(), "No such file or directory (os error 44)");
/// ```
pub struct Error(NonZeroU32);

/// What the highest byte of an [`Error`] says that it is. The lower half is the errno that is the
/// closest in meaning, for a name; the byte between them is the number of a kind or of a message.
mod tag {
    /// An errno.
    pub(super) const OS: u32 = 1 << 24;
    /// The errno of a path that no preopened directory leads to.
    pub(super) const NO_PREOPEN: u32 = 2 << 24;
    /// An [`ErrorKind`](super::ErrorKind).
    pub(super) const KIND: u32 = 3 << 24;
    /// A [`Message`](super::Message).
    pub(super) const MESSAGE: u32 = 4 << 24;
    /// Where the number of a kind or of a message begins.
    pub(super) const NUMBER: u32 = 16;
}

/// What an [`Error`] says, taken apart.
enum Repr {
    Os(Errno),
    NoPreopen,
    Kind(ErrorKind),
    Message(Message),
}

/// The errors that this crate itself finds, with the texts of `std`.
#[derive(Clone, Copy)]
pub(crate) enum Message {
    ReadExact,
    WriteZero,
    NotUtf8,
    Formatter,
    NulInPath,
    OutOfMemory,
    Unsupported,
    SocketAddress,
    Port,
    NoAddresses,
}

impl Message {
    /// All messages, each in the place that its own number names.
    const ALL: [(Self, ErrorKind, &'static str); 10] = [
        (
            Self::ReadExact,
            ErrorKind::UnexpectedEof,
            "failed to fill whole buffer",
        ),
        (
            Self::WriteZero,
            ErrorKind::WriteZero,
            "failed to write whole buffer",
        ),
        (
            Self::NotUtf8,
            ErrorKind::InvalidData,
            "stream did not contain valid UTF-8",
        ),
        (Self::Formatter, ErrorKind::Other, "formatter error"),
        (
            Self::NulInPath,
            ErrorKind::InvalidInput,
            "file name contained an unexpected NUL byte",
        ),
        (Self::OutOfMemory, ErrorKind::OutOfMemory, "out of memory"),
        (
            Self::Unsupported,
            ErrorKind::Unsupported,
            "operation not supported on this platform",
        ),
        (
            Self::SocketAddress,
            ErrorKind::InvalidInput,
            "invalid socket address",
        ),
        (Self::Port, ErrorKind::InvalidInput, "invalid port value"),
        (
            Self::NoAddresses,
            ErrorKind::InvalidInput,
            "no addresses to send data to",
        ),
    ];

    /// The errno that is the closest in meaning.
    const fn errno(self) -> Errno {
        match self {
            Self::ReadExact | Self::WriteZero | Self::Formatter => Errno::IO,
            Self::NotUtf8 => Errno::ILSEQ,
            Self::NulInPath | Self::SocketAddress | Self::Port | Self::NoAddresses => Errno::INVAL,
            Self::Unsupported => Errno::NOTSUP,
            Self::OutOfMemory => Errno::NOMEM,
        }
    }

    fn kind(self) -> ErrorKind {
        Self::ALL
            .get(self as usize)
            .map_or(ErrorKind::Other, |entry| entry.1)
    }

    fn text(self) -> &'static str {
        Self::ALL.get(self as usize).map_or("", |entry| entry.2)
    }
}

impl Error {
    #[inline]
    const fn new(tag: u32, number: u8, errno: Errno) -> Self {
        let bits = tag | (number as u32) << tag::NUMBER | errno.code() as u32;
        match NonZeroU32::new(bits) {
            Some(bits) => Self(bits),
            // No tag is 0.
            None => Self(NonZeroU32::MAX),
        }
    }

    #[inline]
    #[allow(clippy::cast_possible_truncation, reason = "the lower half is meant")]
    const fn closest_errno(&self) -> Errno {
        Errno(self.0.get() as u16)
    }

    fn repr(&self) -> Repr {
        let [_, _, number, tag] = self.0.get().to_le_bytes();
        let number = usize::from(number);
        match u32::from(tag) << 24 {
            tag::NO_PREOPEN => Repr::NoPreopen,
            tag::KIND => Repr::Kind(
                ErrorKind::ALL
                    .get(number)
                    .copied()
                    .unwrap_or(ErrorKind::Other),
            ),
            tag::MESSAGE => Repr::Message(
                Message::ALL
                    .get(number)
                    .map_or(Message::Formatter, |entry| entry.0),
            ),
            _ => Repr::Os(self.closest_errno()),
        }
    }

    /// The error of a number that the host returned.
    #[inline]
    #[must_use]
    pub fn from_raw_os_error(code: i32) -> Self {
        // What no host can return keeps meaning "an error without a name".
        Self::from(Errno(u16::try_from(code).unwrap_or(u16::MAX)))
    }

    #[inline]
    pub(crate) const fn message(message: Message) -> Self {
        Self::new(tag::MESSAGE, message as u8, message.errno())
    }

    /// The number that the host returned, if the error is the host's.
    #[inline]
    #[must_use]
    pub fn raw_os_error(&self) -> Option<i32> {
        self.errno().map(|errno| i32::from(errno.code()))
    }

    /// The same as an [`Errno`], whose [`name`](Errno::name) is the shortest text for a person.
    ///
    /// Not in `std`. A path that no preopened directory leads to is `NOENT`, as wasi-libc has it.
    #[inline]
    #[must_use]
    pub fn errno(&self) -> Option<Errno> {
        match self.repr() {
            Repr::Os(errno) => Some(errno),
            Repr::NoPreopen => Some(Errno::NOENT),
            Repr::Kind(_) | Repr::Message(_) => None,
        }
    }

    /// The shortest text for a person: the name of the errno, [`Errno::name`].
    ///
    /// Not in `std`. An error that this crate has found has the name of the errno that is the closest in
    /// meaning, `ILSEQ` for text that isn't UTF-8 or `NOMEM`; one made of an [`ErrorKind`] is `UNKNOWN`.
    /// Costs 700 bytes, where [`Display`](fmt::Display) costs eight times as much.
    #[inline]
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.closest_errno().name()
    }

    /// What kind of error it is, whatever its number.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match self.repr() {
            Repr::Os(errno) => ErrorKind::from(errno),
            Repr::NoPreopen => ErrorKind::NotFound,
            Repr::Kind(kind) => kind,
            Repr::Message(message) => message.kind(),
        }
    }

    /// Whether the call was only interrupted, and is to be made again.
    #[inline]
    pub(crate) fn is_interrupted(&self) -> bool {
        self.0 == Self::from(Errno::INTR).0 || self.0 == Self::from(ErrorKind::Interrupted).0
    }
}

impl From<Errno> for Error {
    #[inline]
    fn from(errno: Errno) -> Self {
        Self::new(tag::OS, 0, errno)
    }
}

impl From<Unresolved> for Error {
    #[inline]
    fn from(unresolved: Unresolved) -> Self {
        match unresolved {
            Unresolved::Empty => Self::from(Errno::NOENT),
            Unresolved::Nul => Self::message(Message::NulInPath),
            Unresolved::NoPreopen => Self::new(tag::NO_PREOPEN, 0, Errno::NOENT),
        }
    }
}

impl From<ErrorKind> for Error {
    #[inline]
    fn from(kind: ErrorKind) -> Self {
        Self::new(tag::KIND, kind as u8, Errno(u16::MAX))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.repr() {
            Repr::Os(errno) => write!(f, "{} (os error {})", errno.message(), errno.code()),
            Repr::NoPreopen => f.write_str("no preopened directory leads to this path"),
            Repr::Kind(kind) => f.write_str(kind.description()),
            Repr::Message(message) => f.write_str(message.text()),
        }
    }
}

impl fmt::Debug for Error {
    /// As `std` prints it. Of a path that no preopened directory leads to, it also names those that
    /// there are: asked of the host again, when it is printed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.repr() {
            Repr::Os(errno) => f
                .debug_struct("Os")
                .field("code", &errno.code())
                .field("kind", &self.kind())
                .field("message", &errno.message())
                .finish(),
            Repr::NoPreopen => f
                .debug_struct("NoPreopen")
                .field("code", &Errno::NOENT.code())
                .field("kind", &self.kind())
                .field("message", &"no preopened directory leads to this path")
                .field("preopens", &preopen::Names)
                .finish(),
            Repr::Kind(kind) => f.debug_tuple("Kind").field(&kind).finish(),
            Repr::Message(message) => f
                .debug_struct("Error")
                .field("kind", &message.kind())
                .field("message", &message.text())
                .finish(),
        }
    }
}

impl core::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;

    /// `std`'s own output on this target, taken from a run under a host.
    #[test]
    fn prints_as_std_does() {
        let error = Error::from(Errno::NOENT);
        assert_eq!(
            format!("{error:?}"),
            r#"Os { code: 44, kind: NotFound, message: "No such file or directory" }"#
        );
        assert_eq!(
            Error::from(Errno::NOTCAPABLE).to_string(),
            "Capabilities insufficient (os error 76)"
        );
        let error = Error::from(ErrorKind::TimedOut);
        assert_eq!(format!("{error:?} {error}"), "Kind(TimedOut) timed out");
        let error = Error::message(Message::ReadExact);
        assert_eq!(
            format!("{error:?} {error}"),
            r#"Error { kind: UnexpectedEof, message: "failed to fill whole buffer" } failed to fill whole buffer"#
        );
    }

    /// Larger, and `Result<(), Error>` travels through memory instead of a register.
    #[test]
    fn an_error_is_four_bytes() {
        assert_eq!(size_of::<Result<()>>(), 4);
    }

    /// The two tables are looked up by number: one out of place would name every later one wrongly.
    #[test]
    fn every_kind_and_message_comes_back_as_it_went_in() {
        for &kind in ErrorKind::ALL {
            assert_eq!(Error::from(kind).kind(), kind);
            assert_eq!(Error::from(kind).raw_os_error(), None);
        }
        for (message, kind, text) in Message::ALL {
            let error = Error::message(message);
            assert_eq!((error.kind(), error.to_string().as_str()), (kind, text));
        }
    }

    #[test]
    fn every_error_has_a_name() {
        assert_eq!(Error::from(Errno::PIPE).name(), "PIPE");
        assert_eq!(Error::from(Unresolved::NoPreopen).name(), "NOENT");
        assert_eq!(Error::message(Message::NotUtf8).name(), "ILSEQ");
        assert_eq!(Error::from(ErrorKind::NotFound).name(), "UNKNOWN");
    }

    #[test]
    fn numbers_that_no_host_returns_stay_errors() {
        for code in [-1, 65_536, i32::MAX, i32::MIN] {
            assert_eq!(Error::from_raw_os_error(code).raw_os_error(), Some(65_535));
        }
        assert_eq!(Error::from_raw_os_error(9999).raw_os_error(), Some(9999));
    }
}
