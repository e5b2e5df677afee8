//! Code that calls no host, and needs `unsafe` or is written for a small module.
//!
//! System strings, UTF-8, searching, copying, vectors, decimal numbers and floats.
//!
//! # Safety
//!
//! Nothing here is shared between calls. Each file states its own argument: a check before the
//! `unsafe` operation, or a layout.

pub(crate) mod bytes;
mod copy;
#[cfg(feature = "alloc")]
mod drop_guard;
pub(crate) mod itoa;
pub(crate) mod math;
mod memchr;
pub(crate) mod os_str;
#[cfg(feature = "alloc")]
pub(crate) mod os_string;
mod utf8;
#[cfg(feature = "alloc")]
pub(crate) mod vec;

pub(crate) use copy::{copy, copy_bytes};
#[cfg(feature = "alloc")]
pub(crate) use drop_guard::{BeforeDrop, DropGuard};
pub(crate) use memchr::memchr;
#[cfg(feature = "alloc")]
pub(crate) use memchr::memrchr;
pub(crate) use utf8::from_utf8_small;
#[cfg(feature = "alloc")]
pub(crate) use utf8::{from_utf8_fast, string_from_utf8_fast};
