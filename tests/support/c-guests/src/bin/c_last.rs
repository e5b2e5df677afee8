//! c_last: links the C library by itself, after nanowasi's libraries.

#![cfg_attr(target_os = "wasi", no_std, no_main)]

#[cfg(target_os = "wasi")]
#[path = "../in_any_order.rs"]
#[macro_use]
mod in_any_order;

#[cfg(target_os = "wasi")]
mod program {
    use super::in_any_order::main;

    nanowasi::main!(main);
    c!();
}

#[cfg(not(target_os = "wasi"))]
fn main() {}
