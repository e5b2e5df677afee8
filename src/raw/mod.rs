//! Layer 0: WASI preview 1 exactly as the host sees it.
//!
//! All 46 functions of `wasi_snapshot_preview1` and every type that they speak, with the names of
//! the specification in Rust's case, and no opinion: nothing here retries, checks or owns. It
//! exists so that the rest of the crate can stand on numbers and layouts that are compared with
//! the specification by machine (`tests/compat/witx`), and so that a program that needs a call which
//! nanowasi doesn't wrap can make it. It stands on `core` and `bitflags` only. Use the layers above
//! where they have what you need.
//!
//! # Where the numbers come from
//! Each item ends its first paragraph with its place in the specification, as a file and a line.
//! The files are those in the crate `wasmtime-wasi` 48.0.8, folder `witx/p1`, which is commit
//! [`7b6c29e`] of bytecodealliance/wasmtime:
//! [`typenames.witx`] for the types, [`wasi_snapshot_preview1.witx`] for the functions.
//!
//! [`7b6c29e`]: https://github.com/bytecodealliance/wasmtime/tree/7b6c29ec3e9a49c97da231665cbd8eead9ccbda0/crates/wasi/witx/p1
//! [`typenames.witx`]: https://github.com/bytecodealliance/wasmtime/blob/7b6c29ec3e9a49c97da231665cbd8eead9ccbda0/crates/wasi/witx/p1/typenames.witx
//! [`wasi_snapshot_preview1.witx`]: https://github.com/bytecodealliance/wasmtime/blob/7b6c29ec3e9a49c97da231665cbd8eead9ccbda0/crates/wasi/witx/p1/wasi_snapshot_preview1.witx
//!
//! # Differences from the specification's spelling
//! - `$2big` is [`Errno::TOOBIG`], since no Rust name starts with a digit.
//! - An enum is a newtype over its integer, with associated constants.
//! - A union is two types: `PrestatU` is the payload of [`Prestat`], and `SubscriptionUU` that of
//!   [`SubscriptionU`]. Their tags have the field name `tag`.
//! - A list (`$iovec_array`, `$ciovec_array`, `string`) has no type of its own: it crosses as a
//!   pointer and a count.
//!
//! # What the functions share
//! - *The result is an `i32`, not an `Errno`.* The specification's errno is 16 bits, and with a
//!   `u16` here LLVM would take the upper half for zero. A host can answer anything: wasm3's
//!   `fd_close` says 0xFFFFFFFF. 0 is success; what else there is, `crate::sys` sorts out.
//! - *A result pointer comes last* and is written on success only. Some hosts don't write it even
//!   then (the browser shim's `poll_oneoff`), so give it a value before the call.
//! - *Pointers are aligned for their types.* A host may trap otherwise, and wasmtime and wasmi do.
//! - *Flags and enums hold only bits and numbers that have a name.* wasmtime and wasmi trap on
//!   others.
//! - *A path is UTF-8 in a pointer and a length, relative to the directory `fd`,* without a NUL at
//!   its end. Most hosts refuse one that leaves the directory with `..`, with different errnos; a
//!   symbolic link leads out on some.
//! - *`fd` is a descriptor that the caller may use so.* It isn't memory safety that's at stake, but
//!   other code relies on the descriptors it owns. "`fd` is the caller's" is short for this.
//!
//! # Safety
//! The layer declares and does nothing, so its soundness rests on two claims:
//!
//! - *Every bit pattern is a value of every type here.* Types are integers, pointers, newtypes over
//!   integers, `bitflags` structs (which may hold bits without a name) and `repr(C)` compounds of
//!   these; never a Rust `enum`, `bool` or reference. Whatever a host writes where it was told to
//!   write can be read; it can be wrong, but not undefined behaviour.
//! - *The declarations are the host's.* Names, signatures, layouts and constants are compared with
//!   the specification by `tests/compat/witx`, and the layouts by `const` assertions in each build.
//!
//! Everything else is up to the caller of a function, and is on its `# Safety` list.
#![allow(
    missing_debug_implementations,
    reason = "a union cannot say what it holds, and `Errno` is printed by the layer above"
)]
#![allow(
    unsafe_code,
    reason = "declaring the host's functions is what this layer is for"
)]

/// Asserts the size, the alignment and every field's offset of a `repr(C)` type while compiling.
///
/// The `struct` form also fails to compile when a field of the type is left out of the list.
macro_rules! assert_layout {
    (struct $type:ident, size $size:literal, align $align:literal, {
        $($field:ident at $offset:literal),+ $(,)?
    }) => {
        assert_layout!(union $type, size $size, align $align, { $($field at $offset),+ });
        const _: fn($type) = |$type { $($field: _),+ }| ();
    };
    (union $type:ident, size $size:literal, align $align:literal, {
        $($field:ident at $offset:literal),+ $(,)?
    }) => {
        const _: () = {
            assert!(core::mem::size_of::<$type>() == $size);
            assert!(core::mem::align_of::<$type>() == $align);
            $(assert!(core::mem::offset_of!($type, $field) == $offset);)+
        };
    };
}

mod errno;
mod fd;
mod file;
mod functions;
mod poll;
mod process;
mod rights;
mod sock;

pub use errno::*;
pub use fd::*;
pub use file::*;
pub use functions::*;
pub use poll::*;
pub use process::*;
pub use rights::*;
pub use sock::*;

/// A length or a count in the guest's memory; 32 bits on every wasm target here (typenames.witx 8).
pub type Size = usize;

/// A length or an offset inside a file, in bytes (typenames.witx 11).
pub type Filesize = u64;

/// A point in time or a span of it, in nanoseconds (typenames.witx 14).
///
/// Where a point counts from is up to the [`Clockid`].
pub type Timestamp = u64;

/// The number of an open descriptor (typenames.witx 279).
///
/// Hosts promise numbers below 2³¹. They do *not* promise the lowest free one.
pub type Fd = u32;

/// A signed distance inside a file, in bytes (typenames.witx 305).
pub type Filedelta = i64;

/// A place in a directory's listing; 0 is its start (typenames.witx 322).
///
/// Other values mean something only to the host that gave them: pass back [`Dirent::d_next`], don't
/// compute one.
pub type Dircookie = u64;

/// The length of a directory entry's name, in bytes (typenames.witx 325).
pub type Dirnamlen = u32;

/// A file's serial number, unique in its file system (typenames.witx 328).
///
/// Some hosts (node, deno, wasmer) give 0 for each file of a listing.
pub type Inode = u64;

/// The number of the device that holds a file system; with an [`Inode`] it identifies a file
/// (typenames.witx 419).
pub type Device = u64;

/// How many hard links lead to a file (typenames.witx 458).
pub type Linkcount = u64;

/// A value of the caller's choice that a subscription carries into its event, unchanged
/// (typenames.witx 484).
pub type Userdata = u64;

/// The status with which a program ends; 0 is success (typenames.witx 595).
pub type Exitcode = u32;
