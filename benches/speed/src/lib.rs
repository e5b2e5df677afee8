//! The host that programs are timed on, for this bench and for `tests/compat/dropin`.

pub mod host;

pub use nanowasi_benches::thousands;
pub use wasmtime::Module;
