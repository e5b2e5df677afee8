//! A host whose `fd_write` to standard output does what a test defines, and that records what it
//! takes.

use std::sync::{Arc, Mutex};

use nanowasi_test_host::build::{self, Mode};
use nanowasi_test_host::{Output, Response, Run};

/// What the host does with a write to standard output.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Reply {
    /// Takes up to that many bytes, and returns their number.
    Take(usize),
    /// Takes all bytes.
    All,
    /// Takes nothing, and returns this errno.
    Errno(i32),
    /// Takes `takes` bytes, and returns the count `claims`.
    Lie { takes: usize, claims: u32 },
    /// Takes all bytes and returns success, without writing the count.
    Silence,
}

/// What the host of [`replying`] has received.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen {
    /// The bytes that it took, in order.
    pub taken: Vec<u8>,
    /// The bytes of each call, whether it took them or not.
    pub offered: Vec<Vec<u8>>,
}

impl Seen {
    /// Returns the bytes that it took, as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.taken).into_owned()
    }

    /// Returns the number of bytes of each call.
    pub(crate) fn lens(&self) -> Vec<usize> {
        self.offered.iter().map(Vec::len).collect()
    }
}

/// Runs a guest. `reply` gets the number of each write to standard output, from 1, and returns what
/// the host does. Other descriptors are wasmtime's.
pub(crate) fn replying(
    run: Run,
    mut reply: impl FnMut(usize) -> Reply + Send + 'static,
) -> (Output, Seen) {
    let seen = Arc::new(Mutex::new(Seen::default()));
    let shared = Arc::clone(&seen);
    let output = run
        .fault("fd_write", move |call| {
            if call.arg(0) != 1 {
                return Ok(Response::Real);
            }
            let iovecs = call.iovecs(call.arg(1), call.arg(2))?;
            let bytes = call.gather(&iovecs)?;
            let mut seen = shared.lock().unwrap();
            seen.offered.push(bytes.clone());
            let (takes, claims) = match reply(seen.offered.len()) {
                Reply::Take(count) => (count.min(bytes.len()), Some(count.min(bytes.len()))),
                Reply::All => (bytes.len(), Some(bytes.len())),
                Reply::Errno(errno) => return Ok(Response::Errno(errno)),
                Reply::Lie { takes, claims } => (takes.min(bytes.len()), Some(claims as usize)),
                Reply::Silence => (bytes.len(), None),
            };
            seen.taken.extend_from_slice(&bytes[..takes]);
            if let Some(claims) = claims {
                call.write_u32(call.arg(3), u32::try_from(claims).unwrap())?;
            }
            Ok(Response::Errno(0))
        })
        .run();
    let seen = seen.lock().unwrap().clone();
    (output, seen)
}

/// Runs the guest `script` with these arguments.
pub(crate) fn script<S: Into<String>>(args: impl IntoIterator<Item = S>) -> Run {
    Run::new(build::guest("script", Mode::Default)).args(args)
}

/// Returns the text that `letters:COUNT` prints.
pub(crate) fn letters(count: usize) -> String {
    (0..count)
        .map(|at| char::from(b'a' + u8::try_from((at % 25 + at / 25) % 256 % 26).unwrap()))
        .collect()
}
