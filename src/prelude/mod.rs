//! The names that `std` imports automatically, as [`std::prelude`].
//!
//! A crate without `std` has the prelude of `core`. Each module that needs the rest of `std`'s
//! prelude imports it:
//!
//! ```
//! use nanowasi::prelude::v1::*;
//!
//! let word = "one".to_owned() + "!";
//! assert_eq!(word, "one!");
//! ```
//!
//! Unlike in `std`, [`v1`] lacks the names of `core`'s prelude, because a name that two globs
//! import is ambiguous. With `Result` in it, a program that also has `use std::io::*` could not use
//! `Result` any more. The preludes of the editions are complete.
//!
//! [`std::prelude`]: https://doc.rust-lang.org/std/prelude/index.html

pub mod v1;

/// Declares the prelude of an edition: all of `core`'s and all of [`v1`].
macro_rules! editions {
    ($($(#[$doc:meta])* $name:ident)+) => {
        $(
            $(#[$doc])*
            pub mod $name {
                #[doc(no_inline)]
                pub use core::prelude::$name::*;

                #[doc(no_inline)]
                pub use super::v1::*;

                #[doc(no_inline)]
                pub use crate::macros::only::panic;
            }
        )+
    };
}

editions! {
    /// The complete prelude of the edition 2015, as `std::prelude::rust_2015`.
    rust_2015
    /// The complete prelude of the edition 2018, as `std::prelude::rust_2018`.
    rust_2018
    /// The complete prelude of the edition 2021, as `std::prelude::rust_2021`.
    rust_2021
    /// The complete prelude of the edition 2024, as `std::prelude::rust_2024`.
    rust_2024
}
