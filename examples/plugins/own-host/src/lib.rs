//! A plug-in for a host of one's own: makes names for pages from their titles.
//!
//! `host/src/main.rs` is a host that calls it.
#![no_std]
#![cfg_attr(not(test), no_main)]

use nanowasi::collections::BTreeMap;
use nanowasi::prelude::v1::*;
use nanowasi::sync::Mutex;

nanowasi::reactor!();
nanowasi::export_allocator!(alloc, dealloc);

/// How often each name was made. It remains from call to call.
static NAMES: Mutex<BTreeMap<String, u32>> = Mutex::new(BTreeMap::new());

/// The length of a title in bytes. A host that exceeds it has an error, which is a panic here.
const MAX_LEN: usize = 200;

nanowasi::export! {
    /// Returns a name for a page: `a-title`, or `a-title-2` if the name exists.
    fn name(title: &str) -> Result<String, &'static str> {
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_once() {
        assert_eq!(name("A Title!"), Ok("a-title".to_string()));
        assert_eq!(name("a title"), Ok("a-title-2".to_string()));
    }

    #[test]
    fn a_title_without_a_letter_is_an_error() {
        assert_eq!(name("?!"), Err("the title has no letter"));
    }
}
