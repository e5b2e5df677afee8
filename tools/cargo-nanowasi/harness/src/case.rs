//! Runs one test, and finds the verdict, whether the test returns or panics.

use std::any::Any;
use std::cell::RefCell;
use std::{io, panic};

use crate::types::{ShouldPanic, TestDescAndFn};
use crate::verdict::{self, Verdict};

/// The function that receives the verdict on a test that panicked.
type OnPanic = Box<dyn FnOnce(Verdict)>;

thread_local! {
    /// The test that runs.
    static RUNNING: RefCell<Option<(ShouldPanic, OnPanic)>> = const { RefCell::new(None) };
}

/// Runs a test. If it returns, returns the verdict. If it panics, calls `on_panic` with the
/// verdict, and the module ends.
pub(crate) fn run(test: TestDescAndFn, on_panic: impl FnOnce(Verdict) + 'static) -> Verdict {
    panic::observe(observe);
    // Output in a buffer would be lost if the test traps.
    io::_write_through();
    RUNNING.set(Some((test.desc.should_panic, Box::new(on_panic))));
    let result = test.testfn.run();
    RUNNING.set(None);
    verdict::returned(&test.desc, result)
}

/// Passes the verdict on the test that panics on.
fn observe(payload: &(dyn Any + Send)) {
    if let Some((should_panic, on_panic)) = RUNNING.take() {
        on_panic(verdict::panicked(should_panic, payload, panic::is_catching()));
    }
}
