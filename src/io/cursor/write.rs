//! [`Write`] for a [`Cursor`]: over bytes of a fixed number, and over vectors, which grow.

#[cfg(feature = "alloc")]
use alloc_crate::{boxed::Box, vec::Vec};

use super::Cursor;
#[cfg(feature = "alloc")]
use crate::io::{Error, ErrorKind, try_append};
use crate::io::{IoSlice, Result, Write};
#[cfg(feature = "alloc")]
use crate::sys::error_repr::SimpleMessage;
#[cfg(feature = "alloc")]
use crate::sys::util::{copy, vec};
#[cfg(feature = "alloc")]
use crate::sys::{Errno, total_len};

/// Returns the bytes from a position on. Past the end, there are none.
fn remaining_mut(bytes: &mut [u8], pos: u64) -> &mut [u8] {
    usize::try_from(pos)
        .ok()
        .and_then(|pos| bytes.get_mut(pos..))
        .unwrap_or_default()
}

/// Implements [`Write`] for cursors over bytes of a fixed number.
macro_rules! write_to_slices {
    ($($(#[$gate:meta])? ($($generics:tt)*) $type:ty;)+) => {
        $(
            $(#[$gate])?
            impl<$($generics)*> Write for Cursor<$type> {
                /// Overwrites bytes from the position on. At the end, the result is `Ok(0)`.
                #[inline]
                fn write(&mut self, buf: &[u8]) -> Result<usize> {
                    let count = remaining_mut(&mut self.inner, self.pos).write(buf)?;
                    self.pos += count as u64;
                    Ok(count)
                }

                #[inline]
                fn is_write_vectored(&self) -> bool {
                    true
                }

                fn write_vectored(&mut self, bufs: &[IoSlice<'_>]) -> Result<usize> {
                    let count = remaining_mut(&mut self.inner, self.pos).write_vectored(bufs)?;
                    self.pos += count as u64;
                    Ok(count)
                }

                fn write_all(&mut self, buf: &[u8]) -> Result<()> {
                    let mut rest = remaining_mut(&mut self.inner, self.pos);
                    let before = rest.len();
                    let result = rest.write_all(buf);
                    let count = before - rest.len();
                    self.pos += count as u64;
                    result
                }

                #[inline]
                fn flush(&mut self) -> Result<()> {
                    Ok(())
                }
            }
        )+
    };
}

write_to_slices! {
    () &mut [u8];
    (const N: usize) [u8; N];
    #[cfg(feature = "alloc")] () Box<[u8]>;
}

#[cfg(feature = "alloc")]
static TOO_FAR: SimpleMessage = SimpleMessage::new(
    ErrorKind::InvalidInput,
    Errno::INVAL,
    "cursor position exceeds maximum possible vector length",
);

/// Reserves space for `len` bytes at a position, and fills the bytes before it with zeros. Returns
/// the position.
#[cfg(feature = "alloc")]
fn reserve_and_pad(bytes: &mut Vec<u8>, pos: u64, len: usize) -> Result<usize> {
    let Ok(pos) = usize::try_from(pos) else {
        return Err(Error::from_static_message(&TOO_FAR));
    };
    let end = pos.saturating_add(len);
    try_append::reserve(bytes, end.saturating_sub(bytes.len()))?;
    if pos > bytes.len() {
        vec::extend_with_zeros(bytes, pos - bytes.len());
    }
    Ok(pos)
}

/// Overwrites bytes from a position on, and appends the rest. Returns the position after them.
#[cfg(feature = "alloc")]
fn vec_write(bytes: &mut Vec<u8>, pos: u64, buf: &[u8]) -> Result<u64> {
    let pos = reserve_and_pad(bytes, pos, buf.len())?;
    write_at(bytes, pos, buf);
    Ok((pos + buf.len()) as u64)
}

/// Overwrites bytes from `pos` on, and appends the rest, for which space is reserved.
#[cfg(feature = "alloc")]
fn write_at(bytes: &mut Vec<u8>, pos: usize, buf: &[u8]) {
    let count = copy(buf, bytes.get_mut(pos..).unwrap_or_default());
    vec::extend_within_capacity(bytes, buf.get(count..).unwrap_or_default());
}

/// Implements [`Write`] for cursors over vectors.
macro_rules! write_to_vectors {
    ($($type:ty),+) => {
        $(
            #[cfg(feature = "alloc")]
            impl Write for Cursor<$type> {
                /// Overwrites bytes from the position on, and appends the rest. Zeros fill the
                /// bytes between the end and the position.
                ///
                /// # Errors
                ///
                /// - `OutOfMemory`: the vector can't grow.
                /// - `InvalidInput`: the position is greater than `usize::MAX`.
                #[inline]
                fn write(&mut self, buf: &[u8]) -> Result<usize> {
                    self.pos = vec_write(&mut self.inner, self.pos, buf)?;
                    Ok(buf.len())
                }

                #[inline]
                fn is_write_vectored(&self) -> bool {
                    true
                }

                fn write_vectored(&mut self, bufs: &[IoSlice<'_>]) -> Result<usize> {
                    let len = total_len(bufs.iter().map(|buf| &**buf));
                    let mut pos = reserve_and_pad(&mut self.inner, self.pos, len)?;
                    for buf in bufs {
                        write_at(&mut self.inner, pos, buf);
                        pos += buf.len();
                    }
                    self.pos = pos as u64;
                    Ok(len)
                }

                #[inline]
                fn write_all(&mut self, buf: &[u8]) -> Result<()> {
                    self.write(buf).map(|_| ())
                }

                #[inline]
                fn flush(&mut self) -> Result<()> {
                    Ok(())
                }
            }
        )+
    };
}

write_to_vectors!(&mut Vec<u8>, Vec<u8>);
