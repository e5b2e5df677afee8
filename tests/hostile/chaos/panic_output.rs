//! What a guest says to standard error before it ends, whatever the host makes of it.

use nanowasi_test_host::{Call, OutOfBounds};

use super::panics::BEGINNINGS;

/// As much as tells one panic from another.
const MOST: usize = 200;

/// The last words, out of pieces of which a host may have taken some.
#[derive(Default)]
pub(super) struct PanicOutput {
    /// What was taken, from the first words on that may be the last ones.
    taken: Vec<u8>,
    words: Vec<u8>,
    /// Whether the host has not taken all of the calls that they were in, or of the last call if there are none: what
    /// was to follow may be lost.
    cut: bool,
}

impl PanicOutput {
    /// Hears what a call offers; what of it the host has not taken is offered again, or lost.
    pub(super) fn hear(&mut self, call: &mut Call<'_>, answer: &Result<i32, OutOfBounds>) {
        let iovecs = call.iovecs(call.arg(1), call.arg(2));
        let Ok(offered) = iovecs.and_then(|iovecs| call.gather(&iovecs)) else {
            return;
        };
        let count = match (answer, call.u32(call.arg(3))) {
            (Ok(0), Ok(count)) if count as usize <= offered.len() => count as usize,
            _ => 0,
        };
        let cut = count < offered.len();
        self.cut = cut || self.cut && !self.words.is_empty();
        let taken = self.taken.len() + count;
        self.taken.extend_from_slice(&offered);
        let begin = begin(&self.taken);
        if let Some(at) = begin {
            let words = &self.taken[at..self.taken.len().min(at + MOST)];
            // As they are offered anew, they grow.
            if words.len() > self.words.len() {
                self.words = words.to_vec();
            }
        }
        self.taken.truncate(taken);
        match begin {
            Some(at) => {
                self.taken.drain(..at.min(taken));
                self.taken.truncate(MOST);
            }
            // A beginning may be on its way.
            None => drop(self.taken.drain(..taken.saturating_sub(32))),
        }
    }

    /// Whether there may be more than was heard.
    pub(super) fn are_cut(&self) -> bool {
        self.cut
    }

    /// All that was heard of them; nothing, if there were none.
    pub(super) fn words(&self) -> String {
        String::from_utf8_lossy(&self.words).into_owned()
    }
}

fn begin(bytes: &[u8]) -> Option<usize> {
    let found = BEGINNINGS.iter().filter_map(|beginning| {
        bytes
            .windows(beginning.len())
            .position(|part| part == beginning.as_bytes())
    });
    found.min()
}
