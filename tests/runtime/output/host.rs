//! A host that does with each `fd_write` to standard output what a test says, and keeps what it took.

use std::sync::{Arc, Mutex};

use nanowasi_test_host::build::{self, Mode};
use nanowasi_test_host::{Answer, Output, Run};

/// What standard output's host does with a call.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Reply {
    /// Takes so many bytes, or all if there are fewer, and says so.
    Take(usize),
    /// Takes all.
    All,
    /// Takes nothing, and answers with a number of an error.
    Errno(i32),
    /// Takes so many bytes, and claims that it was another count.
    Lie { takes: usize, claims: u32 },
    /// Takes all, answers that all went well, and leaves the count as it was.
    Silence,
}

/// What the host of [`replying`] has seen.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen {
    /// What it took, in order.
    pub taken: Vec<u8>,
    /// The bytes of each call, whether it took them or not.
    pub offered: Vec<Vec<u8>>,
}

impl Seen {
    /// What it took, as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.taken).into_owned()
    }

    /// How many bytes each call had.
    pub(crate) fn lens(&self) -> Vec<usize> {
        self.offered.iter().map(Vec::len).collect()
    }
}

/// Runs a guest; `reply` is asked at each write to standard output, and told which it is, from 1.
/// Other descriptors are real.
pub(crate) fn replying(
    run: Run,
    mut reply: impl FnMut(usize) -> Reply + Send + 'static,
) -> (Output, Seen) {
    let seen = Arc::new(Mutex::new(Seen::default()));
    let shared = Arc::clone(&seen);
    let output = run
        .fault("fd_write", move |call| {
            if call.arg(0) != 1 {
                return Ok(Answer::Real);
            }
            let iovecs = call.iovecs(call.arg(1), call.arg(2))?;
            let bytes = call.gather(&iovecs)?;
            let mut seen = shared.lock().unwrap();
            seen.offered.push(bytes.clone());
            let (takes, claims) = match reply(seen.offered.len()) {
                Reply::Take(count) => (count.min(bytes.len()), Some(count.min(bytes.len()))),
                Reply::All => (bytes.len(), Some(bytes.len())),
                Reply::Errno(errno) => return Ok(Answer::Errno(errno)),
                Reply::Lie { takes, claims } => (takes.min(bytes.len()), Some(claims as usize)),
                Reply::Silence => (bytes.len(), None),
            };
            seen.taken.extend_from_slice(&bytes[..takes]);
            if let Some(claims) = claims {
                call.write_u32(call.arg(3), u32::try_from(claims).unwrap())?;
            }
            Ok(Answer::Errno(0))
        })
        .run();
    let seen = seen.lock().unwrap().clone();
    (output, seen)
}

/// The guest `script` with these arguments.
pub(crate) fn script<S: Into<String>>(args: impl IntoIterator<Item = S>) -> Run {
    Run::new(build::guest("script", Mode::Default)).args(args)
}

/// The text that `letters:COUNT` prints.
pub(crate) fn letters(count: usize) -> String {
    (0..count)
        .map(|at| char::from(b'a' + u8::try_from((at % 25 + at / 25) % 256 % 26).unwrap()))
        .collect()
}
