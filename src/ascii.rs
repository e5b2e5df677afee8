//! ASCII text, as [`std::ascii`]: what can be done with it are methods of `u8`, `char`, `[u8]` and `str`.
//!
//! [`std::ascii`]: https://doc.rust-lang.org/std/ascii/index.html

#[cfg(feature = "alloc")]
use crate::{string::String, vec::Vec};

#[doc(no_inline)]
pub use core::ascii::{EscapeDefault, escape_default};

/// The methods of ASCII text as a trait, as `std::ascii::AsciiExt`.
///
/// `u8`, `char`, `[u8]` and `str` have them without it.
#[deprecated(since = "1.26.0", note = "use inherent methods instead")]
pub trait AsciiExt {
    /// What holds a copy of the text.
    type Owned;

    /// Whether all of it is ASCII.
    fn is_ascii(&self) -> bool;

    /// A copy in upper case, where it is ASCII.
    fn to_ascii_uppercase(&self) -> Self::Owned;

    /// A copy in lower case, where it is ASCII.
    fn to_ascii_lowercase(&self) -> Self::Owned;

    /// Whether the two are the same but for the case of what is ASCII.
    fn eq_ignore_ascii_case(&self, other: &Self) -> bool;

    /// Makes it upper case, where it is ASCII.
    fn make_ascii_uppercase(&mut self);

    /// Makes it lower case, where it is ASCII.
    fn make_ascii_lowercase(&mut self);
}

/// Implements the trait by the inherent methods, which go before those of a trait.
macro_rules! by_inherent_methods {
    ($($(#[$cfg:meta])* $type:ty => $owned:ty),+ $(,)?) => {
        $(
            $(#[$cfg])*
            #[allow(deprecated, reason = "the trait is, and is there all the same")]
            impl AsciiExt for $type {
                type Owned = $owned;

                #[inline]
                fn is_ascii(&self) -> bool {
                    self.is_ascii()
                }

                #[inline]
                fn to_ascii_uppercase(&self) -> $owned {
                    self.to_ascii_uppercase()
                }

                #[inline]
                fn to_ascii_lowercase(&self) -> $owned {
                    self.to_ascii_lowercase()
                }

                #[inline]
                fn eq_ignore_ascii_case(&self, other: &Self) -> bool {
                    self.eq_ignore_ascii_case(other)
                }

                #[inline]
                fn make_ascii_uppercase(&mut self) {
                    self.make_ascii_uppercase();
                }

                #[inline]
                fn make_ascii_lowercase(&mut self) {
                    self.make_ascii_lowercase();
                }
            }
        )+
    };
}

by_inherent_methods! {
    u8 => u8,
    char => char,
    #[cfg(feature = "alloc")]
    [u8] => Vec<u8>,
    #[cfg(feature = "alloc")]
    str => String,
}

#[cfg(test)]
mod tests {
    /// By the trait alone: a method that calls itself instead of the inherent one overflows the stack.
    #[test]
    #[allow(deprecated, reason = "what is deprecated still has to work")]
    fn the_trait_does_what_the_methods_do() {
        fn all<T: super::AsciiExt<Owned = O> + ?Sized, O: AsRef<T>>(text: &mut T) -> (bool, O, O) {
            text.make_ascii_uppercase();
            let upper = text.to_ascii_uppercase();
            text.make_ascii_lowercase();
            let same = text.eq_ignore_ascii_case(upper.as_ref()) && text.is_ascii();
            (same, upper, text.to_ascii_lowercase())
        }
        let text = &mut *String::from("aBc");
        assert_eq!(all(text), (true, "ABC".to_owned(), "abc".to_owned()));
        let bytes = &mut b"aBc"[..].to_owned()[..];
        assert_eq!(all(bytes), (true, b"ABC".to_vec(), b"abc".to_vec()));
    }
}
