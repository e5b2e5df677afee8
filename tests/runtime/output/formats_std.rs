//! Prints what the guest `formats` does, with the macros of `std`. Compiled by `formats.rs`.

#![allow(warnings)]

extern crate alloc;

fn main() {
    formats();
}

include!("../../support/guests/src/formats.rs");
