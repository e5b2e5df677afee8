//! c_first: links the C library by itself, before nanowasi's libraries.

#![cfg_attr(target_os = "wasi", no_std, no_main)]

#[cfg(target_os = "wasi")]
#[path = "../in_any_order.rs"]
#[macro_use]
mod in_any_order;

#[cfg(target_os = "wasi")]
mod program {
    use super::in_any_order::main;

    c!();
    nanowasi::main!(main);
}

#[cfg(not(target_os = "wasi"))]
fn main() {}
