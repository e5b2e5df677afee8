//! What a test's host has beside preview 1: the imports of the module `test`, through which a guest and
//! its test speak where no fault strikes.
//!
//! Here once, since its safety is the same for each guest, and for each of `tests/compat/programs` that looks at
//! faults. `tests/runtime/linking` allows these three to guests and to nobody else.
#![allow(dead_code, reason = "not every guest needs each")]

#[link(wasm_import_module = "test")]
unsafe extern "C" {
    #[link_name = "pick"]
    fn pick_import(room: *mut u8, len: usize) -> usize;
    #[link_name = "report"]
    fn report_import(text: *const u8, len: usize);
    #[link_name = "grow"]
    safe fn grow_import(pages: usize);
}

/// What the test picks to be done next, written into the room; nothing at the end.
pub(crate) fn pick(room: &mut [u8]) -> &str {
    // SAFETY: the room is borrowed throughout, for writes of its length.
    let len = unsafe { pick_import(room.as_mut_ptr(), room.len()) };
    let name = room.get(..len).unwrap_or_default();
    core::str::from_utf8(name).unwrap_or_default()
}

/// Does what the test picks, one thing after the other, and tells what came of each.
pub(crate) fn answer<T: AsRef<[u8]>>(attempt: impl Fn(&str) -> T) {
    let mut room = [0; 32];
    loop {
        let name = pick(&mut room);
        if name.is_empty() {
            return;
        }
        report(attempt(name));
    }
}

/// Tells the test what was seen: a text, or bytes that are their own.
pub(crate) fn report(text: impl AsRef<[u8]>) {
    let text = text.as_ref();
    // SAFETY: the text is borrowed throughout, for reads of its length.
    unsafe { report_import(text.as_ptr(), text.len()) };
}

/// Has the host grow the memory by so many pages.
pub(crate) fn grow(pages: usize) {
    grow_import(pages);
}
