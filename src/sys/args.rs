//! The strings that a program is started with: its arguments and its environment.
//!
//! The host has two calls for each, one for the sizes and one for the content. The strings are kept
//! for the whole run, so they need no heap: [`memory`](super::memory) allocates one block for each
//! of the two, which is never freed.
//!
//! The block begins with the strings: four times the length that the host reported, and 4 KiB. The
//! addresses of the strings follow, and 4 KiB more. So a host may write 1,024 addresses more than
//! it reported. Strings that are longer than their part overwrite the addresses, which are rejected
//! then.
//!
//! The safety argument: an address that the host writes is only used as a number. Bytes are read
//! between the start of the block and the addresses alone, and a string ends at a NUL or there.

use core::marker::PhantomData;
use core::slice;

use super::Errno;
use super::memory::User;
#[cfg(not(all(test, not(target_arch = "wasm32"))))]
use super::memory::alloc;
use super::response::{INVALID_RESPONSE, UNSET, to_result};
use super::sync::StaticCell;
use crate::raw::{self, Size};
#[cfg(all(test, not(target_arch = "wasm32")))]
use fuzz_tests::alloc;

/// Returns the number of arguments, and their total length in bytes with a NUL after each.
///
/// The program's name is the first argument, on most hosts.
///
/// # Errors
///
/// Returns the host's errno, or:
///
/// - `IO`: the host returned success and left one of the numbers unwritten. This crate reports it.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::sys;
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let (count, len) = sys::args_sizes_get()?;
/// assert_eq!(count, 3); // "example", "one" and "two"
/// assert_eq!(len, "example\0one\0two\0".len());
/// # Ok(())
/// # }
/// ```
pub fn args_sizes_get() -> Result<(Size, Size), Errno> {
    args_sizes().and_then(checked_sizes)
}

/// [`args_sizes_get`], with [`UNSET`] for a number that the host leaves unwritten.
fn args_sizes() -> Result<(Size, Size), Errno> {
    let (mut count, mut len) = (UNSET, UNSET);
    // SAFETY: `count` and `len` are locals, so they are valid for the writes.
    let returned = unsafe { raw::args_sizes_get(&raw mut count, &raw mut len) };
    to_result(returned, (count, len))
}

/// Returns both sizes, if the host has written both.
fn checked_sizes((count, len): (Size, Size)) -> Result<(Size, Size), Errno> {
    if count == UNSET || len == UNSET {
        return Err(INVALID_RESPONSE);
    }
    Ok((count, len))
}

/// Writes the arguments, and their addresses.
///
/// [`env::args`](crate::env::args) returns the arguments in safe code.
///
/// # Errors
///
/// Returns the host's errno.
///
/// # Safety
///
/// - `argv` is valid for writes of as many pointers as [`args_sizes_get`] returned.
/// - `argv_buf` is valid for writes of three times as many bytes as it returned. browser_wasi_shim
///   counts UTF-16 units, and writes up to three bytes for each.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{ffi::CStr, sys};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let (count, len) = sys::args_sizes_get()?;
/// let mut addresses = vec![core::ptr::null_mut(); count];
/// let mut bytes = vec![0; 3 * len];
/// // SAFETY: both are as long as `args_sizes_get` requires.
/// unsafe { sys::args_get(addresses.as_mut_ptr(), bytes.as_mut_ptr())? };
/// // SAFETY: the host has written the address of a string with a NUL at its end.
/// let last = unsafe { CStr::from_ptr(addresses[count - 1].cast()) };
/// assert_eq!(last.to_bytes(), b"two");
/// # Ok(())
/// # }
/// ```
pub unsafe fn args_get(argv: *mut *mut u8, argv_buf: *mut u8) -> Result<(), Errno> {
    // SAFETY: the caller's promises are those of the import.
    Errno::check(unsafe { raw::args_get(argv, argv_buf) })
}

/// Returns the number of environment variables, and their total length in bytes as `NAME=value`
/// with a NUL after each.
///
/// # Errors
///
/// Returns the host's errno, or:
///
/// - `IO`: the host returned success and left one of the numbers unwritten. This crate reports it.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::sys;
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let (count, len) = sys::environ_sizes_get()?;
/// assert_eq!(count, 2);
/// assert_eq!(len, "HOME=/home/user\0LANG=en_US.UTF-8\0".len());
/// # Ok(())
/// # }
/// ```
pub fn environ_sizes_get() -> Result<(Size, Size), Errno> {
    environ_sizes().and_then(checked_sizes)
}

