//! The names of `std`'s prelude that `core`'s prelude lacks, for a glob import.
//!
//! ```
//! use nanowasi::prelude::v1::*;
//!
//! let names: Vec<String> = vec!["one".to_string()];
//! assert_eq!(format!("{names:?}"), r#"["one"]"#);
//! ```

#[cfg(nanowasi_std)]
#[doc(no_inline)]
pub use core::prelude::v1::*;

#[cfg(nanowasi_std)]
#[doc(no_inline)]
pub use crate::macros::only::panic;

/// The methods of floats, which are methods of the types in `std`.
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
