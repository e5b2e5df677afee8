//! An Extism plug-in: the unmodified SDK, with `std` of the drop-in.

use std::cell::Cell;

use extism_pdk::{FnResult, WithReturnCode, config, plugin_fn, var};

thread_local! {
    /// The number of calls.
    static CALLS: Cell<u32> = const { Cell::new(0) };
}

/// Counts words, and shows what is kept: a static, a variable of the host, and the configuration.
#[plugin_fn]
pub fn words(text: String) -> FnResult<String> {
    let calls = CALLS.get() + 1;
    CALLS.set(calls);
    let kept: String = var::get("last")?.unwrap_or_default();
    var::set("last", &text)?;
    println!("call {calls}");
    let title = config::get("title")?.unwrap_or_default();
    Ok(format!(
        "{title}: {} words, after {kept:?}",
        text.split_whitespace().count()
    ))
}

/// Returns an error with a code.
#[plugin_fn]
pub fn refuse(text: String) -> FnResult<()> {
    Err(WithReturnCode::new(extism_pdk::Error::msg(text), 3))
}

/// Panics.
#[plugin_fn]
pub fn fail(text: String) -> FnResult<()> {
    panic!("failed: {text}");
}
