//! Standard input, whose handles share one static buffer.

#[cfg(feature = "alloc")]
use alloc_crate::{string::String, vec::Vec};
use core::fmt;
use core::marker::PhantomData;
use core::panic::{RefUnwindSafe, UnwindSafe};

use super::{_Err, descriptors, flush_before_read};
use crate::io::print::PrintStream;
use crate::io::terminal::Sealed;
use crate::io::{BufRead, IoSliceMut, IsTerminal, Read, Result};
#[cfg(feature = "alloc")]
use crate::io::{Lines, read_to_end::read_fd_to_end, try_append};
use crate::process;
use crate::sys::stdio::input::{Input, Lock};
use crate::sys::stdio::output::Buffer;
use crate::sys::sync::{Flag, StaticCell};
#[cfg(feature = "alloc")]
use crate::sys::util::vec;
use crate::sys::{self, AsFd, BorrowedFd, STDIN, total_len};

/// The size of the buffer in bytes.
///
/// Calls to a host are slow: with 8 KiB, as in `std`, counting lines takes a third more time. With
/// 32 KiB, it takes 3% more.
const BUFFER_SIZE: usize = 65_536;

static IN: Input = Input {
    fd: STDIN,
    start: {
        static START: StaticCell<usize> = StaticCell::new(0);
        &START
    },
    end: {
        static END: StaticCell<usize> = StaticCell::new(0);
        &END
    },
    locked: {
        static LOCKED: Flag = Flag::new();
        &LOCKED
    },
    buffer: {
        static BYTES: Buffer<[u8; BUFFER_SIZE]> = Buffer::new();
        &BYTES
    },
    #[cfg(not(target_family = "wasm"))]
    held: {
        static HELD: std::sync::Mutex<()> = std::sync::Mutex::new(());
        &HELD
    },
};

/// A handle of standard input, like `std::io::Stdin`: see [`stdin`].
///
/// - *A read* returns buffered bytes. If there are none, it fills the buffer by one call to the
///   host. A read of 32 KiB or more goes directly to the host, if the buffer is empty.
/// - *Blocking*: the call blocks until the host has a byte, or the input ends.
/// - *`Ok(0)`*: the input is at its end, or `buf` is empty. A terminal can deliver more after its
///   end.
/// - *Standard output* is written before the host is called, so that a prompt is shown.
/// - *Interruptions*: `INTR` and `AGAIN` are returned.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::io::{self, Read, Stdin};
///
/// struct Source(Stdin);
///
/// impl Source {
///     /// Returns the next byte, if there is one.
///     fn next(&self) -> io::Result<Option<u8>> {
///         let mut byte = [0];
///         let count = (&self.0).read(&mut byte)?;
///         Ok((count != 0).then_some(byte[0]))
///     }
/// }
/// # fn main() -> io::Result<()> {
/// assert_eq!(Source(io::stdin()).next()?, Some(b'f'));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy)]
pub struct Stdin(());

/// A handle of standard input that can read the buffer in place, like `std::io::StdinLock`: see
/// [`Stdin::lock`].
///
/// Its cases are those of [`Stdin`]. [`fill_buf`](BufRead::fill_buf) calls the host only if the
/// buffer is empty.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::io::{self, BufRead, StdinLock};
///
/// fn skip_header(input: &mut StdinLock<'_>) -> io::Result<()> {
///     input.skip_until(b'\n').map(|_| ())
/// }
/// # fn main() -> io::Result<()> {
/// let mut input = io::stdin().lock();
/// skip_header(&mut input)?;
/// assert_eq!(input.fill_buf()?, b"second line\n");
/// # Ok(())
/// # }
/// ```
pub struct StdinLock<'a> {
    lock: Lock,
    handle: PhantomData<&'a Stdin>,
}

/// Returns a handle of standard input, like `std::io::stdin`.
///
/// All handles share one buffer of 64 KiB. Pending bytes of standard output are written before the
/// host is called, so that a prompt is shown before the program waits.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::io;
///
/// # fn main() -> io::Result<()> {
/// let mut bytes = 0;
/// for line in io::stdin().lines() {
///     bytes += line?.len();
/// }
/// assert_eq!(bytes, "first line".len() + "second line".len());
/// # Ok(())
/// # }
/// ```
#[inline]
#[must_use]
pub const fn stdin() -> Stdin {
    Stdin(())
}

