//! [`Error`]: the error of input and output, in the size of a pointer.
//!
//! An errno, a kind or a common message is a number. Only an error that holds a value of the
//! program is on the heap. So a `Result<(), Error>` fits in a register, and a program without such
//! an error does not link the allocator for its errors.

#[cfg(feature = "alloc")]
mod custom;
mod display;
mod kind;
mod simple_message;
#[cfg(test)]
mod tests;

use core::fmt;

use crate::sys::Errno;
use crate::sys::error_repr::{Custom, ErrorData, Repr, SimpleMessage};
use crate::sys::sync::{Flag, StaticCell};

pub use kind::ErrorKind;
pub(super) use simple_message::INVALID_SEEK;
pub(crate) use simple_message::{Message, UNSUPPORTED};

/// The result of an operation that can fail with an [`Error`], like `std::io::Result`.
pub type Result<T> = core::result::Result<T, Error>;

/// The error of input and output, like [`std::io::Error`].
///
/// It holds an errno of the host, an [`ErrorKind`], a message of this crate, or an error of the
/// program. In a module, it is four bytes long.
///
/// `{}` prints the message, and `{:?}` the kind and the errno as well, as in `std`. They cost 4 KB
/// or more. [`name`](Self::name) is a shorter text that costs 700 bytes.
///
/// Unlike in `std`:
///
/// - A number that is no errno has the message "Unknown error". In `std`, that is "Success".
/// - It has [`errno`](Self::errno) and [`name`](Self::name).
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fs::File;
/// use nanowasi::io::ErrorKind;
///
/// let error = File::open("missing").unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::NotFound);
/// assert_eq!(error.to_string(), "No such file or directory (os error 44)");
/// assert_eq!(error.name(), "NOENT");
/// ```
///
/// [`std::io::Error`]: https://doc.rust-lang.org/std/io/struct.Error.html
pub struct Error(pub(super) Repr);

/// The lowest byte of the number: a tag for the type of error.
///
/// The next byte is the number of a kind or of a message. The upper half is the errno that is the
/// closest in meaning, for [`Error::name`]. All tags are odd, because a [`Repr`] marks a number by
/// its lowest bit.
mod tag {
    /// An errno.
    pub(super) const OS: u32 = 1;
    /// A path outside all preopened directories; the errno is `NOENT`.
    pub(super) const NO_PREOPEN: u32 = 3;
    /// An [`ErrorKind`](super::ErrorKind).
    pub(super) const KIND: u32 = 5;
    /// A [`Message`](super::Message).
    pub(super) const MESSAGE: u32 = 7;
}

/// An [`Error`], decoded.
enum Decoded<'error> {
    Os(Errno),
    NoPreopen,
    Kind(ErrorKind),
    SimpleMessage(&'static SimpleMessage),
    Custom(&'error Custom),
}

/// The last errno that became an [`Error`], for [`Error::last_os_error`].
static LAST: StaticCell<u16> = StaticCell::new(0);

/// The names of the preopened directories, once [`Error::missing_preopen`] has been called.
///
/// In a program that never calls it, the optimizer sees that this stays `None`, and drops the note.
static PREOPEN_NAMES: StaticCell<Option<&'static (dyn fmt::Debug + Sync)>> = StaticCell::new(None);

/// Whether a `NoPreopen` error was formatted with `{:?}` since [`missing_preopen_note`] began.
static MISSING_PREOPEN_PRINTED: Flag = Flag::new();

/// Runs `print`. Returns the preopened names if it formatted a `NoPreopen` error with `{:?}`.
///
/// The caller prints the names as a note. Another error can wrap that error, so its `Debug`
/// implementation sets a flag.
pub(crate) fn missing_preopen_note(
    print: impl FnOnce(),
) -> Option<&'static (dyn fmt::Debug + Sync)> {
    MISSING_PREOPEN_PRINTED.unset();
    print();
    PREOPEN_NAMES
        .get()
        .filter(|_| MISSING_PREOPEN_PRINTED.is_set())
}

impl Error {
    #[inline]
    const fn packed(tag: u32, number: u8, errno: Errno) -> Self {
        Self(Repr::from_bits(pack(tag, number, errno)))
    }

    #[inline]
    fn closest_errno(&self) -> Errno {
        match self.0.data() {
            ErrorData::Bits(bits) => unpack_errno(bits),
            ErrorData::SimpleMessage(text) => text.errno,
            ErrorData::Custom(_) => NO_ERRNO,
        }
    }

