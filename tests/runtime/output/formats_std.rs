//! Prints what the guest `formats` prints, with the macros of `std`. `formats.rs` compiles it.

#![allow(warnings)]

extern crate alloc;

fn main() {
    formats();
}

include!("../../support/guests/src/formats.rs");
