//! [`CloneToUninit`] for `OsStr` and `Path`: `Rc::make_mut` and `Arc::make_mut` copy a shared one.
//!
//! The trait is unstable, and the methods are stable for every type that implements it.
//!
//! The safety argument: both types have the layout of their bytes, so a copy of the bytes is a
//! valid value. The caller guarantees that the destination has the length of the value.

use core::clone::CloneToUninit;

use crate::ffi::OsStr;
use crate::path::Path;

// SAFETY: all bytes of the value are written, and none of the old value is read or dropped.
unsafe impl CloneToUninit for OsStr {
    unsafe fn clone_to_uninit(&self, dest: *mut u8) {
        // SAFETY: the caller guarantees that the destination has the length of this value.
        unsafe { self.as_encoded_bytes().clone_to_uninit(dest) }
    }
}

// SAFETY: as for `OsStr`, which has the same layout.
unsafe impl CloneToUninit for Path {
    unsafe fn clone_to_uninit(&self, dest: *mut u8) {
        // SAFETY: the caller guarantees that the destination has the length of this value.
        unsafe { self.as_os_str().clone_to_uninit(dest) }
    }
}
