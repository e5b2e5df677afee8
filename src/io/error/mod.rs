//! [`Error`]: what went wrong with input or output, in four bytes.
//!
//! An errno, a kind or a message is a number in a word; only an error that a program makes itself lies
//! on the heap. So a `Result<(), Error>` fits a register, and a program that makes none of its own does
//! not link the allocator for its errors.

#[cfg(feature = "alloc")]
mod custom;
mod kind;
mod simple_message;
#[cfg(test)]
mod tests;

use core::fmt;

use crate::sys::Errno;
use crate::sys::error_repr::{Custom, ErrorData, Repr, SimpleMessage};
use crate::sys::sync::{Flag, StaticCell};
use crate::sys::util::itoa;

pub use kind::ErrorKind;
pub(super) use simple_message::INVALID_SEEK;
pub(crate) use simple_message::{Message, UNSUPPORTED};

/// The result of an operation that can fail with an [`Error`], as `std::io::Result`.
pub type Result<T> = core::result::Result<T, Error>;

/// What went wrong with input or output, as [`std::io::Error`]: four bytes long.
///
/// `{}` prints the message, `{:?}` also kind and number, both in the words of `std`. Differs where `std` says
/// "Success" of a number that is no errno: that is "Unknown error" here.
///
/// ```
/// use nanowasi::io::{Error, ErrorKind};
///
/// let error = Error::from_raw_os_error(44);
/// assert_eq!(error.kind(), ErrorKind::NotFound);
/// assert_eq!(error.to_string(), "No such file or directory (os error 44)");
/// ```
///
/// [`std::io::Error`]: https://doc.rust-lang.org/std/io/struct.Error.html
pub struct Error(pub(super) Repr);

/// What the lowest byte of an error's number says that it is. The upper half is the errno that is the
/// closest in meaning, for a name; the byte between them is the number of a kind or of a message. All
/// are odd, as a [`Repr`] wants it.
mod tag {
    /// An errno.
    pub(super) const OS: u32 = 1;
    /// The errno of a path that no preopened directory leads to.
    pub(super) const NO_PREOPEN: u32 = 3;
    /// An [`ErrorKind`](super::ErrorKind).
    pub(super) const KIND: u32 = 5;
    /// A [`Message`](super::Message).
    pub(super) const MESSAGE: u32 = 7;
}

/// What an [`Error`] says, taken apart.
enum Decoded<'error> {
    Os(Errno),
    NoPreopen,
    Kind(ErrorKind),
    SimpleMessage(&'static SimpleMessage),
    Custom(&'error Custom),
}

/// The last errno that became an error, for [`Error::last_os_error`].
static LAST: StaticCell<u16> = StaticCell::new(0);

/// The names of the preopened directories, once [`Error::missing_preopen`] has been called.
///
/// In a program that never calls it, the optimizer sees that this stays `None`, and drops the note.
static PREOPEN_NAMES: StaticCell<Option<&'static (dyn fmt::Debug + Sync)>> = StaticCell::new(None);

/// Whether such an error has been printed with `{:?}`.
static MISSING_PREOPEN_PRINTED: Flag = Flag::new();

/// Runs `print`. If that prints, with `{:?}`, the error of a path that no preopened directory
/// contains, returns the names of those directories, for a note.
///
/// The error may be inside of another one, so only its own `Debug` can notice it.
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
        match self.0.view() {
            ErrorData::Bits(bits) => unpack_errno(bits),
            ErrorData::SimpleMessage(text) => text.errno,
            ErrorData::Custom(_) => NO_ERRNO,
        }
    }

    fn decode(&self) -> Decoded<'_> {
        let bits = match self.0.view() {
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

    /// The error of a number that the host returned.
    ///
    /// Differs from `std` in what no host can return: above 65,535 or below 0, it is kept as 65,535.
    #[inline]
    #[must_use]
    pub fn from_raw_os_error(code: i32) -> Self {
        Self::packed(tag::OS, 0, Errno(u16::try_from(code).unwrap_or(u16::MAX)))
    }

    /// The error of the last call to the host that failed; "Success" if none has.
    ///
    /// Differs from `std` in what is a call: those of this crate whose failure became an [`Error`].
    #[must_use]
    pub fn last_os_error() -> Self {
        // A program without a change asks for it after a call of a C function.
        #[cfg(nanowasi_std)]
        if let Some(code) = crate::sys::c_library::errno().filter(|code| *code != 0) {
            return Self::from_raw_os_error(code);
        }
        Self::packed(tag::OS, 0, Errno(LAST.get()))
    }

    /// One of the messages that nearly every program can meet.
    #[inline]
    pub(crate) const fn from_message(message: Message) -> Self {
        let (tag, number) = match message {
            Message::OutOfMemory => (tag::KIND, ErrorKind::OutOfMemory as u8),
            _ => (tag::MESSAGE, message as u8),
        };
        Self::packed(tag, number, message.errno())
    }

    /// A text of its own, which only a program that makes the error has.
    #[inline]
    pub(crate) fn from_static_message(message: &'static SimpleMessage) -> Self {
        Self(Repr::from_simple_message(message))
    }

    /// The error of a path that no preopened directory contains; `names` prints what these are
    /// called.
    #[inline]
    pub(crate) fn missing_preopen(names: &'static (dyn fmt::Debug + Sync)) -> Self {
        LAST.set(Errno::NOENT.code());
        PREOPEN_NAMES.set(Some(names));
        Self::packed(tag::NO_PREOPEN, 0, Errno::NOENT)
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
        match self.decode() {
            Decoded::Os(errno) => Some(errno),
            Decoded::NoPreopen => Some(Errno::NOENT),
            _ => None,
        }
    }

    /// The shortest text for a person: the name of the errno, [`Errno::name`].
    ///
    /// Not in `std`. An error that this crate has found has the name of the errno that is the closest in
    /// meaning, `ILSEQ` for text that isn't UTF-8 or `NOMEM`; one made of an [`ErrorKind`] or by the program
    /// is `UNKNOWN`. Costs 700 bytes, where [`Display`](fmt::Display) costs six times as much.
    #[inline(always)] // else values that are only printed beside it are copied: 70 bytes in a tool
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.closest_errno().name()
    }

    /// What kind of error it is, whatever its number.
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

    /// Whether the call was only interrupted, and is to be made again.
    #[inline]
    pub(crate) fn is_interrupted(&self) -> bool {
        const OS: u32 = pack(tag::OS, 0, Errno::INTR);
        const KIND: u32 = pack(tag::KIND, ErrorKind::Interrupted as u8, NO_ERRNO);
        match self.0.view() {
            ErrorData::Bits(bits) => bits == OS || bits == KIND,
            ErrorData::SimpleMessage(_) => false,
            ErrorData::Custom(custom) => custom.kind() == ErrorKind::Interrupted as u8,
        }
    }
}

