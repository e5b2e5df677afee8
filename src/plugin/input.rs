//! [`Input`]: the types of the parameter of an exported function.

use core::mem;

use crate::string::String;
use crate::sys::util::from_utf8_small;
use crate::vec::Vec;

/// A type that the parameter of a function in [`export!`](crate::export) can have.
///
/// # Examples
///
/// ```
/// use nanowasi::plugin::Input;
///
/// /// A number of four bytes.
/// struct Number(u32);
///
/// impl Input<'_> for Number {
///     fn from_bytes(bytes: &mut Vec<u8>) -> Result<Self, &'static str> {
///         let bytes = bytes.as_slice().try_into().map_err(|_| "a number has four bytes")?;
///         Ok(Self(u32::from_le_bytes(bytes)))
///     }
/// }
///
/// assert_eq!(Number::from_bytes(&mut vec![1, 2, 0, 0]).unwrap().0, 513);
/// ```
pub trait Input<'a>: Sized {
    /// Converts the bytes that the host has passed.
    ///
    /// # Errors
    ///
    /// Returns a message for the host if the bytes are not valid. The function is not called then.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::plugin::Input;
    ///
    /// assert_eq!(<&str>::from_bytes(&mut b"text".to_vec()), Ok("text"));
    /// assert_eq!(<&str>::from_bytes(&mut vec![0xFF]), Err("the input is not UTF-8"));
    /// ```
    fn from_bytes(bytes: &'a mut Vec<u8>) -> Result<Self, &'static str>;
}

const NOT_UTF8: &str = "the input is not UTF-8";

impl<'a> Input<'a> for &'a [u8] {
    #[inline]
    fn from_bytes(bytes: &'a mut Vec<u8>) -> Result<Self, &'static str> {
        Ok(bytes)
    }
}

impl<'a> Input<'a> for &'a str {
    #[inline]
    fn from_bytes(bytes: &'a mut Vec<u8>) -> Result<Self, &'static str> {
        from_utf8_small(bytes).ok_or(NOT_UTF8)
    }
}

impl Input<'_> for Vec<u8> {
    #[inline]
    fn from_bytes(bytes: &mut Vec<u8>) -> Result<Self, &'static str> {
        Ok(mem::take(bytes))
    }
}

impl Input<'_> for String {
    #[inline]
    fn from_bytes(bytes: &mut Vec<u8>) -> Result<Self, &'static str> {
        Self::from_utf8(mem::take(bytes)).map_err(|_| NOT_UTF8)
    }
}
