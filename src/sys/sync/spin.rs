//! [`spin_until`]: how long the crate waits for a lock that is held.
//!
//! On wasm it does not wait. The holder is further up on the same stack, and can't continue.
//! Natively, where tests run in several threads, another thread may release the lock soon.

/// Returns the result of `attempt`. Natively, repeats it for a while if it returns `None`.
#[cfg(target_family = "wasm")]
#[inline]
pub(crate) fn spin_until<T>(mut attempt: impl FnMut() -> Option<T>) -> Option<T> {
    attempt()
}

/// Returns the result of `attempt`. Natively, repeats it for a while if it returns `None`.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn spin_until<T>(mut attempt: impl FnMut() -> Option<T>) -> Option<T> {
    /// Longer than a test holds a lock, and short enough to show a deadlock. In this crate's own
    /// tests, the locks that are waited for are never released.
    const MAX_WAIT: std::time::Duration =
        std::time::Duration::from_millis(if cfg!(test) { 100 } else { 10_000 });

    let start = std::time::Instant::now();
    loop {
        if let Some(value) = attempt() {
            return Some(value);
        }
        if start.elapsed() > MAX_WAIT {
            return None;
        }
        std::thread::yield_now();
    }
}
