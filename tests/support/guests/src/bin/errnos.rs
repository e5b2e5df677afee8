//! errnos: makes each typed call except `proc_exit`, each [`TIMES`] times, and reports the results.
//!
//! The host returns an error from each call. So it writes to no pointer and opens no descriptor.

#![no_std]
#![no_main]

extern crate alloc;

use alloc::format;
use core::mem::{self, ManuallyDrop};

use nanowasi::io::{IoSlice, IoSliceMut};
use nanowasi::os::fd::{BorrowedFd, FromRawFd, OwnedFd};
use nanowasi::raw::{
    Advice, Clockid, Errno, Fdflags, Fstflags, Lookupflags, Oflags, Riflags, Rights, Sdflags,
    Signal, Whence,
};
use nanowasi::sys::{self, STDIN, STDOUT, Subscription, UNSET_EVENT};

nanowasi::main!(main);

/// The number of errnos that the host returns from each call.
const TIMES: usize = 82;

#[path = "../test_imports.rs"]
mod test_imports;

/// Makes an owned descriptor. It is never closed, because the host refuses.
fn owned(fd: i32) -> OwnedFd {
    // SAFETY: no other value owns the number.
    unsafe { OwnedFd::from_raw_fd(fd) }
}

fn main() {
    // SAFETY: the host closes no descriptor, so this one stays open.
    let fd = unsafe { BorrowedFd::borrow_raw(5) };
    let mut buf = [0; 8];
    let (flags, lookup, rights) = (Fdflags::empty(), Lookupflags::empty(), Rights::empty());
    let fst = Fstflags::empty();

    // SAFETY (of both calls): the host returns an error and writes nothing.
    let argv =
        |buf: &mut [u8; 8]| unsafe { sys::args_get(buf.as_mut_ptr().cast(), buf.as_mut_ptr()) };
    let environ =
        |buf: &mut [u8; 8]| unsafe { sys::environ_get(buf.as_mut_ptr().cast(), buf.as_mut_ptr()) };

    each("args_get", || argv(&mut buf));
    each("args_sizes_get", || sys::args_sizes_get().map(drop));
    each("clock_res_get", || {
        sys::clock_res_get(Clockid::REALTIME).map(drop)
    });
    each("clock_time_get", || {
        sys::clock_time_get(Clockid::REALTIME, 0).map(drop)
    });
    each("environ_get", || environ(&mut buf));
    each("environ_sizes_get", || sys::environ_sizes_get().map(drop));
    each("fd_advise", || sys::fd_advise(fd, 0, 0, Advice::NORMAL));
    each("fd_allocate", || sys::fd_allocate(fd, 0, 1));
    each("fd_close", || sys::fd_close(owned(6)));
    each("fd_datasync", || sys::fd_datasync(fd));
    each("fd_fdstat_get", || sys::fd_fdstat_get(fd).map(drop));
    each("fd_fdstat_set_flags", || {
        sys::fd_fdstat_set_flags(fd, flags)
    });
    each("fd_fdstat_set_rights", || {
        sys::fd_fdstat_set_rights(fd, rights, rights)
    });
    each("fd_filestat_get", || sys::fd_filestat_get(fd).map(drop));
    each("fd_filestat_set_size", || sys::fd_filestat_set_size(fd, 0));
    each("fd_filestat_set_times", || {
        sys::fd_filestat_set_times(fd, 0, 0, fst)
    });
    each("fd_pread", || {
        sys::fd_pread(fd, &mut [IoSliceMut::new(&mut buf)], 0).map(drop)
    });
    each("fd_prestat_dir_name", || {
        sys::fd_prestat_dir_name(fd, &mut buf)
    });
    each("fd_prestat_get", || sys::fd_prestat_get(fd).map(drop));
    each("fd_pwrite", || {
        sys::fd_pwrite(fd, &[IoSlice::new(b"text")], 0).map(drop)
    });
    each("fd_read", || {
        sys::fd_read(fd, &mut [IoSliceMut::new(&mut buf)]).map(drop)
    });
    each("fd_readdir", || sys::fd_readdir(fd, &mut buf, 0).map(drop));
    each("fd_renumber", || {
        let mut to = ManuallyDrop::new(owned(7));
        sys::fd_renumber(owned(6), &mut to).map_err(|(from, errno)| {
            mem::forget(from);
            errno
        })
    });
    each("fd_seek", || sys::fd_seek(fd, 0, Whence::SET).map(drop));
    each("fd_sync", || sys::fd_sync(fd));
    each("fd_tell", || sys::fd_tell(fd).map(drop));
    each("fd_write", || {
        sys::fd_write(STDOUT, &[IoSlice::new(b"text")]).map(drop)
    });
    each("path_create_directory", || {
        sys::path_create_directory(fd, b"x")
    });
    each("path_filestat_get", || {
        sys::path_filestat_get(fd, lookup, b"x").map(drop)
    });
    each("path_filestat_set_times", || {
        sys::path_filestat_set_times(fd, lookup, b"x", 0, 0, fst)
    });
    each("path_link", || sys::path_link(fd, lookup, b"x", fd, b"y"));
    each("path_open", || {
        let open = Oflags::empty();
        sys::path_open(fd, lookup, b"x", open, rights, rights, flags).map(drop)
    });
    each("path_readlink", || {
        sys::path_readlink(fd, b"x", &mut buf).map(drop)
    });
    each("path_remove_directory", || {
        sys::path_remove_directory(fd, b"x")
    });
    each("path_rename", || sys::path_rename(fd, b"x", fd, b"y"));
    each("path_symlink", || sys::path_symlink(b"x", fd, b"y"));
    each("path_unlink_file", || sys::path_unlink_file(fd, b"x"));
    each("poll_oneoff", || {
        let asked = [Subscription::fd_read(0, STDIN)];
        sys::poll_oneoff(&asked, &mut [UNSET_EVENT]).map(drop)
    });
    each("proc_raise", || sys::proc_raise(Signal::ABRT));
    each("random_get", || sys::random_get(&mut buf));
    each("sched_yield", sys::sched_yield);
    each("sock_accept", || sys::sock_accept(fd, flags).map(drop));
    each("sock_recv", || {
        let bufs = &mut [IoSliceMut::new(&mut buf)];
        sys::sock_recv(fd, bufs, Riflags::empty()).map(drop)
    });
    each("sock_send", || {
        sys::sock_send(fd, &[IoSlice::new(b"text")], 0).map(drop)
    });
    each("sock_shutdown", || sys::sock_shutdown(fd, Sdflags::RD));
}

fn each(name: &str, mut call: impl FnMut() -> Result<(), Errno>) {
    for _ in 0..TIMES {
        let text = match call() {
            Ok(()) => format!("{name} ok"),
            Err(errno) => format!("{name} {}", errno.code()),
        };
        test_imports::report(text);
    }
}
