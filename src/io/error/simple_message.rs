//! The errors that this crate itself finds, with the texts of `std`.

use super::ErrorKind;
use crate::sys::Errno;
use crate::sys::error_repr::SimpleMessage;

macro_rules! messages {
    ($($(#[$attr:meta])* $name:ident: $kind:ident, $errno:ident, $text:literal;)*) => {
        /// The errors that nearly every program can meet. An error of one is a constant, and where no
        /// error is printed, no text is linked; where one is printed, all are.
        #[derive(Clone, Copy, Debug)]
        pub(crate) enum Message {
            $($(#[$attr])* $name,)*
        }

        impl Message {
            /// All messages, each in the place that its own number names.
            #[cfg(test)]
            pub(super) const ALL: &[Self] = &[$(Self::$name,)*];

            /// What is said of each, in the same order.
            const TEXTS: &[SimpleMessage] = &[$(SimpleMessage::new(ErrorKind::$kind, Errno::$errno, $text),)*];
        }

        impl Message {
            /// The errno that is the closest in meaning.
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
    /// Is a kind without a text, as in `std`.
    #[cfg_attr(not(feature = "alloc"), allow(dead_code, reason = "needs a heap"))]
    OutOfMemory: OutOfMemory, NOMEM, "out of memory";
}

impl Message {
    /// Kind and text of the message with that number.
    pub(super) fn static_message(number: u8) -> &'static SimpleMessage {
        const UNKNOWN: &SimpleMessage = &SimpleMessage::new(ErrorKind::Other, Errno::IO, "");
        Self::TEXTS.get(usize::from(number)).unwrap_or(UNKNOWN)
    }
}

impl SimpleMessage {
    pub(crate) const fn new(kind: ErrorKind, errno: Errno, text: &'static str) -> Self {
        Self {
            text,
            errno,
            kind: kind as u8,
            is_custom: false,
        }
    }

    /// One that `std` makes as programs make theirs.
    pub(crate) const fn custom(kind: ErrorKind, errno: Errno, text: &'static str) -> Self {
        Self {
            is_custom: true,
            ..Self::new(kind, errno, text)
        }
    }
}

/// What this platform does not have.
pub(crate) static UNSUPPORTED: SimpleMessage = SimpleMessage::new(
    ErrorKind::Unsupported,
    Errno::NOTSUP,
    "operation not supported on this platform",
);

/// A place before the start, or behind the largest number.
pub(in crate::io) static INVALID_SEEK: SimpleMessage = SimpleMessage::new(
    ErrorKind::InvalidInput,
    Errno::INVAL,
    "invalid seek to a negative or overflowing position",
);