/// What has no errno that is close in meaning.
const NO_ERRNO: Errno = Errno(u16::MAX);

const fn pack(tag: u32, number: u8, errno: Errno) -> u32 {
    (errno.code() as u32) << 16 | (number as u32) << 8 | tag
}

/// The errno in the upper half of a number.
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

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let errno = match self.decode() {
            Decoded::Os(errno) => errno,
            Decoded::NoPreopen => Errno::NOENT,
            Decoded::Kind(kind) => return f.write_str(kind.description()),
            Decoded::SimpleMessage(text) => return f.write_str(text.text),
            Decoded::Custom(custom) => return fmt::Display::fmt(custom.error(), f),
        };
        f.write_str(errno.message())?;
        f.write_str(" (os error ")?;
        f.write_str(itoa::Buffer::new().format(errno.code().into()))?;
        f.write_str(")")
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let errno = match self.decode() {
            Decoded::Os(errno) => errno,
            Decoded::NoPreopen => {
                MISSING_PREOPEN_PRINTED.set();
                Errno::NOENT
            }
            Decoded::Kind(kind) => {
                return debug_fields(f, ["Kind(", ")"], &[["", kind.name(), ""]]);
            }
            Decoded::SimpleMessage(text) => {
                let (name, field) = if text.is_custom {
                    ("Custom {", "error: \"")
                } else {
                    ("Error {", "message: \"")
                };
                return debug_fields(
                    f,
                    [name, "}"],
                    &[["kind: ", self.kind().name(), ""], [field, text.text, "\""]],
                );
            }
            Decoded::Custom(custom) => {
                return f
                    .debug_struct("Custom")
                    .field("kind", &self.kind())
                    .field("error", &custom.error())
                    .finish();
            }
        };
        debug_fields(
            f,
            ["Os {", "}"],
            &[
                [
                    "code: ",
                    itoa::Buffer::new().format(errno.code().into()),
                    "",
                ],
                ["kind: ", self.kind().name(), ""],
                ["message: \"", errno.message(), "\""],
            ],
        )
    }
}

/// Prints what `debug_struct` and `debug_tuple` would, of fields that are one line each and have nothing
/// in them that would be escaped. Theirs brings an adapter that indents, `str`'s `Debug` with the tables of
/// which characters to print, and integers' with all their widths: 9 KB in a program whose `main` returns an
/// error.
fn debug_fields(
    f: &mut fmt::Formatter<'_>,
    around: [&str; 2],
    fields: &[[&str; 3]],
) -> fmt::Result {
    let [open, close] = around;
    // `Name { a: 1, b: 2 }`, `Name(1)`, or each field on a line of its own.
    let spaced = if close == "}" { " " } else { "" };
    let [first, between, last] = if f.alternate() {
        ["\n    ", ",\n    ", ",\n"]
    } else {
        [spaced, ", ", spaced]
    };
    f.write_str(open)?;
    let mut before = first;
    for field in fields {
        f.write_str(before)?;
        for text in field {
            f.write_str(text)?;
        }
        before = between;
    }
    f.write_str(last)?;
    f.write_str(close)
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

// Larger, and `Result<(), Error>` travels through memory instead of a register.
const _: () = assert!(size_of::<Result<()>>() == size_of::<usize>());
