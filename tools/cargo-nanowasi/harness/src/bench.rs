//! [`Bencher`], for the functions with `#[bench]`, which `cargo test` runs once each.

pub use std::hint::black_box;

/// Runs the code of a benchmark.
#[derive(Clone, Debug, Default)]
pub struct Bencher {
    /// The number of bytes that a pass processes.
    pub bytes: u64,
}

impl Bencher {
    /// Runs the code once. Nothing is measured: on an interpreter, times would mean nothing.
    pub fn iter<T>(&mut self, mut inner: impl FnMut() -> T) {
        black_box(inner());
    }
}
