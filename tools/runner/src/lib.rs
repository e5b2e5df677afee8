//! What the runners of preview 1 guests share: `cargo guest` and the tests' wasmtime host.
//!
//! | module | what it does |
//! | --- | --- |
//! | [`options`] | parses the command line, and names the exit statuses |
//! | [`decode`] | formats an import call as text, for `--trace` and for test reports |
//! | [`preview1`] | lists the functions of preview 1 and the meaning of their arguments |
//! | [`errno`] | names the error numbers |
//! | [`shim`] | writes the module between a wrapped import and the real one |
//!
//! This crate does not depend on nanowasi, so a mistake there cannot repeat itself here.
#![forbid(unsafe_code)]

pub mod decode;
pub mod errno;
pub mod options;
pub mod preview1;
pub mod shim;

/// Returns the low half of `bits`: an `i32` argument that is kept as `u64`.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the function returns the low half"
)]
pub const fn low(bits: u64) -> u32 {
    bits as u32
}
