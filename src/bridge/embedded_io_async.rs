//! An adapter to the traits of `embedded-io-async` 0.7, whose calls block.
//!
//! The streams of this crate don't implement these traits themselves. A guest has one thread, and a
//! stream that waits by itself would stop all tasks of an executor. A stream that does not block
//! would have to be part of the executor, which waits for all of its tasks with one
//! [`poll`](crate::poll).
//!
//! Many protocols have an asynchronous implementation only. A program whose single task is such a
//! protocol has nothing else to do while it waits. For it, there is [`Blocking`].

use ::embedded_io::{ErrorType, ReadExactError, ReadReady, SeekFrom, WriteReady};
use ::embedded_io_async::{BufRead, Read, Seek, Write};

/// A stream with the traits of `embedded_io_async`, made of one with those of `embedded_io`.
///
/// Each future is complete when it is polled for the first time. The poll blocks as long as the
/// call of `embedded_io` does, and with it each other task.
///
/// # Examples
///
/// ```no_run
/// use core::pin::pin;
/// use core::task::{Context, Poll, Waker};
/// use embedded_io_async::Read;
/// use nanowasi::bridge::embedded_io_async::Blocking;
/// use nanowasi::io;
///
/// /// A protocol of another crate.
/// async fn read_header<R: Read>(reader: &mut R) -> Result<[u8; 5], R::Error> {
///     let mut header = [0; 5];
///     reader.read(&mut header).await?;
///     Ok(header)
/// }
///
/// let mut stdin = Blocking(io::stdin());
/// let header = pin!(read_header(&mut stdin)).poll(&mut Context::from_waker(Waker::noop()));
/// assert!(matches!(header, Poll::Ready(Ok(header)) if &header == b"first"));
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Blocking<T: ?Sized>(pub T);

impl<T: ErrorType + ?Sized> ErrorType for Blocking<T> {
    type Error = T::Error;
}

impl<T: ::embedded_io::Read + ?Sized> Read for Blocking<T> {
    #[inline]
    async fn read(&mut self, buf: &mut [u8]) -> Result<usize, T::Error> {
        self.0.read(buf)
    }

    #[inline]
    async fn read_exact(&mut self, buf: &mut [u8]) -> Result<(), ReadExactError<T::Error>> {
        self.0.read_exact(buf)
    }
}

impl<T: ::embedded_io::BufRead + ?Sized> BufRead for Blocking<T> {
    #[inline]
    async fn fill_buf(&mut self) -> Result<&[u8], T::Error> {
        self.0.fill_buf()
    }

    #[inline]
    fn consume(&mut self, amount: usize) {
        self.0.consume(amount);
    }
}

impl<T: ::embedded_io::Write + ?Sized> Write for Blocking<T> {
    #[inline]
    async fn write(&mut self, buf: &[u8]) -> Result<usize, T::Error> {
        self.0.write(buf)
    }

    #[inline]
    async fn flush(&mut self) -> Result<(), T::Error> {
        self.0.flush()
    }

    #[inline]
    async fn write_all(&mut self, buf: &[u8]) -> Result<(), T::Error> {
        self.0.write_all(buf)
    }
}

impl<T: ::embedded_io::Seek + ?Sized> Seek for Blocking<T> {
    #[inline]
    async fn seek(&mut self, position: SeekFrom) -> Result<u64, T::Error> {
        self.0.seek(position)
    }
}

impl<T: ReadReady + ?Sized> ReadReady for Blocking<T> {
    #[inline]
    fn read_ready(&mut self) -> Result<bool, T::Error> {
        self.0.read_ready()
    }
}

impl<T: WriteReady + ?Sized> WriteReady for Blocking<T> {
    #[inline]
    fn write_ready(&mut self) -> Result<bool, T::Error> {
        self.0.write_ready()
    }
}
