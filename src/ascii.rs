//! ASCII text, as [`std::ascii`].
//!
//! Most functions on ASCII text are methods of `u8`, `char`, `[u8]` and `str`.
//!
//! [`std::ascii`]: https://doc.rust-lang.org/std/ascii/index.html

#[cfg(feature = "alloc")]
use crate::{string::String, vec::Vec};

#[cfg(nanowasi_std)]
pub use core::ascii::Char;
#[doc(no_inline)]
pub use core::ascii::{EscapeDefault, escape_default};

/// The methods on ASCII text as a trait, as `std::ascii::AsciiExt`.
///
/// `u8`, `char`, `[u8]` and `str` have these methods without the trait.
///
/// # Examples
///
/// ```
/// #![allow(deprecated)]
/// use nanowasi::ascii::AsciiExt;
///
/// assert_eq!(AsciiExt::to_ascii_uppercase("größe"), "GRößE");
/// ```
#[deprecated(since = "1.26.0", note = "use inherent methods instead")]
pub trait AsciiExt {
    /// The type of a copy of the text.
    type Owned;

    /// Returns whether the whole text is ASCII.
    ///
    /// # Examples
    ///
    /// ```
    /// # #![allow(deprecated)]
    /// use nanowasi::ascii::AsciiExt;
    ///
    /// assert!(AsciiExt::is_ascii("text"));
    /// assert!(!AsciiExt::is_ascii("größe"));
    /// ```
    fn is_ascii(&self) -> bool;

    /// Returns a copy with ASCII letters in upper case.
    ///
    /// # Examples
    ///
    /// ```
    /// # #![allow(deprecated)]
    /// use nanowasi::ascii::AsciiExt;
    ///
    /// assert_eq!(AsciiExt::to_ascii_uppercase("aß"), "Aß");
    /// ```
    fn to_ascii_uppercase(&self) -> Self::Owned;

    /// Returns a copy with ASCII letters in lower case.
    ///
    /// # Examples
    ///
    /// ```
    /// # #![allow(deprecated)]
    /// use nanowasi::ascii::AsciiExt;
    ///
    /// assert_eq!(AsciiExt::to_ascii_lowercase("AÄ"), "aÄ");
    /// ```
    fn to_ascii_lowercase(&self) -> Self::Owned;

    /// Returns whether two texts are equal, apart from the case of ASCII letters.
    ///
    /// # Examples
    ///
    /// ```
    /// # #![allow(deprecated)]
    /// use nanowasi::ascii::AsciiExt;
    ///
    /// assert!(AsciiExt::eq_ignore_ascii_case("Text", "TEXT"));
    /// assert!(!AsciiExt::eq_ignore_ascii_case("ä", "Ä"));
    /// ```
    fn eq_ignore_ascii_case(&self, other: &Self) -> bool;

    /// Changes ASCII letters to upper case.
    ///
    /// # Examples
    ///
    /// ```
    /// # #![allow(deprecated)]
    /// use nanowasi::ascii::AsciiExt;
    ///
    /// let mut letter = b'a';
    /// AsciiExt::make_ascii_uppercase(&mut letter);
    /// assert_eq!(letter, b'A');
    /// ```
    fn make_ascii_uppercase(&mut self);

    /// Changes ASCII letters to lower case.
    ///
    /// # Examples
    ///
    /// ```
    /// # #![allow(deprecated)]
    /// use nanowasi::ascii::AsciiExt;
    ///
    /// let mut letter = b'A';
    /// AsciiExt::make_ascii_lowercase(&mut letter);
    /// assert_eq!(letter, b'a');
    /// ```
    fn make_ascii_lowercase(&mut self);
}

/// Implements the trait by the inherent methods, which method lookup prefers to those of a trait.
macro_rules! by_inherent_methods {
    ($($(#[$cfg:meta])* $type:ty => $owned:ty),+ $(,)?) => {
        $(
            $(#[$cfg])*
            #[allow(deprecated, reason = "the trait is part of `std` nevertheless")]
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
    /// Guards against a method that calls itself instead of the inherent method, and overflows the
    /// stack.
    #[test]
    #[allow(deprecated, reason = "the deprecated trait has to work")]
    fn the_trait_methods_equal_the_inherent_ones() {
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
