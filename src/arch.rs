//! Functions of particular processors, as [`std::arch`].
//!
//! [`std::arch`]: https://doc.rust-lang.org/std/arch/index.html

#[doc(no_inline)]
pub use core::arch::*;

#[doc(no_inline)]
pub use crate::is_x86_feature_detected;
