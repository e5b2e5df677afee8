//! The host that runs and times programs, for this bench and for `tests/compat/dropin`.

pub mod host;

pub use nanowasi_benches::thousands;
pub use wasmtime::Module;
