//! [`Parts`]: the buffer of a writer and the writer, whose state is kept if the writer panics.

use alloc_crate::vec::Vec;

use crate::io::{Error, ErrorKind, Result, Write};
use crate::sys::error_repr::SimpleMessage;
use crate::sys::util::{BeforeDrop, vec};
use crate::sys::{Errno, Retry};

/// The error for buffered bytes that the writer did not accept.
static NOT_TAKEN: SimpleMessage = SimpleMessage::new(
    ErrorKind::WriteZero,
    Errno::IO,
    "failed to write the buffered data",
);

/// What a [`BufWriter`](super::BufWriter) consists of.
pub(super) struct Parts<W: ?Sized + Write> {
    /// The buffered bytes. The vector never grows beyond its initial capacity.
    pub(super) buf: Vec<u8>,
    /// Whether a call of the writer has not returned. After the call, that means that it panicked.
    ///
    /// Only used where a panic unwinds, so never in a module.
    pub(super) panicked: bool,
    pub(super) inner: W,
}

impl<W: ?Sized + Write> Parts<W> {
    /// Calls the writer with the buffered bytes, and notes if it panics.
    #[inline]
    pub(super) fn call<T>(&mut self, f: impl FnOnce(&mut W, &[u8]) -> T) -> T {
        if cfg!(panic = "unwind") {
            self.panicked = true;
        }
        let result = f(&mut self.inner, &self.buf);
        self.panicked = false;
        result
    }

    /// Writes all buffered bytes. After an error, those that were not written are kept.
    pub(super) fn flush_buf(&mut self) -> Result<()> {
        let mut retry = Retry::new();
        let mut written = 0;
        let result = loop {
            if written == self.buf.len() {
                break Ok(());
            }
            match self.call(|inner, buf| inner.write(buf.get(written..).unwrap_or_default())) {
                // A count that is greater than the buffer fails as a count of 0 does.
                Ok(count) if count == 0 || count > self.buf.len() - written => {
                    break Err(Error::from_static_message(&NOT_TAKEN));
                }
                Ok(count) => {
                    written += count;
                    retry.reset();
                }
                Err(error) if retry.should_retry(error.is_interrupted()) => {}
                Err(error) => break Err(error),
            }
        };
        vec::remove_front(&mut self.buf, written);
        result
    }
}

impl<W: ?Sized + Write> BeforeDrop for Parts<W> {
    fn before_drop(&mut self) {
        // A writer that panicked may have written some of the bytes, which must not be written
        // twice.
        if !self.panicked {
            // An error can't be reported here.
            let _ = self.flush_buf();
        }
    }
}
