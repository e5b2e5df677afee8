//! The strings that a program is started with: its arguments and its environment.
//!
//! Both come as two calls, one for the sizes and one for the content, and stay for the whole run. So
//! they need no heap: their memory is grown once, by whole pages, and never given back.
//!
//! The safety argument: a host's pointers are only ever turned into offsets, which the block that
//! was given to it is then asked for; a string ends at a zero or at the end of that block.

use core::slice;

use super::{Errno, Global, UNWRITTEN, answer};
use crate::raw::{self, Size};

/// How many arguments there are, and how many bytes they take with a NUL behind each.
///
/// # Errors
///
/// What the host answers.
pub fn args_sizes_get() -> Result<(Size, Size), Errno> {
    let (mut count, mut len) = (0, 0);
    // SAFETY: the locals are valid for the writes.
    let returned = unsafe { raw::args_sizes_get(&raw mut count, &raw mut len) };
    answer(returned, (count, len))
}

/// Writes the arguments, and pointers to them.
///
/// # Errors
///
/// What the host answers.
///
/// # Safety
///
/// - `argv` is valid for writes of as many pointers as [`args_sizes_get`] told.
/// - `argv_buf` is valid for writes of as many bytes as it told, and of more: a host that counts
///   UTF-16 units writes up to three times as many.
pub unsafe fn args_get(argv: *mut *mut u8, argv_buf: *mut u8) -> Result<(), Errno> {
    // SAFETY: the caller's promises are those of the import.
    Errno::check(unsafe { raw::args_get(argv, argv_buf) })
}

/// How many variables the environment has, and how many bytes they take with a NUL behind each.
///
/// # Errors
///
/// What the host answers.
pub fn environ_sizes_get() -> Result<(Size, Size), Errno> {
    let (mut count, mut len) = (0, 0);
    // SAFETY: the locals are valid for the writes.
    let returned = unsafe { raw::environ_sizes_get(&raw mut count, &raw mut len) };
    answer(returned, (count, len))
}

/// Writes the variables as `NAME=value`, and pointers to them.
///
/// # Errors
///
/// What the host answers; one answers `INVAL` if there are no variables.
///
/// # Safety
///
/// - `environ` is valid for writes of as many pointers as [`environ_sizes_get`] told.
/// - `environ_buf` is valid for writes of as many bytes as it told, and of more: a host that counts
///   UTF-16 units writes up to three times as many.
pub unsafe fn environ_get(environ: *mut *mut u8, environ_buf: *mut u8) -> Result<(), Errno> {
    // SAFETY: the caller's promises are those of the import.
    Errno::check(unsafe { raw::environ_get(environ, environ_buf) })
}

/// Strings that a host has written, in memory that stays.
#[derive(Clone, Copy)]
pub(crate) struct Strings {
    /// Where the host says that each begins.
    addresses: &'static [usize],
    /// Where they have to lie.
    block: &'static [u8],
}

impl Strings {
    const NONE: Self = Self {
        addresses: &[],
        block: &[],
    };

    /// How many there are.
    #[inline]
    pub(crate) const fn len(self) -> usize {
        self.addresses.len()
    }

    /// The string with a number, without its NUL. One that the host put elsewhere than it was told
    /// to is empty.
    pub(crate) fn get(self, number: usize) -> Option<&'static [u8]> {
        let address = *self.addresses.get(number)?;
        let offset = address.wrapping_sub(self.block.as_ptr().addr());
        let text = self.block.get(offset..).unwrap_or_default();
        let end = text.iter().position(|byte| *byte == 0);
        text.get(..end.unwrap_or(text.len()))
    }
}

/// The program's arguments, its name first; none if the host has none to tell.
///
/// Asks the host at the first call, and gives back the same strings from then on.
pub(crate) fn args() -> Strings {
    static ARGS: Global<Option<Strings>> = Global::new(None);
    if let Some(strings) = ARGS.get() {
        return strings;
    }
    let strings = read_args().unwrap_or(Strings::NONE);
    ARGS.set(Some(strings));
    strings
}

fn read_args() -> Result<Strings, Errno> {
    let (count, len) = args_sizes_get()?;
    if count == 0 {
        return Ok(Strings::NONE);
    }
    let memory = grow(count, len).ok_or(Errno::NOMEM)?;
    let (pointers, block) = memory
        .split_at_mut_checked(count * size_of::<usize>())
        .ok_or(Errno::NOMEM)?;
    let pointers = pointers.as_mut_ptr();
    // SAFETY: `grow` has made room for `count` pointers, aligned to a page, and for three times the
    // bytes that were told, up to the end of a page.
    unsafe { args_get(pointers.cast(), block.as_mut_ptr())? };
    Ok(Strings {
        // SAFETY: the memory is the caller's for good, aligned, zeroed when it was grown, and long
        // enough; every bit pattern is a `usize`.
        addresses: unsafe { slice::from_raw_parts(pointers.cast(), count) },
        block,
    })
}

/// New zeroed memory for `count` pointers and for strings of `len` bytes, and for their excess.
fn grow(count: Size, len: Size) -> Option<&'static mut [u8]> {
    const PAGE: u64 = 65_536;
    let bytes = count as u64 * size_of::<usize>() as u64 + len as u64 * 3;
    let pages = usize::try_from(bytes / PAGE + 1).ok()?;
    #[cfg(target_arch = "wasm32")]
    {
        let before = core::arch::wasm32::memory_grow::<0>(pages);
        if before == UNWRITTEN {
            return None;
        }
        // SAFETY: the pages are new, so nobody else's, and there are never more than 4 GiB.
        Some(unsafe {
            slice::from_raw_parts_mut(
                core::ptr::with_exposed_provenance_mut(before << 16),
                pages << 16,
            )
        })
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = (pages, UNWRITTEN);
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(block: &'static [u8], offsets: &[isize]) -> Strings {
        let base = block.as_ptr().addr();
        let addresses: Vec<usize> = offsets.iter().map(|at| base.wrapping_add_signed(*at)).collect();
        Strings {
            addresses: addresses.leak(),
            block,
        }
    }

    #[test]
    fn strings_end_at_their_nul() {
        let strings = strings(b"name\0one\0\0", &[0, 5, 9]);
        assert_eq!(strings.get(0), Some(&b"name"[..]));
        assert_eq!(strings.get(1), Some(&b"one"[..]));
        assert_eq!(strings.get(2), Some(&b""[..]));
        assert_eq!(strings.get(3), None);
    }

    /// A pointer before or behind the block would read foreign memory; a text without a NUL, too.
    #[test]
    fn nothing_is_read_outside_of_the_block() {
        let strings = strings(b"name\0open end", &[-1, 5, 13, 14, isize::MAX, isize::MIN]);
        assert_eq!(strings.get(1), Some(&b"open end"[..]));
        for number in [0, 2, 3, 4, 5] {
            assert_eq!(strings.get(number), Some(&b""[..]));
        }
    }
}
