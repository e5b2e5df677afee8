//! Reading to the end: how much space to reserve, and when to probe for the end before that.

use alloc_crate::vec::Vec;

use super::{Error, Read, Result, try_append};
use crate::sys::Retry;
use crate::sys::util::vec;
use crate::sys::{self, BorrowedFd, INVALID_RESPONSE};

/// The least spare capacity to reserve in bytes, so that a growing vector does not mean many small
/// reads.
const MIN_SPARE: usize = 8192;

/// The size of the stack buffer in bytes that detects the end, before a vector grows that is just
/// full.
const PROBE_SIZE: usize = 32;

/// Reads to the end, appends the bytes to `buf`, and returns how many these are.
///
/// If `buf` has a capacity other than 0, and its spare capacity holds all bytes, `buf` is not
/// reallocated.
///
/// # Errors
///
/// As for [`Read::read_to_end`].
pub(super) fn default_read_to_end<R: Read + ?Sized>(
    reader: &mut R,
    buf: &mut Vec<u8>,
) -> Result<usize> {
    let start = buf.len();
    let start_capacity = buf.capacity();
    let mut end = start;
    let mut retry = Retry::new();
    let result = loop {
        let mut probe = [0; PROBE_SIZE];
        let probing = end == start_capacity && start_capacity != 0;
        let space = if probing {
            &mut probe[..]
        } else {
            if end == buf.capacity()
                && let Err(error) = try_append::reserve(buf, MIN_SPARE)
            {
                break Err(error);
            }
            if end == buf.len() {
                // The whole spare capacity, so that each byte is set to zero once, not at every
                // read.
                vec::extend_with_zeros(buf, usize::MAX);
            }
            buf.get_mut(end..).unwrap_or_default()
        };
        let space_len = space.len();
        match reader.read(space) {
            Ok(0) => break Ok(end - start),
            // A count that is greater than the buffer says nothing about its bytes.
            Ok(count) if count > space_len => break Err(INVALID_RESPONSE.into()),
            Ok(count) => {
                if probing
                    && let Err(error) =
                        try_append::bytes(buf, probe.get(..count).unwrap_or_default())
                {
                    break Err(error);
                }
                end += count;
                retry.reset();
            }
            Err(error) if retry.should_retry(error.is_interrupted()) => {}
            Err(error) => break Err(error),
        }
    };
    buf.truncate(end);
    result
}

/// Reads from a descriptor to the end, without setting spare capacity to zero first.
///
/// `size_hint` is the expected number of bytes, or 0. A `size_hint` other than 0 is reserved first.
/// If `buf` then has a capacity other than 0, and its spare capacity holds all bytes, `buf` is not
/// reallocated. `before_read` runs before each call to the host.
///
/// # Errors
///
/// As for [`Read::read_to_end`].
pub(crate) fn read_fd_to_end(
    fd: BorrowedFd<'_>,
    buf: &mut Vec<u8>,
    size_hint: usize,
    before_read: impl Fn(),
) -> Result<usize> {
    if size_hint != 0 {
        buf.try_reserve_exact(size_hint)?;
    }
    let start = buf.len();
    let start_capacity = buf.capacity();
    let mut retry = Retry::new();
    loop {
        before_read();
        let result = if buf.len() == start_capacity && start_capacity != 0 {
            let mut probe = [0; PROBE_SIZE];
            match sys::read(fd, &mut probe) {
                Ok(count) => {
                    try_append::bytes(buf, probe.get(..count).unwrap_or_default())?;
                    Ok(count)
                }
                error => error,
            }
        } else {
            if buf.len() == buf.capacity() {
                try_append::reserve(buf, MIN_SPARE)?;
            }
            sys::read_into_spare(fd, buf)
        };
        match result.map_err(Error::from) {
            Ok(0) => return Ok(buf.len() - start),
            Ok(_) => retry.reset(),
            Err(error) if retry.should_retry(error.is_interrupted()) => {}
            Err(error) => return Err(error),
        }
    }
}
