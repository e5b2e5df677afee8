//! The host that programs are timed on, for this bench and for `tests/dropin`.

pub mod host;

pub use nanowasi_benches::thousands;
pub use wasmtime::Module;