    fn decode(&self) -> Decoded<'_> {
        let bits = match self.0.data() {
            ErrorData::Bits(bits) => bits,
            ErrorData::SimpleMessage(text) => return Decoded::SimpleMessage(text),
            ErrorData::Custom(custom) => return Decoded::Custom(custom),
        };
        let [tag, number, ..] = bits.to_le_bytes();
        match u32::from(tag) {
            tag::NO_PREOPEN => Decoded::NoPreopen,
            tag::KIND => Decoded::Kind(ErrorKind::from_number(number)),
            tag::MESSAGE => Decoded::SimpleMessage(Message::static_message(number)),
            _ => Decoded::Os(unpack_errno(bits)),
        }
    }

    /// Creates an error from an errno, a number from 0 to 65,535.
    ///
    /// Unlike `std`, it stores any other number as 65,535, because no host can return such an
    /// errno.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{Error, ErrorKind};
    ///
    /// let error = Error::from_raw_os_error(20);
    /// assert_eq!(error.kind(), ErrorKind::AlreadyExists);
    /// assert_eq!(error.name(), "EXIST");
    /// ```
    #[inline]
    #[must_use]
    pub fn from_raw_os_error(code: i32) -> Self {
        Self::packed(tag::OS, 0, Errno(u16::try_from(code).unwrap_or(u16::MAX)))
    }

    /// Returns the last errno that this crate stored as an [`Error`].
    ///
    /// Before the first one, the message is "Success".
    ///
    /// Unlike in `std`, only an errno that this crate converts to an [`Error`] counts. It need not
    /// come from a call to the host: a path outside all preopened directories stores `NOENT`.
    /// [`from_raw_os_error`](Self::from_raw_os_error) stores nothing.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fs, io::Error};
    ///
    /// if !fs::exists("missing").is_ok_and(|exists| exists) {
    ///     fs::remove_file("missing").unwrap_err();
    ///     assert_eq!(Error::last_os_error().name(), "NOENT");
    /// }
    /// ```
    #[must_use]
    pub fn last_os_error() -> Self {
        // With this crate as `std`, a program calls this after a C function.
        #[cfg(nanowasi_std)]
        if let Some(code) = crate::sys::c_library::errno().filter(|code| *code != 0) {
            return Self::from_raw_os_error(code);
        }
        Self::packed(tag::OS, 0, Errno(LAST.get()))
    }

    /// Creates an error from one of the common messages.
    #[inline]
    pub(crate) const fn from_message(message: Message) -> Self {
        Self(Repr::from_bits(pack_message(message)))
    }

    /// Creates an error from a static message. The message is linked only if this call is
    /// reachable.
    #[inline]
    pub(crate) fn from_static_message(message: &'static SimpleMessage) -> Self {
        Self(Repr::from_simple_message(message))
    }

    /// Creates the error of a path outside all preopened directories. `names` prints the names of
    /// those directories.
    #[inline]
    pub(crate) fn missing_preopen(names: &'static (dyn fmt::Debug + Sync)) -> Self {
        LAST.set(Errno::NOENT.code());
        PREOPEN_NAMES.set(Some(names));
        Self::packed(tag::NO_PREOPEN, 0, Errno::NOENT)
    }

    /// Returns the errno as a number if the error holds one, and `None` otherwise.
    ///
    /// A path outside all preopened directories has `NOENT`.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{Error, ErrorKind};
    ///
    /// assert_eq!(Error::from_raw_os_error(44).raw_os_error(), Some(44));
    /// assert_eq!(Error::from(ErrorKind::NotFound).raw_os_error(), None);
    /// ```
    #[inline]
    #[must_use]
    pub fn raw_os_error(&self) -> Option<i32> {
        self.errno().map(|errno| i32::from(errno.code()))
    }

    /// Returns the errno if the error holds one, and `None` otherwise. Not in `std`.
    ///
    /// A path outside all preopened directories has `NOENT`, as in wasi-libc.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{fs, sys::Errno};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// fs::create_dir("folder")?;
    /// # fs::write("folder/file", "")?;
    /// match fs::remove_dir("folder").map_err(|error| error.errno()) {
    ///     Err(Some(Errno::NOTEMPTY)) => {}
    ///     other => panic!("{other:?}"),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub fn errno(&self) -> Option<Errno> {
        match self.decode() {
            Decoded::Os(errno) => Some(errno),
            Decoded::NoPreopen => Some(Errno::NOENT),
            _ => None,
        }
    }

    /// Returns the name of the errno, which is the shortest text for a person.
    ///
    /// Not in `std`. It costs 700 bytes, and [`Display`](fmt::Display) six times as much.
    ///
    /// An error of this crate has the name of the errno that is the closest in meaning. An error
    /// that is made of an [`ErrorKind`], or by the program, is `UNKNOWN`.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{Error, ErrorKind, Read};
    ///
    /// let error = (&b"\xFF"[..]).read_to_string(&mut String::new()).unwrap_err();
    /// assert_eq!(error.name(), "ILSEQ"); // not UTF-8
    /// assert_eq!(Error::from(ErrorKind::NotFound).name(), "UNKNOWN");
    /// ```
    // Without inlining, the compiler copies the values that the caller prints next to the name.
    // That costs 70 bytes in one tool.
    #[inline(always)]
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.closest_errno().name()
    }

    /// Returns the kind of the error.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{Error, ErrorKind};
    ///
    /// // Hosts report a full disk in two ways.
    /// let is_full = |error: &Error| {
    ///     matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
    /// };
    /// assert!(is_full(&Error::from_raw_os_error(51))); // `NOSPC`
    /// assert!(is_full(&Error::from_raw_os_error(19))); // `DQUOT`
    /// ```
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match self.decode() {
            Decoded::Os(errno) => ErrorKind::from(errno),
            Decoded::NoPreopen => ErrorKind::NotFound,
            Decoded::Kind(kind) => kind,
            Decoded::SimpleMessage(text) => ErrorKind::from_number(text.kind),
            Decoded::Custom(custom) => ErrorKind::from_number(custom.kind()),
        }
    }

    /// Returns whether a call was interrupted, and can be repeated.
    #[inline]
    pub(crate) fn is_interrupted(&self) -> bool {
        const OS: u32 = pack(tag::OS, 0, Errno::INTR);
        const KIND: u32 = pack(tag::KIND, ErrorKind::Interrupted as u8, NO_ERRNO);
        match self.0.data() {
            ErrorData::Bits(bits) => bits == OS || bits == KIND,
            ErrorData::SimpleMessage(_) => false,
            ErrorData::Custom(custom) => custom.kind() == ErrorKind::Interrupted as u8,
        }
    }
}

