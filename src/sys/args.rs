//! The strings that a program is started with: its arguments and its environment.
//!
//! Both come as two calls, one for the sizes and one for the content, and stay for the whole run. So
//! they need no heap: their memory is grown once, by whole pages, and never given back.
//!
//! The strings come first, with room for three times what was told, and the addresses behind them, at the end
//! of the memory. A host that has more to tell than it told at first does no harm with up to 1,024 more addresses,
//! nor with strings up to that room; those that go on write over the addresses, which lead nowhere then.
//!
//! The safety argument: of a host's address only the number is used, and only to read between the start of
//! the memory that was given to it and the addresses; a string ends at a zero, or there.

use core::marker::PhantomData;
use core::slice;

use super::{Errno, Global, answer};
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

/// Which strings: the two calls that bring them.
pub(crate) trait Source {
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

impl Source for Args {
    #[inline]
    fn sizes() -> Result<(Size, Size), Errno> {
        args_sizes_get()
    }

    #[inline]
    unsafe fn get(pointers: *mut *mut u8, bytes: *mut u8) -> Result<(), Errno> {
        // SAFETY: the caller's promises are the same.
        unsafe { args_get(pointers, bytes) }
    }
}

/// The environment.
pub(crate) enum Environ {}

impl Source for Environ {
    #[inline]
    fn sizes() -> Result<(Size, Size), Errno> {
        environ_sizes_get()
    }

    #[inline]
    unsafe fn get(pointers: *mut *mut u8, bytes: *mut u8) -> Result<(), Errno> {
        // SAFETY: the caller's promises are the same.
        unsafe { environ_get(pointers, bytes) }
    }
}

/// Strings that a host writes: where, and how many. In cells, since a program needs them once.
pub(crate) struct Strings<S> {
    count: Global<Size>,
    /// Where the memory begins in which all of them have to lie.
    start: Global<usize>,
    /// And where it ends: the address of `count` addresses, where the host says that each begins; 0 before
    /// it was asked.
    addresses: Global<usize>,
    source: PhantomData<S>,
}

/// The program's arguments, its name first.
pub(crate) static ARGS: Strings<Args> = Strings::new();

/// The program's environment, as `NAME=value`.
pub(crate) static ENVIRON: Strings<Environ> = Strings::new();

impl<S: Source> Strings<S> {
    const fn new() -> Self {
        Self {
            count: Global::new(0),
            start: Global::new(0),
            addresses: Global::new(0),
            source: PhantomData,
        }
    }

    /// How many there are: none if the host has none to tell. It is asked once.
    pub(crate) fn count(&self) -> usize {
        if self.addresses.get() == 0 {
            // An address where nothing is, as long as nothing better is known.
            self.addresses.set(1);
            // A program can do without: `std` takes an error for no arguments, too.
            let _ = self.read();
        }
        self.count.get()
    }

    fn read(&self) -> Result<(), Errno> {
        let (count, len) = S::sizes()?;
        if count == 0 {
            // Node answers INVAL to whoever asks for no variables.
            return Ok(());
        }
        let (start, end) = grow(count, len).ok_or(Errno::NOMEM)?;
        let addresses = core::ptr::with_exposed_provenance_mut(end);
        let strings = core::ptr::with_exposed_provenance_mut(start);
        // SAFETY: `grow` has made room for three times the bytes that were told, and behind them, aligned,
        // for `count` addresses.
        unsafe { S::get(addresses, strings)? };
        self.start.set(start);
        self.addresses.set(end);
        self.count.set(count);
        Ok(())
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
        // SAFETY: each byte that is read lies between the start and the addresses of the same memory,
        // which was zeroed when it was grown, is not written again, and is never given back.
        unsafe {
            while len < end - address && text.add(len).read() != 0 {
                len += 1;
            }
            slice::from_raw_parts(text, len)
        }
    }
}

const PAGE: u64 = 65_536;

/// How many bytes behind the addresses are nobody's, for those that a host may write too many.
const TOO_MANY: usize = 4096;

/// Start and end of new memory for strings of `len` bytes, and for what the host may write too much of them;
/// behind it is room for `count` addresses, and for some that the host may write too many.
fn grow(count: Size, len: Size) -> Option<(usize, usize)> {
    let bytes = count as u64 * size_of::<usize>() as u64 + TOO_MANY as u64 + len as u64 * 3;
    let pages = usize::try_from(bytes / PAGE + 1).ok()?;
    #[cfg(target_arch = "wasm32")]
    {
        let before = core::arch::wasm32::memory_grow::<0>(pages);
        let end = before.wrapping_add(pages);
        // There are 65,536 pages at most, the last of which is left out: its end would be 0.
        (before != usize::MAX && end < 65_536)
            .then(|| (before << 16, (end << 16) - (TOO_MANY + (count << 2))))
    }
    #[cfg(all(not(target_arch = "wasm32"), not(test)))]
    {
        let _ = pages;
        None
    }
    #[cfg(all(not(target_arch = "wasm32"), test))]
    fuzzed::grow(count, len, pages)
}

#[cfg(test)]
mod fuzzed;

#[cfg(test)]
mod tests {
    use super::*;

    /// Memory as a host leaves it: `text`, and behind it addresses, given as offsets from its start.
    fn strings(text: &[u8], offsets: &[isize]) -> Strings<Args> {
        let words = text.len().div_ceil(size_of::<usize>());
        let memory = vec![0_usize; words + offsets.len()].leak();
        let base = memory.as_ptr().expose_provenance();
        for (at, byte) in text.iter().enumerate() {
            memory[at / size_of::<usize>()] |= usize::from(*byte) << (at % size_of::<usize>() * 8);
        }
        for (address, offset) in memory[words..].iter_mut().zip(offsets) {
            *address = base.wrapping_add_signed(*offset);
        }
        Strings {
            count: Global::new(offsets.len()),
            start: Global::new(base),
            addresses: Global::new(base + words * size_of::<usize>()),
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
