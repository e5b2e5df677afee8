//! An import through which a guest reports what it saw, and to which no fault is applied.

use std::sync::{Arc, Mutex, PoisonError};

use nanowasi_test_host::{Response, Run};

/// What a guest reported with `report(text)`, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reports(Arc<Mutex<Vec<String>>>);

impl Reports {
    /// Gives a run's guest the import `test.report(pointer, length)`.
    pub(crate) fn of(run: Run) -> (Run, Self) {
        let reports = Self::default();
        let all = reports.clone();
        let run = run.import("test", "report", move |call| {
            let text = match call.bytes(call.arg(0), call.arg(1)) {
                Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
                Err(error) => return Response::Trap(error.to_string()),
            };
            all.0
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(text);
            Response::Errno(0)
        });
        (run, reports)
    }

    /// Returns what was reported so far.
    pub(crate) fn lines(&self) -> Vec<String> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}
