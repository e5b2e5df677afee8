//! Errors that a program makes itself: a kind, and whatever it wants to say, on the heap.

use alloc_crate::boxed::Box;
use core::error;

use super::{Error, ErrorKind};
use crate::sys::error_repr::{Custom, ErrorData, Repr};

type Boxed = Box<dyn error::Error + Send + Sync>;

impl Error {
    /// An error of a kind, with another error (or a text) as its cause and message, as
    /// `std::io::Error::new`.
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

    /// [`new`](Self::new) with the kind [`Other`](ErrorKind::Other).
    pub fn other<E: Into<Boxed>>(error: E) -> Self {
        Self::boxed(ErrorKind::Other, error.into())
    }

    fn boxed(kind: ErrorKind, error: Boxed) -> Self {
        let kind = kind as u8;
        Self(Repr::from_custom(Box::new(Custom { error, kind })))
    }

    /// The error that it was made of, if it was made by [`new`](Self::new) or [`other`](Self::other).
    #[must_use]
    pub fn get_ref(&self) -> Option<&(dyn error::Error + Send + Sync + 'static)> {
        match self.0.view() {
            ErrorData::Custom(custom) => Some(custom.error()),
            _ => None,
        }
    }

    /// [`get_ref`](Self::get_ref), to be changed.
    #[must_use]
    pub fn get_mut(&mut self) -> Option<&mut (dyn error::Error + Send + Sync + 'static)> {
        self.0.custom_mut().map(|custom| &mut *custom.error)
    }

    /// The error that it was made of, given up.
    #[must_use]
    pub fn into_inner(self) -> Option<Boxed> {
        self.0.into_custom().ok().map(|custom| custom.error)
    }

    /// The error that it was made of, if that is an `E`.
    ///
    /// # Errors
    ///
    /// The error as it was, if it was made of none or of another.
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

    /// The same error made of `std`'s type and of ours has the same texts.
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

    /// The same text, without the heap that `std` takes for it.
    #[test]
    fn a_fixed_text_can_print_as_one_on_the_heap() {
        use crate::sys::Errno;
        use crate::sys::error_repr::SimpleMessage;
        static TEXT: SimpleMessage =
            SimpleMessage::custom(ErrorKind::InvalidInput, Errno::INVAL, "a text");
        let stds = std::io::Error::new(std::io::ErrorKind::InvalidInput, "a text");
        let ours = Error::from_static_message(&TEXT);
        assert_eq!(format!("{ours} {ours:?}"), format!("{stds} {stds:?}"));
    }

    #[test]
    fn what_an_error_was_made_of_comes_back() {
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
    fn an_error_of_another_kind_was_made_of_nothing() {
        let mut error = Error::from(ErrorKind::NotFound);
        assert!(error.get_ref().is_none() && error.get_mut().is_none());
        assert!(error.into_inner().is_none());
    }

    #[test]
    fn downcasting_gives_the_error_or_leaves_it_whole() {
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
    fn the_source_is_that_of_the_error_it_was_made_of() {
        let error = Error::other(Because(Bad(5)));
        assert_eq!(error::Error::source(&error).unwrap().to_string(), "bad 5");
        assert!(error::Error::source(&Error::other(Bad(5))).is_none());
    }
}
