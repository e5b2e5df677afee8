//! [`Write`]: destinations of bytes.

use core::fmt;

use super::{Error, IoSlice, Message, Read, Result};
use crate::sys::Retry;

/// A destination of bytes, like [`std::io::Write`].
///
/// Only [`write`](Self::write) and [`flush`](Self::flush) are required.
///
/// # Examples
///
/// ```
/// use nanowasi::io::{Result, Write};
///
/// /// Counts the bytes that are written to it.
/// #[derive(Default)]
/// struct Counter(u64);
///
/// impl Write for Counter {
///     fn write(&mut self, buf: &[u8]) -> Result<usize> {
///         self.0 += buf.len() as u64;
///         Ok(buf.len())
///     }
///
///     fn flush(&mut self) -> Result<()> {
///         Ok(())
///     }
/// }
/// # fn main() -> Result<()> {
///
/// let mut counter = Counter::default();
/// write!(counter, "{:>8}", 1)?;
/// assert_eq!(counter.0, 8);
/// # Ok(())
/// # }
/// ```
///
/// [`std::io::Write`]: https://doc.rust-lang.org/std/io/trait.Write.html
pub trait Write {
    /// Writes some bytes of `buf`, and returns how many.
    ///
    /// - *Blocking*: the call may block until at least one byte is accepted. A nonblocking
    ///   descriptor returns `AGAIN` ([`WouldBlock`](super::ErrorKind::WouldBlock)) instead.
    /// - *Short counts*: the count may be less than `buf.len()`. [`write_all`](Self::write_all)
    ///   writes the rest as well.
    /// - *`Ok(0)`*: `buf` is empty, or nothing is accepted any more.
    /// - *Empty buffer*: the result is `Ok(0)`, or an error.
    /// - *Buffers*: accepted bytes may still be in a buffer. [`flush`](Self::flush) passes them on.
    /// - *Interruptions*: `INTR` ([`Interrupted`](super::ErrorKind::Interrupted)) is returned. The
    ///   call can be repeated.
    ///
    /// A count is never greater than `buf.len()`. Code of this crate reports a greater count as an
    /// error.
    ///
    /// # Errors
    ///
    /// Returns the destination's error. No byte of `buf` was written then.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::Write;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut memory = [0; 3];
    /// let mut rest = &mut memory[..];
    /// assert_eq!(rest.write(b"four")?, 3);
    /// assert_eq!(rest.write(b"r")?, 0); // it is full
    /// assert_eq!(&memory, b"fou");
    /// # Ok(())
    /// # }
    /// ```
    fn write(&mut self, buf: &[u8]) -> Result<usize>;

    /// Passes on all buffered bytes to where they are written.
    ///
    /// Without a buffer, it does nothing. It may block, as [`write`](Self::write).
    ///
    /// # Errors
    ///
    /// Returns the destination's error. The bytes that were not passed on are still in the buffer.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{BufWriter, Write};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut writer = BufWriter::new(Vec::new());
    /// writer.write_all(b"bytes")?;
    /// assert!(writer.get_ref().is_empty());
    /// writer.flush()?;
    /// assert_eq!(writer.get_ref(), b"bytes");
    /// # Ok(())
    /// # }
    /// ```
    fn flush(&mut self) -> Result<()>;

    /// Writes bytes of several slices, as if they were one slice.
    ///
    /// The cases are those of [`write`](Self::write). The default implementation writes from the
    /// first slice that is not empty.
    ///
    /// # Errors
    ///
    /// As for [`write`](Self::write).
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{IoSlice, Write};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut bytes = Vec::new();
    /// let count = bytes.write_vectored(&[IoSlice::new(b"head"), IoSlice::new(b"body")])?;
    /// assert_eq!((count, bytes.as_slice()), (8, &b"headbody"[..]));
    /// # Ok(())
    /// # }
    /// ```
    fn write_vectored(&mut self, bufs: &[IoSlice<'_>]) -> Result<usize> {
        let first = bufs.iter().find(|buf| !buf.is_empty());
        self.write(first.map_or(&[], |buf| buf))
    }

    /// Returns whether [`write_vectored`](Self::write_vectored) accepts more than the first slice.
    ///
    /// In `std`, this is unstable.
    #[doc(hidden)]
    #[inline]
    fn is_write_vectored(&self) -> bool {
        false
    }

    /// Writes all bytes of `buf`, in as many calls as needed.
    ///
    /// For an empty `buf`, nothing is written. [Interruptions](crate::io#interruptions) are
    /// retried.
    ///
    /// # Errors
    ///
    /// - [`WriteZero`](super::ErrorKind::WriteZero): the destination accepted nothing, or returned
    ///   a count greater than it was given.
    /// - Any other error of [`write`](Self::write).
    ///
    /// How many bytes of `buf` were written then is unspecified.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{ErrorKind, Write};
    ///
    /// let mut memory = [0; 3];
    /// let error = (&mut memory[..]).write_all(b"four").unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::WriteZero);
    /// assert_eq!(&memory, b"fou");
    /// ```
    fn write_all(&mut self, mut buf: &[u8]) -> Result<()> {
        let mut retry = Retry::new();
        while !buf.is_empty() {
            match self.write(buf) {
                // A count that is greater than the buffer fails as a count of 0 does.
                Ok(count) => match buf.get(count..) {
                    Some(rest) if count != 0 => {
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

    /// Writes formatted text. `write!` and `writeln!` call this.
    ///
    /// A text without placeholders links nothing of `core::fmt`.
    ///
    /// # Errors
    ///
    /// - [`Other`](super::ErrorKind::Other): a `Display` or the like failed by itself. Unlike
    ///   `std`, this does not panic.
    /// - The errors of [`write_all`](Self::write_all).
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::Write;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut bytes = Vec::new();
    /// write!(bytes, "{}-{:02}", 2024, 7)?;
    /// bytes.write_fmt(format_args!("-{:02}", 1))?;
    /// assert_eq!(bytes, b"2024-07-01");
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    fn write_fmt(&mut self, args: fmt::Arguments<'_>) -> Result<()> {
        match args.as_str() {
            Some(text) => self.write_all(text.as_bytes()),
            None => format(self, args),
        }
    }

    /// Copies all bytes of `reader`, if this writer has a buffer that is large enough: for
    /// [`copy`](super::copy).
    #[doc(hidden)]
    #[inline]
    fn _copy_from(&mut self, reader: &mut dyn Read) -> Option<Result<u64>> {
        let _ = reader;
        None
    }

    /// Borrows the writer, for a function that takes a writer by value.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::io::{BufWriter, Write};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut bytes = Vec::new();
    /// BufWriter::new(bytes.by_ref()).write_all(b"buffered")?;
    /// assert_eq!(bytes, b"buffered");
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    fn by_ref(&mut self) -> &mut Self
    where
        Self: Sized,
    {
        self
    }
}

/// Writes formatted text, and keeps the writer's error, which a `fmt::Error` can't carry.
fn format<W: Write + ?Sized>(writer: &mut W, args: fmt::Arguments<'_>) -> Result<()> {
    struct Adapter<'a, W: ?Sized> {
        writer: &'a mut W,
        result: Result<()>,
    }

    impl<W: Write + ?Sized> fmt::Write for Adapter<'_, W> {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            // A later write that succeeds must not reset the error.
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
