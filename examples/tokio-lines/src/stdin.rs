//! Standard input for tokio, without a second thread.
//!
//! `tokio::io::stdin` reads in a thread of its own, which `wasm32-wasip1` does not have. A read in
//! the runtime's thread would block its timers. So this module first waits for input and for the
//! deadline of [`timeout`], in one call of `poll`. The runtime calls [`wait`] when no task can run.
//!
//! One task at a time reads standard input, in one [`timeout`].
//!
//! tokio does not say when its next timer expires. While a task waits for input, a timer other than
//! that of [`timeout`] fires late: when input arrives, or at the deadline.

use std::cell::Cell;
use std::io::{self, Write};
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{read, retry_on_intr};
use rustix::stdio;
use tokio::io::{AsyncRead, ReadBuf};
use tokio::time;

thread_local! {
    /// The task that waits for input.
    static READER: Cell<Option<Waker>> = const { Cell::new(None) };
    /// Whether a read returns without blocking.
    static IS_READY: Cell<bool> = const { Cell::new(false) };
    /// When [`timeout`] ends.
    static DEADLINE: Cell<Option<Instant>> = const { Cell::new(None) };
}

/// Standard input. It needs a runtime that calls [`wait`], set by `Builder::on_thread_park`.
pub struct Stdin;

impl AsyncRead for Stdin {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if !IS_READY.take() {
            READER.set(Some(context.waker().clone()));
            return Poll::Pending;
        }
        // Not `std::io::stdin`, whose own buffer `poll` does not see.
        let count = read(stdio::stdin(), buffer.initialize_unfilled())?;
        buffer.advance(count);
        Poll::Ready(Ok(()))
    }
}

/// Awaits a future that reads [`Stdin`], for at most `limit`, as `tokio::time::timeout`.
pub async fn timeout<F: Future>(
    limit: Duration,
    future: F,
) -> Result<F::Output, time::error::Elapsed> {
    /// Ends the wait, also if the future is dropped before its end.
    struct End;

    impl Drop for End {
        fn drop(&mut self) {
            DEADLINE.set(None);
            READER.set(None);
        }
    }

    DEADLINE.set(Instant::now().checked_add(limit));
    let _end = End;
    time::timeout(limit, future).await
}

/// Waits for input or the deadline, if a task reads [`Stdin`].
pub fn wait() {
    let Some(reader) = READER.take() else {
        return; // tokio waits for its own timers
    };
    // A program that reads the output receives it before the wait.
    let _ = io::stdout().flush();
    let limit = DEADLINE.get().and_then(|deadline| {
        // `poll` counts milliseconds in 32 bits. tokio's timers round up to a millisecond.
        let limit = deadline.saturating_duration_since(Instant::now());
        let limit = limit.min(Duration::from_hours(24)) + Duration::from_millis(1);
        Timespec::try_from(limit).ok()
    });
    let stdin = stdio::stdin();
    let polled = retry_on_intr(|| poll(&mut [PollFd::new(&stdin, PollFlags::IN)], limit.as_ref()));
    // An error means that the host cannot wait for input. The read then blocks.
    IS_READY.set(polled != Ok(0));
    reader.wake();
}
