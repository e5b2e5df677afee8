//! [`spin_until`]: how long a lock that somebody holds is waited for.
//!
//! On wasm not at all: whoever holds it is the same thread, further up, and never gets on. Natively,
//! where the tests of a library run in several threads, another thread may give it back soon.

/// What `attempt` gives; natively it is made again for a while if it gives nothing.
#[cfg(target_family = "wasm")]
#[inline]
pub(crate) fn spin_until<T>(mut attempt: impl FnMut() -> Option<T>) -> Option<T> {
    attempt()
}

/// What `attempt` gives; natively it is made again for a while if it gives nothing.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn spin_until<T>(mut attempt: impl FnMut() -> Option<T>) -> Option<T> {
    /// Longer than any test holds a lock, and short enough to see that nobody gives it back; shorter in
    /// this crate's own tests, where nobody does.
    const PATIENCE: std::time::Duration =
        std::time::Duration::from_millis(if cfg!(test) { 100 } else { 10_000 });

    let start = std::time::Instant::now();
    loop {
        if let Some(given) = attempt() {
            return Some(given);
        }
        if start.elapsed() > PATIENCE {
            return None;
        }
        std::thread::yield_now();
    }
}
