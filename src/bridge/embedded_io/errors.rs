//! Conversions between the errors, kinds and positions of `embedded_io` and those of [`io`].

use ::embedded_io::{Error, ErrorKind, ReadExactError, SeekFrom, WriteFmtError};

use crate::io::{self, Message};

/// Converts between the kinds of both crates, which have the same names.
macro_rules! kinds {
    ($($kind:ident)*) => {
        impl From<io::ErrorKind> for ErrorKind {
            /// Returns the kind of the same name, or `Other`.
            fn from(kind: io::ErrorKind) -> Self {
                match kind {
                    $(io::ErrorKind::$kind => Self::$kind,)*
                    _ => Self::Other,
                }
            }
        }

        impl From<ErrorKind> for io::ErrorKind {
            /// Returns the kind of the same name, or `Other`.
            fn from(kind: ErrorKind) -> Self {
                match kind {
                    $(ErrorKind::$kind => Self::$kind,)*
                    _ => Self::Other,
                }
            }
        }

        /// The kinds that both crates have.
        #[cfg(test)]
        const KINDS: &[(io::ErrorKind, ErrorKind)] =
            &[$((io::ErrorKind::$kind, ErrorKind::$kind),)*];
    };
}

kinds! {
    NotFound PermissionDenied ConnectionRefused ConnectionReset ConnectionAborted NotConnected
    AddrInUse AddrNotAvailable BrokenPipe AlreadyExists InvalidInput InvalidData TimedOut
    Interrupted Unsupported OutOfMemory WriteZero
}

impl Error for io::Error {
    fn kind(&self) -> ErrorKind {
        self.kind().into()
    }
}

impl From<ReadExactError<Self>> for io::Error {
    /// Unlike for `std`, the error keeps its errno.
    fn from(error: ReadExactError<Self>) -> Self {
        match error {
            ReadExactError::UnexpectedEof => io::ErrorKind::UnexpectedEof.into(),
            ReadExactError::Other(error) => error,
        }
    }
}

impl From<WriteFmtError<Self>> for io::Error {
    /// Not for `std`. A `Display` that failed by itself has the kind `Other`.
    fn from(error: WriteFmtError<Self>) -> Self {
        match error {
            WriteFmtError::FmtError => Self::from_message(Message::Formatter),
            WriteFmtError::Other(error) => error,
        }
    }
}

impl From<io::SeekFrom> for SeekFrom {
    fn from(position: io::SeekFrom) -> Self {
        match position {
            io::SeekFrom::Start(offset) => Self::Start(offset),
            io::SeekFrom::End(offset) => Self::End(offset),
            io::SeekFrom::Current(offset) => Self::Current(offset),
        }
    }
}

impl From<SeekFrom> for io::SeekFrom {
    fn from(position: SeekFrom) -> Self {
        match position {
            SeekFrom::Start(offset) => Self::Start(offset),
            SeekFrom::End(offset) => Self::End(offset),
            SeekFrom::Current(offset) => Self::Current(offset),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ErrorKind, KINDS};
    use crate::io;

    #[test]
    fn kinds_are_converted_in_both_directions() {
        assert_eq!(KINDS.len(), 17);
        for &(ours, theirs) in KINDS {
            assert_eq!(ErrorKind::from(ours), theirs);
            assert_eq!(io::ErrorKind::from(theirs), ours);
        }
        for kind in [io::ErrorKind::WouldBlock, io::ErrorKind::Other] {
            assert_eq!(ErrorKind::from(kind), ErrorKind::Other);
        }
        assert_eq!(io::ErrorKind::from(ErrorKind::Other), io::ErrorKind::Other);
    }
}
