//! What a program has without asking, as [`std::prelude`].
//!
//! A crate without `std` has the prelude of `core`, and imports the rest of `std`'s once in each module
//! that needs it:
//!
//! ```
//! use nanowasi::prelude::v1::*;
//! ```
//!
//! That is all that [`v1`] has, and so it differs from `std`'s: it leaves out what `core`'s prelude has,
//! because a name that two globs bring is ambiguous. With `Result` in it, a program that also has a
//! `use std::io::*` could not say `Result` any more. The preludes of the editions are whole.
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
    /// The prelude of the edition 2015, whole, as `std::prelude::rust_2015`.
    rust_2015
    /// The prelude of the edition 2018, whole, as `std::prelude::rust_2018`.
    rust_2018
    /// The prelude of the edition 2021, whole, as `std::prelude::rust_2021`.
    rust_2021
    /// The prelude of the edition 2024, whole, as `std::prelude::rust_2024`.
    rust_2024
}