/// [`environ_sizes_get`], with [`UNSET`] for a number that the host leaves unwritten.
fn environ_sizes() -> Result<(Size, Size), Errno> {
    let (mut count, mut len) = (UNSET, UNSET);
    // SAFETY: `count` and `len` are locals, so they are valid for the writes.
    let returned = unsafe { raw::environ_sizes_get(&raw mut count, &raw mut len) };
    to_result(returned, (count, len))
}

/// Writes the environment variables as `NAME=value`, and their addresses.
///
/// [`env::vars`](crate::env::vars) returns the variables in safe code.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `INVAL`: there are no variables, on Node.
///
/// # Safety
///
/// - `environ` is valid for writes of as many pointers as [`environ_sizes_get`] returned.
/// - `environ_buf` is valid for writes of three times as many bytes as it returned.
///   browser_wasi_shim counts UTF-16 units, and writes up to three bytes for each.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::{ffi::CStr, sys};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let (count, len) = sys::environ_sizes_get()?;
/// let mut addresses = vec![core::ptr::null_mut(); count];
/// let mut bytes = vec![0; 3 * len];
/// // SAFETY: both are as long as `environ_sizes_get` requires.
/// unsafe { sys::environ_get(addresses.as_mut_ptr(), bytes.as_mut_ptr())? };
/// // SAFETY: the host has written the address of a string with a NUL at its end.
/// let first = unsafe { CStr::from_ptr(addresses[0].cast()) };
/// assert_eq!(first.to_bytes(), b"HOME=/home/user");
/// # Ok(())
/// # }
/// ```
pub unsafe fn environ_get(environ: *mut *mut u8, environ_buf: *mut u8) -> Result<(), Errno> {
    // SAFETY: the caller's promises are those of the import.
    Errno::check(unsafe { raw::environ_get(environ, environ_buf) })
}

/// The two calls that read one kind of strings.
pub(crate) trait StringSource {
    /// The user of [`memory`](super::memory) that the strings are.
    const USER: User;

    /// Returns the number of strings, and their total length in bytes.
    fn sizes() -> Result<(Size, Size), Errno>;

    /// Writes the strings, and their addresses.
    ///
    /// # Safety
    ///
    /// - As for [`args_get`] and [`environ_get`].
    unsafe fn get(pointers: *mut *mut u8, bytes: *mut u8) -> Result<(), Errno>;
}

/// The arguments.
pub(crate) enum Args {}

impl StringSource for Args {
    const USER: User = User::Args;

    #[inline]
    fn sizes() -> Result<(Size, Size), Errno> {
        args_sizes()
    }

    #[inline]
    unsafe fn get(pointers: *mut *mut u8, bytes: *mut u8) -> Result<(), Errno> {
        // SAFETY: the caller's promises are the same.
        unsafe { args_get(pointers, bytes) }
    }
}

/// The environment.
pub(crate) enum Environ {}

impl StringSource for Environ {
    const USER: User = User::Environ;

    #[inline]
    fn sizes() -> Result<(Size, Size), Errno> {
        environ_sizes()
    }

    #[inline]
    unsafe fn get(pointers: *mut *mut u8, bytes: *mut u8) -> Result<(), Errno> {
        // SAFETY: the caller's promises are the same.
        unsafe { environ_get(pointers, bytes) }
    }
}

/// Strings that the host has written to a block of memory.
pub(crate) struct StringTable<S> {
    count: StaticCell<Size>,
    /// The start of the block, where the strings are.
    start: StaticCell<usize>,
    /// The end of the strings: the address of `count` addresses, one for each string. 0 before the
    /// host was called.
    addresses: StaticCell<usize>,
    source: PhantomData<S>,
}

/// The program's arguments, its name first.
pub(crate) static ARGS: StringTable<Args> = StringTable::new();

/// The program's environment, as `NAME=value`.
pub(crate) static ENVIRON: StringTable<Environ> = StringTable::new();

impl<S: StringSource> StringTable<S> {
    const fn new() -> Self {
        Self {
            count: StaticCell::new(0),
            start: StaticCell::new(0),
            addresses: StaticCell::new(0),
            source: PhantomData,
        }
    }

    /// Returns the number of strings: 0 if the host reports an error. The host is called once.
    ///
    /// `heap` allocates from the heap if memory cannot grow: see `memory::alloc`. Returns `None` if
    /// there is no memory at all. The caller has to end the program then, because an
    /// empty list would look like the host's.
    pub(crate) fn count(&self, heap: impl FnOnce(usize) -> Option<usize>) -> Option<usize> {
        if self.addresses.get() == 0 {
            // Any address but 0 marks the table as read. With `count` 0, it is not used.
            self.addresses.set(1);
            self.read(heap)?;
        }
        Some(self.count.get())
    }

