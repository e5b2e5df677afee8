//! [`Output`]: the types of the result of an exported function.

use crate::string::String;
use crate::vec::Vec;

/// A type that the result of a function in [`export!`](crate::export) can have.
///
/// # Examples
///
/// ```
/// use nanowasi::plugin::Output;
///
/// /// The host reads it as four bytes.
/// struct Number(u32);
///
/// impl Output for Number {
///     fn into_bytes(self) -> Result<Vec<u8>, Vec<u8>> {
///         Ok(self.0.to_le_bytes().to_vec())
///     }
/// }
///
/// assert_eq!(Number(513).into_bytes(), Ok(vec![1, 2, 0, 0]));
/// ```
pub trait Output {
    /// Converts the value to the bytes that the host reads.
    ///
    /// # Errors
    ///
    /// Returns the bytes as an error, if the value is one. The host receives a negative result.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::plugin::Output;
    ///
    /// let empty: Result<String, &str> = Err("there is no text");
    /// assert_eq!(Output::into_bytes(empty), Err(b"there is no text".to_vec()));
    /// ```
    fn into_bytes(self) -> Result<Vec<u8>, Vec<u8>>;
}

impl Output for Vec<u8> {
    #[inline]
    fn into_bytes(self) -> Result<Vec<u8>, Vec<u8>> {
        Ok(self)
    }
}

impl Output for String {
    #[inline]
    fn into_bytes(self) -> Result<Vec<u8>, Vec<u8>> {
        Ok(self.into_bytes())
    }
}

impl Output for &str {
    #[inline]
    fn into_bytes(self) -> Result<Vec<u8>, Vec<u8>> {
        Ok(self.as_bytes().to_vec())
    }
}

impl Output for &[u8] {
    #[inline]
    fn into_bytes(self) -> Result<Vec<u8>, Vec<u8>> {
        Ok(self.to_vec())
    }
}

impl Output for () {
    #[inline]
    fn into_bytes(self) -> Result<Vec<u8>, Vec<u8>> {
        Ok(Vec::new())
    }
}

impl<T: Output, E: Output> Output for Result<T, E> {
    #[inline]
    fn into_bytes(self) -> Result<Vec<u8>, Vec<u8>> {
        match self {
            Ok(value) => value.into_bytes(),
            Err(error) => match error.into_bytes() {
                Ok(bytes) | Err(bytes) => Err(bytes),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_an_error_whatever_its_type() {
        assert_eq!("a".into_bytes(), Ok(b"a".to_vec()));
        assert_eq!(Err::<(), _>("a").into_bytes(), Err(b"a".to_vec()));
        let nested: Result<Result<(), String>, ()> = Ok(Err("b".to_owned()));
        assert_eq!(nested.into_bytes(), Err(b"b".to_vec()));
        let nested: Result<(), Result<&[u8], ()>> = Err(Ok(b"c"));
        assert_eq!(nested.into_bytes(), Err(b"c".to_vec()));
    }
}
