//! The plug-in of `examples/plugins/own-host` with real `std`, for the comparison of sizes. Its
//! exports are those that `export!` and `export_allocator!` define.
//!
//! # Safety
//!
//! The host follows nanowasi's calling convention for plug-ins: it passes each block that `alloc`
//! or an export has returned once, to an export or to `dealloc`.

use std::alloc::{self, Layout};
use std::collections::BTreeMap;
use std::mem::ManuallyDrop;
use std::ptr;
use std::sync::Mutex;

static NAMES: Mutex<BTreeMap<String, u32>> = Mutex::new(BTreeMap::new());

const MAX_LEN: usize = 200;

fn make_name(title: &str) -> Result<String, &'static str> {
    assert!(title.len() <= MAX_LEN, "the title is too long");
    let mut name = String::new();
    for word in title.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric()) {
        if !word.is_empty() {
            if !name.is_empty() {
                name.push('-');
            }
            name.push_str(&word.to_ascii_lowercase());
        }
    }
    if name.is_empty() {
        return Err("the title has no letter");
    }
    let mut names = NAMES.lock().map_err(|_| "a call before has panicked")?;
    let count = names.entry(name.clone()).or_insert(0);
    *count += 1;
    if *count > 1 {
        name.push('-');
        name.push_str(&count.to_string());
    }
    Ok(name)
}

// SAFETY of the names: no other function in the module has them.
#[unsafe(no_mangle)]
extern "C" fn alloc(len: usize) -> usize {
    match Layout::array::<u8>(len) {
        // SAFETY: the size is not 0.
        Ok(layout) if len > 0 => unsafe { alloc::alloc(layout) }.expose_provenance(),
        Ok(_) => 1,
        Err(_) => 0,
    }
}

#[unsafe(no_mangle)]
extern "C" fn dealloc(address: usize, len: usize) {
    drop(take(address, len));
}

#[unsafe(no_mangle)]
extern "C" fn name(address: usize, len: usize) -> u64 {
    let Ok(title) = String::from_utf8(take(address, len)) else {
        return give("the input is not UTF-8".into()) | 1 << 63;
    };
    match make_name(&title) {
        Ok(name) => give(name.into_bytes()),
        Err(error) => give(error.into()) | 1 << 63,
    }
}

/// Takes a block from the host.
fn take(address: usize, len: usize) -> Vec<u8> {
    if len == 0 {
        return Vec::new();
    }
    // SAFETY: `alloc` or `give` returned the block, and the host passes it once.
    unsafe { Vec::from_raw_parts(ptr::with_exposed_provenance_mut(address), len, len) }
}

/// Passes a block to the host.
fn give(bytes: Vec<u8>) -> u64 {
    let bytes = ManuallyDrop::new(bytes.into_boxed_slice());
    (bytes.len() as u64) << 32 | bytes.as_ptr().expose_provenance() as u64
}
