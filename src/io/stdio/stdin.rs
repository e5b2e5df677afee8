//! Standard input, and its one buffer.

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

/// The size of the buffer in bytes. A call to the host costs so much that 8 KiB, as in `std`, would take a
/// third more time to count lines, and 32 KiB 3% more.
const BUFFER: usize = 65_536;

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
        static BYTES: Buffer<[u8; BUFFER]> = Buffer::new();
        &BYTES
    },
    #[cfg(not(target_family = "wasm"))]
    held: {
        static HELD: std::sync::Mutex<()> = std::sync::Mutex::new(());
        &HELD
    },
};

/// A handle, as `std::io::Stdin`: see [`stdin`].
#[derive(Clone, Copy)]
pub struct Stdin(());

/// Standard input's buffer, as `std::io::StdinLock`: see [`Stdin::lock`].
pub struct StdinLock<'a> {
    lock: Lock,
    handle: PhantomData<&'a Stdin>,
}

/// Standard input.
///
/// It has one buffer for all handles. A read of 32 KiB or more goes past it to the host, if it is empty. What
/// waits on standard output is written before the host is asked, so that a prompt is seen before its
/// answer.
///
/// ```no_run
/// use nanowasi::{io, println};
///
/// for line in io::stdin().lines() {
///     println!("{}", line?.len());
/// }
/// # Ok::<(), io::Error>(())
/// ```
#[inline]
#[must_use]
pub const fn stdin() -> Stdin {
    Stdin(())
}

impl Stdin {
    /// The right to look into the buffer, which one lock can have at a time. While one lives, small
    /// reads from a handle are as good as ever, but slow.
    ///
    /// If there is a lock already, the program ends as by a panic, with a message: there is one thread, and nobody
    /// to wait for.
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

    /// Reads a line, as [`BufRead::read_line`].
    ///
    /// # Errors
    ///
    /// As [`BufRead::read_line`].
    #[cfg(feature = "alloc")]
    #[inline]
    pub fn read_line(&self, buf: &mut String) -> Result<usize> {
        self.lock().read_line(buf)
    }

    /// The lines, as [`BufRead::lines`].
    #[cfg(feature = "alloc")]
    #[inline]
    #[must_use]
    pub fn lines(self) -> Lines<StdinLock<'static>> {
        self.lock().lines()
    }
}

/// Ends the program without the panic handler, which a program that can't panic otherwise does not
/// link. A hook sees a panic.
#[cold]
#[cfg_attr(
    feature = "alloc",
    allow(clippy::panic, reason = "for a hook, which is to see a panic")
)]
fn already_locked() -> ! {
    #[cfg(feature = "alloc")]
    if crate::panic::has_hook() {
        panic!("standard input is locked already, and nobody is left to unlock it");
    }
    _Err::print_bytes(b"standard input is locked already, and nobody is left to unlock it\n");
    _Err::finish();
    process::abort()
}

/// What gives bytes of standard input, through the buffer or past it.
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

/// Implements [`Read`] for the types that are standard input.
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

/// Takes what waits, and then goes past the buffer.
#[cfg(feature = "alloc")]
fn read_to_end(buf: &mut Vec<u8>) -> Result<usize> {
    // Not through `read`, which may fill the buffer: a program that reads only so has none.
    let buffered = IN.buffered();
    if buffered != 0 {
        try_append::reserve(buf, buffered)?;
        let start = buf.len();
        vec::extend_with_zeros(buf, buffered);
        IN.read_buffered(buf.get_mut(start..).unwrap_or_default());
    }
    Ok(buffered + read_fd_to_end(STDIN, buf, 0, flush_before_read)?)
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