impl Stdin {
    /// Returns a handle that can read the buffer in place. There can be one at a time.
    ///
    /// While it exists, reads of other handles bypass the buffer once that is empty: each is a call
    /// to the host.
    ///
    /// # Panics
    ///
    /// - Another [`StdinLock`] exists. There is one thread, so waiting for its drop would never
    ///   end. The program ends with a message.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::io::{self, BufRead};
    ///
    /// # fn main() -> io::Result<()> {
    /// let mut input = io::stdin().lock();
    /// let mut header = String::new();
    /// input.read_line(&mut header)?;
    /// assert_eq!(header, "first line\n");
    /// assert_eq!(input.lines().count(), 1);
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub fn lock(&self) -> StdinLock<'static> {
        match IN.lock() {
            Some(lock) => StdinLock {
                lock,
                handle: PhantomData,
            },
            None => already_locked(),
        }
    }

    /// Reads a line, appends it to `buf` with its newline, and returns how many bytes it has.
    ///
    /// It is [`BufRead::read_line`] of a [`lock`](Self::lock). `Ok(0)` is the end of the input.
    ///
    /// # Errors
    ///
    /// As for [`BufRead::read_line`].
    ///
    /// # Panics
    ///
    /// - A [`StdinLock`] exists.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{io, print};
    ///
    /// # fn main() -> io::Result<()> {
    /// print!("Name? ");
    /// let mut name = String::new();
    /// io::stdin().read_line(&mut name)?; // shows the prompt
    /// assert_eq!(name.trim_end(), "first line");
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(feature = "alloc")]
    #[inline]
    pub fn read_line(&self, buf: &mut String) -> Result<usize> {
        self.lock().read_line(buf)
    }

    /// Returns an iterator over the lines, which is [`BufRead::lines`] of a [`lock`](Self::lock).
    ///
    /// # Panics
    ///
    /// - A [`StdinLock`] exists.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::io;
    ///
    /// # fn main() -> io::Result<()> {
    /// let mut lines = io::stdin().lines().collect::<io::Result<Vec<_>>>()?;
    /// lines.sort();
    /// assert_eq!(lines, ["first line", "second line"]);
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(feature = "alloc")]
    #[inline]
    #[must_use]
    pub fn lines(self) -> Lines<StdinLock<'static>> {
        self.lock().lines()
    }
}

/// Ends the program as a panic does, with a message.
///
/// Without a hook, the panic handler is not used, because a program that can't panic otherwise does
/// not link it.
#[cold]
#[cfg_attr(
    feature = "alloc",
    allow(clippy::panic, reason = "a hook is called by a panic")
)]
fn already_locked() -> ! {
    #[cfg(feature = "alloc")]
    if crate::panic::has_hook() {
        panic!("standard input is locked already, and no thread can unlock it");
    }
    _Err::print_bytes(b"standard input is locked already, and no thread can unlock it\n");
    _Err::finish(true);
    process::abort()
}

/// A handle that reads bytes through the buffer, or directly from the host.
trait ReadSome {
    fn read_some(&mut self, buf: &mut [u8]) -> Result<usize>;
}

impl ReadSome for Stdin {
    #[inline]
    fn read_some(&mut self, buf: &mut [u8]) -> Result<usize> {
        if IN.buffered() == 0 {
            flush_before_read();
        }
        Ok(IN.read(buf)?)
    }
}

impl ReadSome for &Stdin {
    #[inline]
    fn read_some(&mut self, buf: &mut [u8]) -> Result<usize> {
        Stdin(()).read_some(buf)
    }
}

impl ReadSome for StdinLock<'_> {
    #[inline]
    fn read_some(&mut self, buf: &mut [u8]) -> Result<usize> {
        if IN.buffered() == 0 {
            flush_before_read();
        }
        Ok(self.lock.read(buf)?)
    }
}

fn read_vectored(input: &mut impl ReadSome, bufs: &mut [IoSliceMut<'_>]) -> Result<usize> {
    if IN.buffered() == 0 && total_len(bufs.iter().map(|buf| &**buf)) >= IN.direct_threshold() {
        flush_before_read();
        return Ok(sys::fd_read(STDIN, bufs)?);
    }
    let mut count = 0;
    for buf in bufs.iter_mut().filter(|buf| !buf.is_empty()) {
        if count != 0 && IN.buffered() == 0 {
            break;
        }
        count += input.read_some(buf)?;
    }
    Ok(count)
}

/// Implements [`Read`] for the handles.
macro_rules! readers {
    ($($type:ty),+) => {
        $(
            impl Read for $type {
                #[inline]
                fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
                    self.read_some(buf)
                }

                #[inline]
                fn read_vectored(&mut self, bufs: &mut [IoSliceMut<'_>]) -> Result<usize> {
                    read_vectored(self, bufs)
                }

                #[cfg(feature = "alloc")]
                #[inline]
                fn read_to_end(&mut self, buf: &mut Vec<u8>) -> Result<usize> {
                    read_to_end(buf)
                }
            }
        )+
    };
}

readers!(Stdin, &Stdin, StdinLock<'_>);

/// Copies the buffered bytes, and then reads directly from the host.
#[cfg(feature = "alloc")]
fn read_to_end(buf: &mut Vec<u8>) -> Result<usize> {
    // Without `read`, which can fill the buffer: a program that only does this has no buffer.
    let buffered = IN.buffered();
    if buffered != 0 {
        try_append::reserve(buf, buffered)?;
        let start = buf.len();
        vec::extend_with_zeros(buf, buffered);
        IN.read_buffered(buf.get_mut(start..).unwrap_or_default());
    }
    Ok(buffered + read_fd_to_end(STDIN, buf, 0, flush_before_read)?)
}

/// Returns whether a read of a handle would not block.
#[cfg(feature = "embedded-io")]
pub(crate) fn is_stdin_ready() -> Result<bool> {
    if IN.buffered() != 0 {
        return Ok(true);
    }
    crate::poll::is_readable(&STDIN)
}

impl BufRead for StdinLock<'_> {
    #[inline]
    fn fill_buf(&mut self) -> Result<&[u8]> {
        if IN.buffered() == 0 {
            flush_before_read();
        }
        Ok(self.lock.fill_buf()?)
    }

    #[inline]
    fn consume(&mut self, amount: usize) {
        self.lock.consume(amount);
    }
}

impl UnwindSafe for StdinLock<'_> {}
impl RefUnwindSafe for StdinLock<'_> {}

descriptors! {
    Stdin: STDIN;
    StdinLock<'_>: STDIN;
}
