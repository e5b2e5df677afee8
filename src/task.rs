//! Tasks and wakers, for `async` code, as [`std::task`].
//!
//! [`std::task`]: https://doc.rust-lang.org/std/task/index.html

#[doc(no_inline)]
pub use core::task::*;

#[cfg(feature = "alloc")]
#[doc(no_inline)]
pub use alloc_crate::task::*;
