//! A component: the bindings of `wit-bindgen`, with `std` of the drop-in.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};

wit_bindgen::generate!({ world: "plugin" });

static CONSTRUCTED: AtomicU32 = AtomicU32::new(0);

/// A constructor, as C code and crates have it.
extern "C" fn construct() {
    CONSTRUCTED.fetch_add(1, Ordering::Relaxed);
}

#[used]
#[unsafe(link_section = ".init_array")]
static CONSTRUCTOR: extern "C" fn() = construct;

struct Plugin;

export!(Plugin);

impl Guest for Plugin {
    fn constructed() -> u32 {
        CONSTRUCTED.load(Ordering::Relaxed)
    }

    fn words(text: String) -> Result<Vec<(String, u32)>, String> {
        if text.is_empty() {
            return Err("there is no text".to_owned());
        }
        let mut counts = BTreeMap::new();
        for word in text.split_whitespace() {
            *counts.entry(word.to_owned()).or_insert(0) += 1;
        }
        let title = test::component::title::title(text.len() as u32);
        println!("{title}: {} words", counts.len());
        Ok(counts.into_iter().collect())
    }

    fn fail(message: String) {
        panic!("failed: {message}");
    }
}
