//! The imports of the module `test`, which the tests' hosts provide in addition to preview 1. A
//! guest and its test communicate through them, because no fault is applied to them.
//!
//! Guests include this file, and so do the programs of `tests/compat/programs` for failing hosts.
//! `tests/runtime/linking` allows these imports only in guests.
#![allow(dead_code, reason = "not every guest needs each")]

#[link(wasm_import_module = "test")]
unsafe extern "C" {
    #[link_name = "pick"]
    fn pick_import(buffer: *mut u8, len: usize) -> usize;
    #[link_name = "report"]
    fn report_import(text: *const u8, len: usize);
    #[link_name = "grow"]
    safe fn grow_import(pages: usize);
}

/// Returns the name of the next attempt, which the test writes into the buffer. It is empty at the
/// end.
pub(crate) fn pick(buffer: &mut [u8]) -> &str {
    // SAFETY: the buffer is borrowed during the call, and the host writes at most its length.
    let len = unsafe { pick_import(buffer.as_mut_ptr(), buffer.len()) };
    let name = buffer.get(..len).unwrap_or_default();
    core::str::from_utf8(name).unwrap_or_default()
}

/// Makes the attempts that the test picks, and reports the result of each.
pub(crate) fn run_attempts<T: AsRef<[u8]>>(attempt: impl Fn(&str) -> T) {
    let mut buffer = [0; 32];
    loop {
        let name = pick(&mut buffer);
        if name.is_empty() {
            return;
        }
        report(attempt(name));
    }
}

/// Reports a text or bytes to the test.
pub(crate) fn report(text: impl AsRef<[u8]>) {
    let text = text.as_ref();
    // SAFETY: the text is borrowed during the call, and the host reads its length.
    unsafe { report_import(text.as_ptr(), text.len()) };
}

/// Makes the host grow the memory by pages.
pub(crate) fn grow_memory(pages: usize) {
    grow_import(pages);
}