    /// Calls the host. Returns `None` if there is no memory.
    fn read(&self, heap: impl FnOnce(usize) -> Option<usize>) -> Option<()> {
        // As in `std`, an error means no strings. Node reports INVAL where there are no variables.
        let Ok((count @ 1.., len)) = S::sizes() else {
            return Some(());
        };
        // Below, the sum is less than 2^32 then. Sizes that the host left unwritten are too large
        // as well. The program must not continue without its arguments then.
        if (count | len) >> 28 != 0 {
            return None;
        }
        let end = (len * WORD) + OVERRUN_SLACK;
        let start = alloc(S::USER, end + count * WORD + OVERRUN_SLACK, heap)?;
        let end = start + end;
        let addresses = core::ptr::with_exposed_provenance_mut(end);
        let strings = core::ptr::with_exposed_provenance_mut(start);
        // SAFETY: the block has four times the reported bytes, and after them, aligned, `count`
        // addresses.
        if unsafe { S::get(addresses, strings) }.is_ok() {
            self.start.set(start);
            self.addresses.set(end);
            self.count.set(count);
        }
        Some(())
    }

    /// Returns the string at `index`, without its NUL.
    ///
    /// An empty string if `index` is too large, or if the host's address is outside of the strings.
    /// Before the first call of [`count`](Self::count), the table is empty.
    pub(crate) fn get(&self, index: usize) -> &'static [u8] {
        let (start, end) = (self.start.get(), self.addresses.get());
        if index >= self.count.get() {
            return &[];
        }
        // SAFETY: `read` has allocated `count` addresses at `end`, zeroed, and the host has written
        // to them. Every bit pattern is a `usize`.
        let address = unsafe {
            core::ptr::with_exposed_provenance::<usize>(end)
                .add(index)
                .read()
        };
        if address < start || address >= end {
            return &[];
        }
        let text = core::ptr::with_exposed_provenance::<u8>(address);
        let mut len = 0;
        // SAFETY: each byte that is read is between `start` and `end`. These are in one block,
        // which was allocated zeroed, is not written again, and is never freed.
        unsafe {
            while len < end - address && text.add(len).read() != 0 {
                len += 1;
            }
            slice::from_raw_parts(text, len)
        }
    }
}

/// How many bytes a host may write too many: of the strings, and of the addresses.
const OVERRUN_SLACK: usize = 4096;

/// The size of an address. Each reported size is multiplied by it.
const WORD: usize = size_of::<usize>();

#[cfg(test)]
pub(super) mod fuzz_tests;

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a table as a host leaves it: `text`, and then addresses, given as offsets from its
    /// start.
    fn table(text: &[u8], offsets: &[isize]) -> StringTable<Args> {
        let words = text.len().div_ceil(size_of::<usize>());
        let memory = vec![0_usize; words + offsets.len()].leak();
        let base = memory.as_ptr().expose_provenance();
        for (at, byte) in text.iter().enumerate() {
            memory[at / size_of::<usize>()] |= usize::from(*byte) << (at % size_of::<usize>() * 8);
        }
        for (address, offset) in memory[words..].iter_mut().zip(offsets) {
            *address = base.wrapping_add_signed(*offset);
        }
        StringTable {
            count: StaticCell::new(offsets.len()),
            start: StaticCell::new(base),
            addresses: StaticCell::new(base + words * size_of::<usize>()),
            source: PhantomData,
        }
    }

    #[test]
    fn strings_end_at_their_nul() {
        let table = table(b"name\0one\0\0", &[0, 5, 9]);
        assert_eq!(table.get(0), b"name");
        assert_eq!(table.get(1), b"one");
        assert_eq!(table.get(2), b"");
        assert_eq!(table.get(3), b"");
        assert_eq!(table.get(usize::MAX), b"");
    }

    /// An address before or after the block, or a string without a NUL, would show memory that the
    /// host has not written.
    #[test]
    fn nothing_is_read_outside_of_the_block() {
        let offsets = [-1, 5, 16, 17, isize::MAX, isize::MIN];
        let table = table(b"name\0an open end", &offsets);
        assert_eq!(table.get(1), b"an open end");
        for index in [0, 2, 3, 4, 5] {
            assert_eq!(table.get(index), b"", "index {index}");
        }
    }
}
