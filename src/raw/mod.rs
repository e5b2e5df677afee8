//! Layer 0: WASI preview 1 exactly as the host sees it.
//!
//! The module has all 46 functions of `wasi_snapshot_preview1` and all types of their arguments,
//! with the specification's names in Rust's case. Nothing here retries, checks or owns anything. A
//! test (`tests/compat/witx`) compares the names, numbers and layouts with the specification, so
//! the rest of the crate can rely on them. It uses `core` and `bitflags` only.
//!
//! [`sys`](crate::sys) has a typed function for each function here, which lists its errors. Use
//! this module for a call that no layer above makes.
//!
//! ```no_run
//! use nanowasi::raw::{self, Ciovec};
//!
//! let text = b"Hello, world!\n";
//! let iov = Ciovec { buf: text.as_ptr(), buf_len: text.len() };
//! let mut written = 0;
//! // SAFETY: `iov` describes `text`, and 1 is standard output.
//! assert_eq!(unsafe { raw::fd_write(1, &iov, 1, &mut written) }, 0);
//! assert_eq!(written, text.len());
//! ```
//!
//! # Where the numbers come from
//! Each item ends its first paragraph with its position in the specification, as a file and a line.
//! The files are those in the crate `wasmtime-wasi` 48.0.8, folder `witx/p1`, which is commit
//! [`7b6c29e`] of bytecodealliance/wasmtime:
//! [`typenames.witx`] for the types, [`wasi_snapshot_preview1.witx`] for the functions.
//!
//! [`7b6c29e`]: https://github.com/bytecodealliance/wasmtime/tree/7b6c29ec3e9a49c97da231665cbd8eead9ccbda0/crates/wasi/witx/p1
//! [`typenames.witx`]: https://github.com/bytecodealliance/wasmtime/blob/7b6c29ec3e9a49c97da231665cbd8eead9ccbda0/crates/wasi/witx/p1/typenames.witx
//! [`wasi_snapshot_preview1.witx`]: https://github.com/bytecodealliance/wasmtime/blob/7b6c29ec3e9a49c97da231665cbd8eead9ccbda0/crates/wasi/witx/p1/wasi_snapshot_preview1.witx
//!
//! # Differences from the specification's spelling
//! - `$2big` is [`Errno::TOOBIG`], because no Rust name starts with a digit.
//! - An enum is a newtype over its integer, with associated constants.
//! - A union is two types: `PrestatU` is the payload of [`Prestat`], and `SubscriptionUU` that of
//!   [`SubscriptionU`]. Their tags have the field name `tag`.
//! - A list (`$iovec_array`, `$ciovec_array`, `string`) has no type: it is passed as a pointer and
//!   a count.
//!
//! # Rules of all functions
//! - *The result is an `i32`, not an `Errno`.* The specification's errno has 16 bits, and with a
//!   `u16` here LLVM would assume that the upper half is zero. A host can return any number:
//!   wasm3's `fd_close` returns 0xFFFFFFFF. 0 is success, and `crate::sys` converts the others.
//! - *A result pointer comes last.* The host writes it on success only. Some hosts don't write it
//!   even then (the browser shim's `poll_oneoff`), so give it a value before the call.
//! - *Pointers are aligned for their types.* A host may trap otherwise, and wasmtime and wasmi do.
//! - *Flags and enums hold only bits and numbers that have a name.* wasmtime and wasmi trap on
//!   others.
//! - *A path is UTF-8, in a pointer and a length, without a NUL at its end.* It is relative to the
//!   directory `fd`. Most hosts reject a path that leaves the directory by `..`, with different
//!   errnos. On some hosts, a symbolic link can lead out.
//! - *`fd` is a descriptor that the caller may use in this way.* Memory safety does not depend on
//!   it, but other code relies on the descriptors that it owns. "`fd` is the caller's" is short for
//!   this rule.
//!
//! # Safety
//! The layer only declares, so its soundness rests on two claims:
//!
//! - *Every bit pattern is a value of every type here.* The types are integers, pointers, newtypes
//!   over integers, `bitflags` structs (which may hold bits without a name) and `repr(C)` compounds
//!   of these; never a Rust `enum`, `bool` or reference. What a host writes to a result pointer can
//!   be a wrong value, but reading it is not undefined behaviour.
//! - *The declarations are the host's.* `tests/compat/witx` compares names, signatures, layouts and
//!   constants with the specification. `const` assertions check the layouts in each build.
//!
//! Everything else is the obligation of a function's caller, and is in its `# Safety` list.
#![allow(
    missing_debug_implementations,
    reason = "no union knows its valid member, and `Errno` is printed by the layer above"
)]
#![allow(
    unsafe_code,
    reason = "declaring the host's functions is what this layer is for"
)]

/// Asserts the size, the alignment and the offset of every field of a `repr(C)` type at compile
/// time.
///
/// The `struct` form also fails to compile when the list lacks a field of the type.
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

/// A point in time or a duration, in nanoseconds (typenames.witx 14).
///
/// The [`Clockid`] determines the start from which a point in time counts.
pub type Timestamp = u64;

/// The number of an open descriptor (typenames.witx 279).
///
/// The specification guarantees a number below 2³¹. It does *not* guarantee the lowest free number.
pub type Fd = u32;

/// A signed distance inside a file, in bytes (typenames.witx 305).
pub type Filedelta = i64;

/// A position in the listing of a directory; 0 is the start (typenames.witx 322).
///
/// Other values have a meaning only for the host that returned them. Pass a [`Dirent::d_next`]
/// unchanged, and don't compute a cookie.
pub type Dircookie = u64;

/// The length of a directory entry's name, in bytes (typenames.witx 325).
pub type Dirnamlen = u32;

/// A file's serial number, unique in its file system (typenames.witx 328).
///
/// Some hosts (node, deno, wasmer) report 0 for each file of a listing.
pub type Inode = u64;

/// The number of the device that holds a file system; with an [`Inode`] it identifies a file
/// (typenames.witx 419).
pub type Device = u64;

/// The number of hard links to a file (typenames.witx 458).
pub type Linkcount = u64;

/// A value of the caller's choice, which the host copies from a subscription to its event
/// (typenames.witx 484).
pub type Userdata = u64;

/// The status with which a program ends; 0 is success (typenames.witx 595).
pub type Exitcode = u32;
