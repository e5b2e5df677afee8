//! Constants of the target that the program is compiled for, as [`std::env::consts`].
//!
//! ```
//! use nanowasi::env::consts;
//!
//! assert_eq!(format!("tool{}", consts::EXE_SUFFIX), "tool.wasm");
//! ```
//!
//! [`std::env::consts`]: https://doc.rust-lang.org/std/env/consts/index.html

/// The architecture of the processor.
pub const ARCH: &str = "wasm32";

/// The family of the operating system. Empty, as in `std`.
pub const FAMILY: &str = "";

/// The operating system. Empty, as in `std`, although `cfg(target_os)` is `wasi`.
pub const OS: &str = "";

/// The prefix of a library's file name.
pub const DLL_PREFIX: &str = "";

/// The suffix of a library's file name.
pub const DLL_SUFFIX: &str = ".wasm";

/// The file extension of a library.
pub const DLL_EXTENSION: &str = "wasm";

/// The suffix of a program's file name.
pub const EXE_SUFFIX: &str = ".wasm";

/// The file extension of a program.
pub const EXE_EXTENSION: &str = "wasm";
