//! A host for what a program writes to one descriptor: it takes some, keeps it, and fails where it is told to.

use std::sync::{Arc, Mutex, PoisonError};

use nanowasi_test_host::{Answer, Call, Run};

/// More calls than any of the programs needs, even where each piece is tried a thousand times.
const MOST_CALLS: usize = 10_000;

/// What the poll of a host does that is asked to wait for a descriptor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Poll {
    /// Says that it is ready.
    Fires,
    /// Returns at once, with no event.
    Never,
    /// Returns at once, and writes nothing at all.
    Silent,
    /// Answers with an error.
    Refused(i32),
}

/// A host for a descriptor. The numbers from 3 on are one to it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sink {
    pub fd: u32,
    /// How many bytes it takes a call at most.
    pub step: usize,
    /// What it says it has taken, if that is not the truth.
    pub says: Option<u32>,
    /// Whether it looks at the first slice only.
    pub first: bool,
    /// How many bytes it takes before it fails.
    pub fails_at: usize,
    /// With what.
    pub errno: i32,
    /// How often it fails in a row: then it takes bytes again.
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
    /// One that takes all there is.
    pub(crate) fn new(fd: u32) -> Self {
        Self {
            fd,
            step: usize::MAX,
            says: None,
            first: false,
            fails_at: usize::MAX,
            errno: 0,
            times: 0,
            each: false,
            poll: Poll::Fires,
        }
    }

    /// Puts it into a host. The program is stopped when it has asked too often.
    pub(crate) fn into(self, run: Run) -> (Run, Taken) {
        let taken = Taken::default();
        let all = Arc::clone(&taken.0);
        let (mut calls, mut failed) = (0, 0);
        let run =
            run.fault("poll_oneoff", move |call| self.poll(call))
                .fault("fd_write", move |call| {
                    if call.arg(0).min(3) != self.fd {
                        return Ok(Answer::Real);
                    }
                    calls += 1;
                    if calls > MOST_CALLS {
                        return Ok(Answer::Trap("endless".to_owned()));
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
                        return Ok(Answer::Errno(self.errno));
                    }
                    let room = if fails {
                        self.fails_at - all.len()
                    } else {
                        usize::MAX
                    };
                    let count = bytes.len().min(self.step).min(room);
                    all.extend_from_slice(&bytes[..count]);
                    if self.each {
                        failed = 0;
                    }
                    let says = self.says.unwrap_or(u32::try_from(count).unwrap());
                    call.write_u32(call.arg(3), says)?;
                    Ok(Answer::Errno(0))
                });
        (run, taken)
    }

    fn poll(self, call: &mut Call<'_>) -> Answer {
        let events = match self.poll {
            Poll::Fires => 1,
            Poll::Never => 0,
            Poll::Silent => return Answer::Errno(0),
            Poll::Refused(errno) => return Answer::Errno(errno),
        };
        // The event: no user data, no error, type 2 (to be written to), room for a byte.
        let written = call
            .write(call.arg(1), &[0; 32])
            .and_then(|()| call.write_u8(call.arg(1) + 10, 2))
            .and_then(|()| call.write_u8(call.arg(1) + 16, 1))
            .and_then(|()| call.write_u32(call.arg(3), events));
        written.map(|()| 0).into()
    }
}
