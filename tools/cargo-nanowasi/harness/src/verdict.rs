//! The verdict on a test, with the texts of the toolchain's harness.

use std::any::Any;

use crate::types::{ShouldPanic, TestDesc};

/// Whether a test passed, and a note if it failed for another reason than a panic.
pub(crate) type Verdict = Result<(), Option<String>>;

/// The exit status of a module whose test failed, as that of the toolchain's harness.
pub(crate) const FAILED: i32 = 101;

/// Returns the verdict on a test whose function returned.
pub(crate) fn returned(desc: &TestDesc, result: Result<(), String>) -> Verdict {
    match (result, desc.should_panic) {
        (Ok(()), ShouldPanic::No) => Ok(()),
        (Ok(()), ShouldPanic::Yes | ShouldPanic::YesWithMessage(_)) => Err(Some(format!(
            "test did not panic as expected at {}:{}:{}",
            desc.source_file, desc.start_line, desc.start_col
        ))),
        (Err(why), _) => Err(Some(why)),
    }
}

/// Returns the verdict on a test that panicked with a payload. `is_catching` says whether
/// `catch_unwind` was running, which would catch the panic on a target that unwinds.
pub(crate) fn panicked(
    should_panic: ShouldPanic,
    payload: &(dyn Any + Send),
    is_catching: bool,
) -> Verdict {
    if is_catching {
        return Err(Some(
            "the panic is in `catch_unwind`, which catches none on this target".to_owned(),
        ));
    }
    let expected = match should_panic {
        ShouldPanic::No => return Err(None),
        ShouldPanic::Yes => return Ok(()),
        ShouldPanic::YesWithMessage(expected) => expected,
    };
    let message = match payload.downcast_ref::<&'static str>() {
        Some(message) => Some(*message),
        None => payload.downcast_ref::<String>().map(String::as_str),
    };
    match message {
        Some(message) if message.contains(expected) => Ok(()),
        Some(message) => Err(Some(format!(
            "panic did not contain expected string\n      panic message: {message:?}\n \
             expected substring: {expected:?}"
        ))),
        None => Err(Some(format!(
            "expected panic with string value,\n found non-string value: `{:?}`\n     \
             expected substring: {expected:?}",
            payload.type_id()
        ))),
    }
}
