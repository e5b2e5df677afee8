//! The implementation of `critical_section` for one thread: [`bridge`](crate::bridge) describes it.
//!
//! The safety argument: a section excludes other threads and interrupts, and a guest has neither.
//! `sys/sync/static_cell.rs` does not compile with the target feature `atomics`.

use core::sync::atomic::{Ordering, compiler_fence};

use critical_section::{Impl, RawRestoreState, set_impl};

struct SingleThread;
set_impl!(SingleThread);

// SAFETY: a guest has one thread and no interrupts, so no other code runs during a section. The
// compiler fences keep the memory accesses of a section inside it, as acquire and release require.
unsafe impl Impl for SingleThread {
    #[inline]
    unsafe fn acquire() -> RawRestoreState {
        compiler_fence(Ordering::SeqCst);
        // A value for each type: the program selects the type by a feature of the crate, and by
        // default it is `()`. The value is not used.
        #[allow(
            clippy::unit_arg,
            reason = "the type is `()` unless a feature changes it"
        )]
        RawRestoreState::default()
    }

    #[inline]
    unsafe fn release(_: RawRestoreState) {
        compiler_fence(Ordering::SeqCst);
    }
}
