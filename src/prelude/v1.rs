//! What `std`'s prelude has and `core`'s has not: to be imported by a glob.

#[cfg(nanowasi_std)]
#[doc(no_inline)]
pub use core::prelude::v1::*;

#[cfg(nanowasi_std)]
#[doc(no_inline)]
pub use crate::macros::only::panic;

/// The methods of floats, which `std` has on the types.
#[cfg(not(nanowasi_std))]
#[doc(no_inline)]
pub use crate::float::Float as _;
#[cfg(feature = "alloc")]
#[doc(no_inline)]
pub use crate::{
    borrow::ToOwned,
    boxed::Box,
    format,
    macros::only::vec,
    string::{String, ToString},
    vec::Vec,
};
#[doc(no_inline)]
pub use crate::{dbg, eprint, eprintln, is_x86_feature_detected, print, println, thread_local};