#[cfg(feature = "embedded-io")]
impl Error {
    /// Returns whether a `Display` or the like failed by itself.
    pub(crate) fn is_formatter_error(&self) -> bool {
        const FORMATTER: u32 = pack_message(Message::Formatter);
        matches!(self.0.data(), ErrorData::Bits(FORMATTER))
    }
}

/// The errno of an error for which no errno is close in meaning.
const NO_ERRNO: Errno = Errno(u16::MAX);

/// Encodes an error as a number.
const fn pack(tag: u32, number: u8, errno: Errno) -> u32 {
    (errno.code() as u32) << 16 | (number as u32) << 8 | tag
}

/// Encodes an error with one of the common messages.
const fn pack_message(message: Message) -> u32 {
    let (tag, number) = match message {
        Message::OutOfMemory => (tag::KIND, ErrorKind::OutOfMemory as u8),
        _ => (tag::MESSAGE, message as u8),
    };
    pack(tag, number, message.errno())
}

/// Returns the errno in the upper half of a number.
const fn unpack_errno(bits: u32) -> Errno {
    let [_, _, low, high] = bits.to_le_bytes();
    Errno(u16::from_le_bytes([low, high]))
}

impl From<Errno> for Error {
    #[inline]
    fn from(errno: Errno) -> Self {
        LAST.set(errno.code());
        Self::packed(tag::OS, 0, errno)
    }
}

impl From<ErrorKind> for Error {
    #[inline]
    fn from(kind: ErrorKind) -> Self {
        Self::packed(tag::KIND, kind as u8, NO_ERRNO)
    }
}

#[cfg(feature = "alloc")]
impl From<alloc_crate::collections::TryReserveError> for Error {
    #[inline]
    fn from(_: alloc_crate::collections::TryReserveError) -> Self {
        Self::from_message(Message::OutOfMemory)
    }
}

#[cfg(feature = "alloc")]
impl From<alloc_crate::ffi::NulError> for Error {
    #[inline]
    fn from(_: alloc_crate::ffi::NulError) -> Self {
        static NUL: SimpleMessage = SimpleMessage::new(
            ErrorKind::InvalidInput,
            Errno::INVAL,
            "data provided contains a nul byte",
        );
        Self::from_static_message(&NUL)
    }
}

impl core::error::Error for Error {
    #[allow(deprecated, reason = "as `std` does")]
    fn cause(&self) -> Option<&dyn core::error::Error> {
        match self.decode() {
            Decoded::Custom(custom) => custom.error().cause(),
            _ => None,
        }
    }

    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self.decode() {
            Decoded::Custom(custom) => custom.error().source(),
            _ => None,
        }
    }
}

// A larger `Result<(), Error>` would be returned in memory instead of a register.
const _: () = assert!(size_of::<Result<()>>() == size_of::<usize>());
