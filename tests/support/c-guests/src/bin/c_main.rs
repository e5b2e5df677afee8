//! c_main: defines the symbol to which `int main(int argc, char **argv)` in C is compiled.

#![cfg_attr(target_os = "wasi", no_std, no_main)]

#[cfg(target_os = "wasi")]
#[unsafe(no_mangle)]
extern "C" fn __main_argc_argv(argc: i32, _argv: *const *const u8) -> i32 {
    nanowasi::println!("{argc} arguments");
    nanowasi::process::exit(5)
}

#[cfg(not(target_os = "wasi"))]
fn main() {}
