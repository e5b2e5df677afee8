//! c_first: links the C library separately, before nanowasi's libraries.

#![cfg_attr(target_os = "wasi", no_std, no_main)]

#[cfg(target_os = "wasi")]
#[path = "../link_order.rs"]
#[macro_use]
mod link_order;

#[cfg(target_os = "wasi")]
mod program {
    use super::link_order::main;

    c!();
    nanowasi::main!(main);
}

#[cfg(not(target_os = "wasi"))]
fn main() {}
