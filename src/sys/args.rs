//! The strings that a program is started with: its arguments and its environment.
//!
//! Both come as two calls, one for the sizes and one for the content, and stay for the whole run. So
//! they need no heap: [`memory`] allocates one block for each, which is never freed.
//!
//! The block begins with the strings: four times the length that the host reported, and 4 KiB. The
//! addresses of the strings follow, and 4 KiB more. So a host may write 1,024 addresses more than
//! it reported. StringTable that are longer than their part overwrite the addresses, which are rejected
//! then.
//!
//! The safety argument: of a host's address only the number is used, and only to read between the start of
//! the memory that was given to it and the addresses; a string ends at a zero, or there.

use core::marker::PhantomData;
use core::slice;

use super::memory::{self, User};
use super::{Errno, INVALID_RESPONSE, UNSET, to_result};
use crate::raw::{self, Size};
use crate::sys::sync::StaticCell;

/// How many arguments there are, and how many bytes they take with a NUL after each.
///
/// # Errors
///
/// The host's errno. `IO` if the host leaves one of the two unwritten.
pub fn args_sizes_get() -> Result<(Size, Size), Errno> {
    args_sizes().and_then(written)
}

/// [`args_sizes_get`], with [`UNSET`] for what the host leaves unwritten.
fn args_sizes() -> Result<(Size, Size), Errno> {
    let (mut count, mut len) = (UNSET, UNSET);
    // SAFETY: the locals are valid for the writes.
    let returned = unsafe { raw::args_sizes_get(&raw mut count, &raw mut len) };
    to_result(returned, (count, len))
}

/// Both sizes, if the host has written both.
fn written((count, len): (Size, Size)) -> Result<(Size, Size), Errno> {
    if count == UNSET || len == UNSET {
        return Err(INVALID_RESPONSE);
    }
    Ok((count, len))
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

/// How many variables the environment has, and how many bytes they take with a NUL after each.
///
/// # Errors
///
/// The host's errno. `IO` if the host leaves one of the two unwritten.
pub fn environ_sizes_get() -> Result<(Size, Size), Errno> {
    environ_sizes().and_then(written)
}

/// [`environ_sizes_get`], with [`UNSET`] for what the host leaves unwritten.
fn environ_sizes() -> Result<(Size, Size), Errno> {
    let (mut count, mut len) = (UNSET, UNSET);
    // SAFETY: the locals are valid for the writes.
    let returned = unsafe { raw::environ_sizes_get(&raw mut count, &raw mut len) };
    to_result(returned, (count, len))
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

/// Which strings: the two calls that bring them.
pub(crate) trait StringSource {
    /// Who takes memory for them.
    const USER: User;

    /// How many there are, and how many bytes they take.
    fn sizes() -> Result<(Size, Size), Errno>;

    /// Writes the strings, and pointers to them.
    ///
    /// # Safety
    ///
    /// - Those of [`args_get`] and [`environ_get`].
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

/// StringTable that a host writes: where, and how many. In cells, since a program needs them once.
pub(crate) struct StringTable<S> {
    count: StaticCell<Size>,
    /// Where the memory begins in which all of them have to lie.
    start: StaticCell<usize>,
    /// And where it ends: the address of `count` addresses, where the host says that each begins; 0 before
    /// it was asked.
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

    /// Returns how many there are: 0 if the host reports an error. The host is called once.
    ///
    /// `heap` allocates from the heap where memory can't grow: see [`memory::alloc`]. Returns
    /// `None` if there is no memory at all. The caller has to end the program then, because an
    /// empty list would be taken for what the host has.
    pub(crate) fn count(&self, heap: impl FnOnce(usize) -> Option<usize>) -> Option<usize> {
        if self.addresses.get() == 0 {
            // An address where nothing is, as long as nothing better is known.
            self.addresses.set(1);
            self.read(heap)?;
        }
        Some(self.count.get())
    }

    /// Calls the host; `None` if there is no memory.
    fn read(&self, heap: impl FnOnce(usize) -> Option<usize>) -> Option<()> {
        // `std` takes an error for no arguments, too. Node reports INVAL when no variables are
        // read.
        let Ok((count @ 1.., len)) = S::sizes() else {
            return Some(());
        };
        // The sum below is less than 2^32 then. Sizes that the host left unwritten are too large as
        // well: they are no reason to go on without arguments.
        if (count | len) >> 28 != 0 {
            return None;
        }
        let end = (len * WORD) + OVERRUN_SLACK;
        let start = memory::alloc(S::USER, end + count * WORD + OVERRUN_SLACK, heap)?;
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

    /// The string with a number, without its NUL; empty if there is none of that number, or if the host
    /// put it elsewhere than it was told to. Only after [`count`](Self::count) there are any.
    pub(crate) fn get(&self, number: usize) -> &'static [u8] {
        let (start, end) = (self.start.get(), self.addresses.get());
        if number >= self.count.get() {
            return &[];
        }
        // SAFETY: there are `count` addresses, in memory that `read` has made for them.
        let address = unsafe {
            core::ptr::with_exposed_provenance::<usize>(end)
                .add(number)
                .read()
        };
        if address < start || address >= end {
            return &[];
        }
        let text = core::ptr::with_exposed_provenance::<u8>(address);
        let mut len = 0;
        // SAFETY: each byte that is read lies between the start and the addresses of the same
        // block, which was allocated zeroed, is not written again, and is never freed.
        unsafe {
            while len < end - address && text.add(len).read() != 0 {
                len += 1;
            }
            slice::from_raw_parts(text, len)
        }
    }
}

/// How many bytes a host may write too many: of strings, and again of addresses.
const OVERRUN_SLACK: usize = 4096;

/// The size of an address, by which each reported size is multiplied.
const WORD: usize = size_of::<usize>();

#[cfg(test)]
pub(super) mod fuzz_tests;

#[cfg(test)]
mod tests {
    use super::*;

    /// Memory as a host leaves it: `text`, and behind it addresses, given as offsets from its start.
    fn strings(text: &[u8], offsets: &[isize]) -> StringTable<Args> {
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
        let strings = strings(b"name\0one\0\0", &[0, 5, 9]);
        assert_eq!(strings.get(0), b"name");
        assert_eq!(strings.get(1), b"one");
        assert_eq!(strings.get(2), b"");
        assert_eq!(strings.get(3), b"");
        assert_eq!(strings.get(usize::MAX), b"");
    }

    /// An address before or behind the memory would read what is not the host's to show; so would a
    /// text without a NUL.
    #[test]
    fn nothing_is_read_outside_of_the_memory() {
        let offsets = [-1, 5, 16, 17, isize::MAX, isize::MIN];
        let strings = strings(b"name\0an open end", &offsets);
        assert_eq!(strings.get(1), b"an open end");
        for number in [0, 2, 3, 4, 5] {
            assert_eq!(strings.get(number), b"", "number {number}");
        }
    }
}
