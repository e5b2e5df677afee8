//! Errors that a program makes of an error of its own: a kind and that error, on the heap.

use alloc_crate::boxed::Box;
use core::error;

use super::{Error, ErrorKind};
use crate::sys::error_repr::{Custom, ErrorData, Repr};

type Boxed = Box<dyn error::Error + Send + Sync>;

impl Error {
    /// Creates an error from a kind and another error, or a text.
    ///
    /// It prints as that error. Its [`name`](Self::name) is `UNKNOWN`.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{Error, ErrorKind};
    ///
    /// let error = Error::new(ErrorKind::InvalidData, "line 3: no colon");
    /// assert_eq!(error.to_string(), "line 3: no colon");
    /// assert_eq!(error.kind(), ErrorKind::InvalidData);
    /// ```
    pub fn new<E: Into<Boxed>>(kind: ErrorKind, error: E) -> Self {
        Self::boxed(kind, error.into())
    }

    /// Creates an error from the kind [`Other`](ErrorKind::Other) and another error, or a text.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{Error, ErrorKind};
    ///
    /// let error = "x".parse::<u32>().map_err(Error::other).unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::Other);
    /// assert_eq!(error.to_string(), "invalid digit found in string");
    /// ```
    pub fn other<E: Into<Boxed>>(error: E) -> Self {
        Self::boxed(ErrorKind::Other, error.into())
    }

    fn boxed(kind: ErrorKind, error: Boxed) -> Self {
        let kind = kind as u8;
        Self(Repr::from_custom(Box::new(Custom { error, kind })))
    }

    /// Returns the inner error, if this was made by [`new`](Self::new) or [`other`](Self::other).
    ///
    /// # Examples
    ///
    /// ```
    /// use std::num::ParseIntError;
    ///
    /// use nanowasi::io::Error;
    ///
    /// let error = Error::other("x".parse::<u32>().unwrap_err());
    /// assert!(error.get_ref().is_some_and(|inner| inner.is::<ParseIntError>()));
    /// assert!(Error::from_raw_os_error(44).get_ref().is_none());
    /// ```
    #[must_use]
    pub fn get_ref(&self) -> Option<&(dyn error::Error + Send + Sync + 'static)> {
        match self.0.data() {
            ErrorData::Custom(custom) => Some(custom.error()),
            _ => None,
        }
    }

    /// Returns the inner error as a mutable reference, if this was made by [`new`](Self::new) or
    /// [`other`](Self::other).
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{Error, ErrorKind};
    ///
    /// # #[derive(Debug)]
    /// # struct Retries(u32);
    /// # impl std::fmt::Display for Retries {
    /// #     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
    /// #         write!(f, "gave up after {} retries", self.0)
    /// #     }
    /// # }
    /// # impl std::error::Error for Retries {}
    /// let mut error = Error::new(ErrorKind::TimedOut, Retries(1));
    /// if let Some(Retries(count)) = error.get_mut().and_then(|inner| inner.downcast_mut()) {
    ///     *count += 1;
    /// }
    /// assert_eq!(error.to_string(), "gave up after 2 retries");
    /// ```
    #[must_use]
    pub fn get_mut(&mut self) -> Option<&mut (dyn error::Error + Send + Sync + 'static)> {
        self.0.custom_mut().map(|custom| &mut *custom.error)
    }

    /// Returns the inner error as its owner, if this was made by [`new`](Self::new) or
    /// [`other`](Self::other).
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{Error, ErrorKind};
    ///
    /// let inner = Error::other("a text").into_inner();
    /// assert_eq!(inner.unwrap().to_string(), "a text");
    /// assert!(Error::from(ErrorKind::Other).into_inner().is_none());
    /// ```
    #[must_use]
    pub fn into_inner(self) -> Option<Boxed> {
        self.0.into_custom().ok().map(|custom| custom.error)
    }

