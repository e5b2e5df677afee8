//! A waPC plug-in: the unmodified SDK, with `std` of the drop-in.

use std::cell::Cell;
use std::collections::BTreeMap;

use wapc_guest::prelude::*;

thread_local! {
    /// The number of calls.
    static CALLS: Cell<u32> = const { Cell::new(0) };
}

/// The host calls this function when it has loaded the module. It does not call `_initialize`.
#[unsafe(no_mangle)]
pub extern "C" fn wapc_init() {
    register_function("words", words);
    register_function("fail", fail);
    console_log("registered");
}

/// Counts each word of a text, and asks the host for the title.
fn words(text: &[u8]) -> CallResult {
    let text = std::str::from_utf8(text)?;
    let mut counts = BTreeMap::new();
    for word in text.split_whitespace() {
        *counts.entry(word).or_insert(0) += 1;
    }
    let title = host_call(
        "binding",
        "namespace",
        "title",
        text.len().to_string().as_bytes(),
    )?;
    let calls = CALLS.get() + 1;
    CALLS.set(calls);
    let title = String::from_utf8(title)?;
    Ok(format!("{calls}: {title}: {counts:?}").into_bytes())
}

/// Returns an error, or panics without a message.
fn fail(message: &[u8]) -> CallResult {
    assert!(!message.is_empty());
    Err(String::from_utf8_lossy(message).into())
}
