//! Finds the panic message in a guest's writes to standard error, whether the host took them or
//! not.

use nanowasi_test_host::{Call, OutOfBounds};

use super::panics::PREFIXES;

/// Enough to distinguish the panics.
const MAX_LEN: usize = 200;

/// The panic message, assembled from writes of which the host may have taken a part.
#[derive(Default)]
pub(super) struct PanicOutput {
    /// What was written, from the first prefix of a message on.
    written: Vec<u8>,
    message: Vec<u8>,
    /// Whether the host did not take all of the calls with the message, or of the last call if
    /// there is no message. The rest may be missing then.
    truncated: bool,
}

impl PanicOutput {
    /// Records a write. Bytes that the host did not take are written again, or lost.
    pub(super) fn record(&mut self, call: &mut Call<'_>, response: &Result<i32, OutOfBounds>) {
        let iovecs = call.iovecs(call.arg(1), call.arg(2));
        let Ok(offered) = iovecs.and_then(|iovecs| call.gather(&iovecs)) else {
            return;
        };
        let count = match (response, call.u32(call.arg(3))) {
            (Ok(0), Ok(count)) if count as usize <= offered.len() => count as usize,
            _ => 0,
        };
        let truncated = count < offered.len();
        self.truncated = truncated || self.truncated && !self.message.is_empty();
        let written = self.written.len() + count;
        self.written.extend_from_slice(&offered);
        let find_prefix = find_prefix(&self.written);
        if let Some(at) = find_prefix {
            let message = &self.written[at..self.written.len().min(at + MAX_LEN)];
            // A retried write contains more of the message.
            if message.len() > self.message.len() {
                self.message = message.to_vec();
            }
        }
        self.written.truncate(written);
        match find_prefix {
            Some(at) => {
                self.written.drain(..at.min(written));
                self.written.truncate(MAX_LEN);
            }
            // The end may contain the beginning of a prefix.
            None => drop(self.written.drain(..written.saturating_sub(32))),
        }
    }

    /// Returns whether the message may be incomplete.
    pub(super) fn is_truncated(&self) -> bool {
        self.truncated
    }

    /// Returns the message, or an empty string.
    pub(super) fn message(&self) -> String {
        String::from_utf8_lossy(&self.message).into_owned()
    }
}

fn find_prefix(bytes: &[u8]) -> Option<usize> {
    let found = PREFIXES.iter().filter_map(|beginning| {
        bytes
            .windows(beginning.len())
            .position(|part| part == beginning.as_bytes())
    });
    found.min()
}
