//! The messages of errors that this crate finds, with the texts of `std`.

use super::ErrorKind;
use crate::sys::Errno;
use crate::sys::error_repr::SimpleMessage;

macro_rules! messages {
    ($($(#[$attr:meta])* $name:ident: $kind:ident, $errno:ident, $text:literal;)*) => {
        /// The common messages, as numbers.
        ///
        /// An error of such a message is a constant. A program that prints no error links none of
        /// the texts, and a program that prints one links all.
        #[derive(Clone, Copy, Debug)]
        pub(crate) enum Message {
            $($(#[$attr])* $name,)*
        }

        impl Message {
            /// All messages. The number of a message is its index.
            #[cfg(test)]
            pub(super) const ALL: &[Self] = &[$(Self::$name,)*];

            /// Kind, errno and text of each message, in the order of their numbers.
            const TEXTS: &[SimpleMessage] = &[
                $(SimpleMessage::new(ErrorKind::$kind, Errno::$errno, $text),)*
            ];
        }

        impl Message {
            /// Returns the errno that is the closest in meaning.
            pub(super) const fn errno(self) -> Errno {
                match self {
                    $(Self::$name => Errno::$errno,)*
                }
            }
        }
    };
}

messages! {
    ReadExact: UnexpectedEof, IO, "failed to fill whole buffer";
    WriteZero: WriteZero, IO, "failed to write whole buffer";
    NotUtf8: InvalidData, ILSEQ, "stream did not contain valid UTF-8";
    Formatter: Other, IO, "formatter error";
    NulInPath: InvalidInput, INVAL, "file name contained an unexpected NUL byte";
    /// Becomes an error of a kind, without a text, as in `std`.
    #[cfg_attr(not(feature = "alloc"), allow(dead_code, reason = "needs a heap"))]
    OutOfMemory: OutOfMemory, NOMEM, "out of memory";
}

impl Message {
    /// Returns kind, errno and text of the message with a number.
    pub(super) fn static_message(number: u8) -> &'static SimpleMessage {
        const UNKNOWN: &SimpleMessage = &SimpleMessage::new(ErrorKind::Other, Errno::IO, "");
        Self::TEXTS.get(usize::from(number)).unwrap_or(UNKNOWN)
    }
}

impl SimpleMessage {
    /// Makes a message.
    pub(crate) const fn new(kind: ErrorKind, errno: Errno, text: &'static str) -> Self {
        Self {
            text,
            errno,
            kind: kind as u8,
            is_custom: false,
        }
    }

    /// Makes a message that `std` has on the heap, which `{:?}` shows.
    pub(crate) const fn custom(kind: ErrorKind, errno: Errno, text: &'static str) -> Self {
        Self {
            is_custom: true,
            ..Self::new(kind, errno, text)
        }
    }
}

/// The error of every operation that preview 1 does not have.
pub(crate) static UNSUPPORTED: SimpleMessage = SimpleMessage::new(
    ErrorKind::Unsupported,
    Errno::NOTSUP,
    "operation not supported on this platform",
);

/// The error of a position before the start, or greater than `u64::MAX`.
pub(in crate::io) static INVALID_SEEK: SimpleMessage = SimpleMessage::new(
    ErrorKind::InvalidInput,
    Errno::INVAL,
    "invalid seek to a negative or overflowing position",
);
