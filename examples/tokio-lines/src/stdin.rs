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

#[cfg(test)]
mod tests {
    use std::future::poll_fn;
    use std::pin::pin;

    use tokio::runtime;

    use super::*;

    /// Waits for input without end, whatever arrives.
    async fn wait_for_ever() {
        poll_fn(|context| {
            READER.set(Some(context.waker().clone()));
            Poll::Pending
        })
        .await
    }

    /// Runs a future, and checks that later timers wait for nothing else: no task reads, and no
    /// deadline has passed.
    fn ends_its_wait(future: impl Future<Output = ()>) {
        let runtime = runtime::Builder::new_current_thread()
            .enable_time()
            .on_thread_park(wait)
            .build();
        runtime.unwrap().block_on(future);
        assert!(READER.take().is_none(), "a task still waits for input");
        assert_eq!(DEADLINE.get(), None);
    }

    #[test]
    fn elapsed_timeout_ends_its_wait() {
        ends_its_wait(async {
            let result = timeout(Duration::from_millis(5), wait_for_ever()).await;
            assert!(result.is_err());
        });
    }

    #[test]
    fn dropped_timeout_ends_its_wait() {
        ends_its_wait(async {
            let mut reading = pin!(timeout(Duration::from_secs(60), wait_for_ever()));
            poll_fn(|context| {
                assert!(reading.as_mut().poll(context).is_pending());
                Poll::Ready(())
            })
            .await;
        });
    }
}
