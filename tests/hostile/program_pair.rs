//! Programs that are built with `std` and with nanowasi, from one source.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use nanowasi_test_host::build::Build;

/// One program, built twice.
#[derive(Clone)]
pub(crate) struct ProgramPair {
    pub nanowasi: Vec<u8>,
    pub std: Vec<u8>,
}

/// Builds a program of `tests/compat/programs`, once in this process.
pub(crate) fn build_pair(name: &str) -> ProgramPair {
    static BUILT: LazyLock<Mutex<BTreeMap<String, ProgramPair>>> = LazyLock::new(Mutex::default);
    let mut built = BUILT.lock().unwrap_or_else(PoisonError::into_inner);
    let build = || ProgramPair {
        nanowasi: Build::program(name).with_nanowasi().alone().wasm(),
        std: Build::program(name).alone().wasm(),
    };
    built.entry(name.to_owned()).or_insert_with(build).clone()
}
