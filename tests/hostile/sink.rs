//! A host for the output to one descriptor: it records what it takes, and fails as configured.

use std::sync::{Arc, Mutex, PoisonError};

use nanowasi_test_host::{Call, Response, Run};

/// More calls than any of the programs needs, even if each write is retried a thousand times.
const MAX_CALLS: usize = 10_000;

/// What the host's poll does for a descriptor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Poll {
    /// Reports that it is ready.
    Fires,
    /// Returns immediately, with no event.
    Never,
    /// Returns immediately, and writes nothing.
    Silent,
    /// Returns an errno.
    Refused(i32),
}

/// A host for one descriptor. All numbers from 3 on count as one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sink {
    pub fd: u32,
    /// The number of bytes that a call takes at most.
    pub step: usize,
    /// The count that it returns, if that is false.
    pub claims: Option<u32>,
    /// Whether it takes only the first buffer of a write.
    pub first: bool,
    /// The number of bytes that it takes before it fails.
    pub fails_at: usize,
    /// The errno of the failure.
    pub errno: i32,
    /// The number of failures in a row, after which it takes bytes again.
    pub times: usize,
    /// Whether it fails as often before each call that takes something.
    pub each: bool,
    pub poll: Poll,
}

/// What a [`Sink`] has taken.
#[derive(Clone, Debug, Default)]
pub(crate) struct Taken(Arc<Mutex<Vec<u8>>>);

impl Taken {
    pub(crate) fn add(&self, bytes: &[u8]) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.extend_from_slice(bytes);
    }

    pub(crate) fn text(&self) -> String {
        let bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

impl Sink {
    /// A host that takes everything.
    pub(crate) fn new(fd: u32) -> Self {
        Self {
            fd,
            step: usize::MAX,
            claims: None,
            first: false,
            fails_at: usize::MAX,
            errno: 0,
            times: 0,
            each: false,
            poll: Poll::Fires,
        }
    }

    /// Installs the host in a run. A program that calls too often is stopped.
    pub(crate) fn into(self, run: Run) -> (Run, Taken) {
        let taken = Taken::default();
        let all = Arc::clone(&taken.0);
        let (mut calls, mut failed) = (0, 0);
        let run =
            run.fault("poll_oneoff", move |call| self.poll(call))
                .fault("fd_write", move |call| {
                    if call.arg(0).min(3) != self.fd {
                        return Ok(Response::Real);
                    }
                    calls += 1;
                    if calls > MAX_CALLS {
                        return Ok(Response::Trap("endless".to_owned()));
                    }
                    let mut iovecs = call.iovecs(call.arg(1), call.arg(2))?;
                    if self.first {
                        iovecs.truncate(1);
                    }
                    let bytes = call.gather(&iovecs)?;
                    let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
                    let fails = failed < self.times;
                    if fails && all.len() >= self.fails_at {
                        failed += 1;
                        return Ok(Response::Errno(self.errno));
                    }
                    let left = if fails {
                        self.fails_at - all.len()
                    } else {
                        usize::MAX
                    };
                    let count = bytes.len().min(self.step).min(left);
                    all.extend_from_slice(&bytes[..count]);
                    if self.each {
                        failed = 0;
                    }
                    let claims = self.claims.unwrap_or(u32::try_from(count).unwrap());
                    call.write_u32(call.arg(3), claims)?;
                    Ok(Response::Errno(0))
                });
        (run, taken)
    }

    fn poll(self, call: &mut Call<'_>) -> Response {
        let events = match self.poll {
            Poll::Fires => 1,
            Poll::Never => 0,
            Poll::Silent => return Response::Errno(0),
            Poll::Refused(errno) => return Response::Errno(errno),
        };
        // The event: no user data, no error, type 2 (ready for writing), one byte.
        let written = call
            .write(call.arg(1), &[0; 32])
            .and_then(|()| call.write_u8(call.arg(1) + 10, 2))
            .and_then(|()| call.write_u8(call.arg(1) + 16, 1))
            .and_then(|()| call.write_u32(call.arg(3), events));
        written.map(|()| 0).into()
    }
}
