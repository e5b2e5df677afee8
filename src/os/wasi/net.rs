//! What WASI has beyond `std::net`, as [`std::os::wasi::net`].
//!
//! [`std::os::wasi::net`]: https://doc.rust-lang.org/std/os/wasi/net/index.html

use crate::fd::{AsFd, IntoRawFd};
use crate::io::Result;
use crate::net::TcpListener;
use crate::raw::Fdflags;
use crate::sys;

/// What WASI has for a [`TcpListener`], as `std::os::wasi::net::TcpListenerExt`, which is unstable.
pub trait TcpListenerExt {
    /// Accepts a connection with the flags of its descriptor, and answers the descriptor's number.
    ///
    /// # Errors
    ///
    /// What the host answers. Some hosts lack the call: a program that has it won't start there.
    fn sock_accept(&self, flags: u16) -> Result<u32>;
}

impl TcpListenerExt for TcpListener {
    fn sock_accept(&self, flags: u16) -> Result<u32> {
        let fd = sys::sock_accept(self.as_fd(), Fdflags::from_bits_retain(flags))?;
        Ok(fd.into_raw_fd().cast_unsigned())
    }
}
