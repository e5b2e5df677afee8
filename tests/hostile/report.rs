//! A way for a guest to say what it saw that no fault can strike: an import of the tests' own.

use std::sync::{Arc, Mutex, PoisonError};

use nanowasi_test_host::{Answer, Run};

/// What a guest has said with `report(text)`, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reports(Arc<Mutex<Vec<String>>>);

impl Reports {
    /// Gives the guest of a run the import `test.report(pointer, length)`.
    pub(crate) fn of(run: Run) -> (Run, Self) {
        let reports = Self::default();
        let all = reports.clone();
        let run = run.import("test", "report", move |call| {
            let text = match call.bytes(call.arg(0), call.arg(1)) {
                Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
                Err(error) => return Answer::Trap(error.to_string()),
            };
            all.0
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(text);
            Answer::Errno(0)
        });
        (run, reports)
    }

    /// What was said so far.
    pub(crate) fn lines(&self) -> Vec<String> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}
