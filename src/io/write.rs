//! [`Write`]: where bytes go.

#[cfg(feature = "alloc")]
use alloc_crate::boxed::Box;
use core::fmt;

use super::{Error, IoSlice, Message, Read, Result};
use crate::sys::Retry;

/// Takes bytes, as [`std::io::Write`].
///
/// [`std::io::Write`]: https://doc.rust-lang.org/std/io/trait.Write.html
pub trait Write {
    /// Writes some of `buf` and answers how many bytes that was.
    ///
    /// Fewer than asked is not an error: [`write_all`](Self::write_all) goes on with the rest.
    ///
    /// # Errors
    ///
    /// Nothing was written then.
    fn write(&mut self, buf: &[u8]) -> Result<usize>;

    /// Passes on what a buffer holds.
    ///
    /// # Errors
    ///
    /// What could not be passed on is still in the buffer then.
    fn flush(&mut self) -> Result<()>;

    /// Writes from several slices as if they were one. The default writes the first that isn't empty.
    ///
    /// # Errors
    ///
    /// As [`write`](Self::write).
    fn write_vectored(&mut self, bufs: &[IoSlice<'_>]) -> Result<usize> {
        let first = bufs.iter().find(|buf| !buf.is_empty());
        self.write(first.map_or(&[], |buf| buf))
    }

    /// Returns whether [`write_vectored`](Self::write_vectored) takes more than the first slice.
    /// Unstable in `std`.
    #[doc(hidden)]
    #[inline]
    fn is_write_vectored(&self) -> bool {
        false
    }

    /// Writes all of `buf`, in as many calls as it takes.
    ///
    /// # Errors
    ///
    /// The first error that isn't an interruption (or the last of a thousand in a row), or [`WriteZero`](super::ErrorKind::WriteZero) if
    /// nothing more is taken. Some of `buf` may have been written.
    fn write_all(&mut self, mut buf: &[u8]) -> Result<()> {
        let mut retry = Retry::new();
        while !buf.is_empty() {
            match self.write(buf) {
                // More than there was is no less a lie than nothing.
                Ok(taken) => match buf.get(taken..) {
                    Some(rest) if taken != 0 => {
                        buf = rest;
                        retry.reset();
                    }
                    _ => return Err(Error::from_message(Message::WriteZero)),
                },
                Err(error) if retry.should_retry(error.is_interrupted()) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Writes formatted text: what `write!` and `writeln!` call.
    ///
    /// Text without placeholders is written as it is, and links nothing of `core::fmt`.
    ///
    /// # Errors
    ///
    /// As [`write_all`](Self::write_all), or [`Other`](super::ErrorKind::Other) if formatting itself
    /// failed, where `std` panics.
    #[inline]
    fn write_fmt(&mut self, args: fmt::Arguments<'_>) -> Result<()> {
        match args.as_str() {
            Some(text) => self.write_all(text.as_bytes()),
            None => format(self, args),
        }
    }

    /// Copies all of `reader` if this has a buffer of its own that is large enough: for
    /// [`copy`](super::copy).
    #[doc(hidden)]
    #[inline]
    fn _copy_from(&mut self, reader: &mut dyn Read) -> Option<Result<u64>> {
        let _ = reader;
        None
    }

    /// Lends itself, for a function that wants a writer by value.
    #[inline]
    fn by_ref(&mut self) -> &mut Self
    where
        Self: Sized,
    {
        self
    }
}

/// Writes formatted text and keeps the writer's error, which `fmt::Error` has no room for.
fn format<W: Write + ?Sized>(writer: &mut W, args: fmt::Arguments<'_>) -> Result<()> {
    struct Adapter<'a, W: ?Sized> {
        writer: &'a mut W,
        result: Result<()>,
    }

    impl<W: Write + ?Sized> fmt::Write for Adapter<'_, W> {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            // A `Display` that goes on after an error must not make it forgotten.
            self.writer.write_all(text.as_bytes()).map_err(|error| {
                self.result = Err(error);
                fmt::Error
            })
        }
    }

    let mut adapter = Adapter {
        writer,
        result: Ok(()),
    };
    match fmt::write(&mut adapter, args) {
        Ok(()) => Ok(()),
        Err(fmt::Error) => adapter
            .result
            .and(Err(Error::from_message(Message::Formatter))),
    }
}

/// Implements [`Write`] for a pointer to what implements it.
macro_rules! forward {
    ($(#[$gate:meta])? $type:ty) => {
        $(#[$gate])?
        impl<W: Write + ?Sized> Write for $type {
            #[inline]
            fn write(&mut self, buf: &[u8]) -> Result<usize> {
                (**self).write(buf)
            }

            #[inline]
            fn flush(&mut self) -> Result<()> {
                (**self).flush()
            }

            #[inline]
            fn write_vectored(&mut self, bufs: &[IoSlice<'_>]) -> Result<usize> {
                (**self).write_vectored(bufs)
            }

            #[inline]
            fn is_write_vectored(&self) -> bool {
                (**self).is_write_vectored()
            }

            #[inline]
            fn _copy_from(&mut self, reader: &mut dyn Read) -> Option<Result<u64>> {
                (**self)._copy_from(reader)
            }

            #[inline]
            fn write_all(&mut self, buf: &[u8]) -> Result<()> {
                (**self).write_all(buf)
            }

            #[inline]
            fn write_fmt(&mut self, args: fmt::Arguments<'_>) -> Result<()> {
                (**self).write_fmt(args)
            }
        }
    };
}

forward!(&mut W);
forward!(#[cfg(feature = "alloc")] Box<W>);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::ErrorKind;

    /// Answers as scripted, and records what it took.
    struct Scripted {
        answers: Vec<Result<usize>>,
        taken: Vec<u8>,
    }

    impl Write for Scripted {
        fn write(&mut self, buf: &[u8]) -> Result<usize> {
            let answer = self.answers.pop().unwrap_or(Ok(buf.len()));
            if let Ok(count) = answer {
                self.taken
                    .extend_from_slice(buf.get(..count).unwrap_or(buf));
            }
            answer
        }

        fn flush(&mut self) -> Result<()> {
            Ok(())
        }
    }

    /// A writer that takes one byte, is interrupted, takes two: no byte may be lost or repeated.
    #[test]
    fn write_all_goes_on_after_short_writes_and_interruptions() {
        let mut writer = Scripted {
            answers: vec![Ok(2), Err(ErrorKind::Interrupted.into()), Ok(1)],
            taken: Vec::new(),
        };
        writer.write_all(b"twelve bytes").unwrap();
        assert_eq!(writer.taken, b"twelve bytes");
    }

    /// A count larger than the buffer used to be the end of a slice, and a panic.
    #[test]
    fn write_all_answers_an_error_to_nothing_taken_and_to_too_much() {
        for count in [0, 13, usize::MAX] {
            let mut writer = Scripted {
                answers: vec![Ok(count)],
                taken: Vec::new(),
            };
            let error = writer.write_all(b"twelve bytes").unwrap_err();
            assert_eq!(error.kind(), ErrorKind::WriteZero);
        }
    }

    /// A host that answers `INTR` every time used to be asked for ever.
    #[test]
    fn write_all_does_not_bear_interruptions_for_ever() {
        struct Never;
        impl Write for Never {
            fn write(&mut self, _: &[u8]) -> Result<usize> {
                Err(ErrorKind::Interrupted.into())
            }
            fn flush(&mut self) -> Result<()> {
                Ok(())
            }
        }
        let error = Never.write_all(b"x").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Interrupted);
    }

    #[test]
    fn a_formatting_error_is_the_writers_own_or_says_what_it_is() {
        struct Faulty;
        impl fmt::Display for Faulty {
            fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
                Err(fmt::Error)
            }
        }
        let mut writer = Vec::new();
        let error = write!(writer, "{Faulty}").unwrap_err();
        assert_eq!(error.to_string(), "formatter error");
        let mut writer = Scripted {
            answers: vec![Err(ErrorKind::StorageFull.into())],
            taken: Vec::new(),
        };
        let error = write!(writer, "{}", 1).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::StorageFull);
    }

    /// A later write that succeeded used to make the first one's error a mere "formatter error".
    #[test]
    fn an_error_is_not_forgotten_by_a_display_that_goes_on() {
        let text = fmt::from_fn(|f| {
            let first = f.write_str("refused");
            f.write_str("taken").and(first)
        });
        let mut writer = Scripted {
            answers: vec![Err(ErrorKind::StorageFull.into())],
            taken: Vec::new(),
        };
        let error = write!(writer, "{text}").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::StorageFull);
    }
}