    /// Returns the inner error, if that is an `E`.
    ///
    /// # Errors
    ///
    /// Returns the error unchanged, if it has no inner error, or that is of another type.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::num::ParseIntError;
    ///
    /// use nanowasi::io::Error;
    ///
    /// let error = Error::other("".parse::<u32>().unwrap_err());
    /// let error = error.downcast::<ParseIntError>().unwrap();
    /// assert_eq!(error.to_string(), "cannot parse integer from empty string");
    ///
    /// let error = Error::from_raw_os_error(44).downcast::<ParseIntError>();
    /// assert_eq!(error.unwrap_err().name(), "NOENT");
    /// ```
    pub fn downcast<E: error::Error + Send + Sync + 'static>(self) -> Result<E, Self> {
        if !self.get_ref().is_some_and(|error| error.is::<E>()) {
            return Err(self);
        }
        let custom = self.0.into_custom().map_err(Self)?;
        match custom.error.downcast() {
            Ok(error) => Ok(*error),
            Err(error) => Err(Self::boxed(ErrorKind::from_number(custom.kind), error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::fmt;

    #[derive(Debug, PartialEq)]
    struct Bad(u32);

    impl fmt::Display for Bad {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "bad {}", self.0)
        }
    }

    impl error::Error for Bad {}

    #[derive(Debug)]
    struct Because(Bad);

    impl fmt::Display for Because {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("because")
        }
    }

    impl error::Error for Because {
        fn source(&self) -> Option<&(dyn error::Error + 'static)> {
            Some(&self.0)
        }
    }

    #[test]
    fn prints_as_std_does() {
        let (ours, stds) = (Error::other("oh no!"), std::io::Error::other("oh no!"));
        assert_eq!(format!("{ours} {ours:?}"), format!("{stds} {stds:?}"));
        let ours = Error::new(ErrorKind::InvalidData, Bad(3));
        let stds = std::io::Error::new(std::io::ErrorKind::InvalidData, Bad(3));
        assert_eq!(
            format!("{ours} {ours:?} {ours:#?}"),
            format!("{stds} {stds:?} {stds:#?}")
        );
    }

    /// A message that `std` has on the heap was printed by `{:?}` as one that is not.
    #[test]
    fn a_static_custom_message_prints_as_std_prints_it() {
        use crate::sys::Errno;
        use crate::sys::error_repr::SimpleMessage;
        static MESSAGE: SimpleMessage =
            SimpleMessage::custom(ErrorKind::InvalidInput, Errno::INVAL, "a text");
        let stds = std::io::Error::new(std::io::ErrorKind::InvalidInput, "a text");
        let ours = Error::from_static_message(&MESSAGE);
        assert_eq!(format!("{ours} {ours:?}"), format!("{stds} {stds:?}"));
    }

    #[test]
    fn the_inner_error_is_returned() {
        let mut error = Error::new(ErrorKind::NotFound, Bad(3));
        assert_eq!(
            (error.kind(), error.raw_os_error()),
            (ErrorKind::NotFound, None)
        );
        assert_eq!(error.get_ref().unwrap().downcast_ref(), Some(&Bad(3)));
        error.get_mut().unwrap().downcast_mut::<Bad>().unwrap().0 = 4;
        assert_eq!(error.name(), "UNKNOWN");
        assert_eq!(error.into_inner().unwrap().to_string(), "bad 4");
    }

    #[test]
    fn an_error_of_a_kind_has_no_inner_error() {
        let mut error = Error::from(ErrorKind::NotFound);
        assert!(error.get_ref().is_none() && error.get_mut().is_none());
        assert!(error.into_inner().is_none());
    }

    #[test]
    fn downcast_returns_the_inner_error_or_the_error_unchanged() {
        let error = Error::new(ErrorKind::NotFound, Bad(3));
        let error = error.downcast::<fmt::Error>().unwrap_err();
        assert_eq!(
            (error.kind(), error.to_string().as_str()),
            (ErrorKind::NotFound, "bad 3")
        );
        assert_eq!(error.downcast::<Bad>().unwrap(), Bad(3));
        let error = Error::from_raw_os_error(8).downcast::<Bad>().unwrap_err();
        assert_eq!(error.raw_os_error(), Some(8));
    }

    #[test]
    fn the_source_is_that_of_the_inner_error() {
        let error = Error::other(Because(Bad(5)));
        assert_eq!(error::Error::source(&error).unwrap().to_string(), "bad 5");
        assert!(error::Error::source(&Error::other(Bad(5))).is_none());
    }
}
