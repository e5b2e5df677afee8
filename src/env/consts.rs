//! What the program is compiled for, as [`std::env::consts`] says it on this target.
//!
//! [`std::env::consts`]: https://doc.rust-lang.org/std/env/consts/index.html

/// The processor.
pub const ARCH: &str = "wasm32";

/// The family of the system: `std` names none.
pub const FAMILY: &str = "";

/// The system: `std` names none, though `cfg(target_os)` is `wasi`.
pub const OS: &str = "";

/// What the name of a library begins with.
pub const DLL_PREFIX: &str = "";

/// What the name of a library ends with.
pub const DLL_SUFFIX: &str = ".wasm";

/// The extension of a library.
pub const DLL_EXTENSION: &str = "wasm";

/// What the name of a program ends with.
pub const EXE_SUFFIX: &str = ".wasm";

/// The extension of a program.
pub const EXE_EXTENSION: &str = "wasm";
