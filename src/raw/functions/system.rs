//! Functions on the program and its surroundings: arguments, environment, clocks, waiting, exit and
//! random numbers.
//!
//! They are in one file because none of them needs a file system. Most imports of a small program
//! are from this file. The rules in the header of [`crate::raw`] apply.

use crate::raw::{Clockid, Event, Exitcode, Signal, Size, Subscription, Timestamp};

imports! {
    /// Writes the arguments, each with a NUL at its end, and a pointer to each
    /// (wasi_snapshot_preview1.witx 18).
    ///
    /// The browser shim counts UTF-16 units in `args_sizes_get`, but then writes UTF-8, which can
    /// be longer than the size it reported. Leave spare capacity after `argv_buf`.
    ///
    /// # Safety
    /// - `argv` is valid for writing as many pointers as `args_sizes_get` reported.
    /// - `argv_buf` is valid for writing as many bytes as it reported, and for the host's excess.
    /// - Neither is read as initialized unless the call returned 0.
    /// - A pointer from `argv` is checked to lie in the buffer before it is followed.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{ptr, raw};
    ///
    /// let (mut count, mut size) = (0, 0);
    /// // SAFETY: both are valid for the write.
    /// assert_eq!(unsafe { raw::args_sizes_get(&mut count, &mut size) }, 0);
    ///
    /// let mut argv = vec![ptr::null_mut(); count];
    /// let mut buf = vec![0; 4 * size]; // more than reported
    /// // SAFETY: `argv` has the length that the host reported, and `buf` has spare capacity.
    /// assert_eq!(unsafe { raw::args_get(argv.as_mut_ptr(), buf.as_mut_ptr()) }, 0);
    /// assert!(buf.starts_with(b"example\0one\0two\0"));
    /// ```
    pub unsafe fn args_get(argv: *mut *mut u8, argv_buf: *mut u8) -> i32;

    /// Returns the number of arguments, and their length in bytes with a NUL after each
    /// (wasi_snapshot_preview1.witx 24).
    ///
    /// # Safety
    /// - `argc` and `argv_buf_size` are each valid for writing a `Size`.
    /// - Neither is read as initialized unless the call returned 0.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::raw;
    ///
    /// let (mut count, mut size) = (0, 0);
    /// // SAFETY: both are valid for the write.
    /// assert_eq!(unsafe { raw::args_sizes_get(&mut count, &mut size) }, 0);
    /// assert_eq!((count, size), (3, "example\0one\0two\0".len()));
    /// ```
    pub unsafe fn args_sizes_get(argc: *mut Size, argv_buf_size: *mut Size) -> i32;

    /// Writes the environment as `NAME=value`, each with a NUL at its end, and a pointer to each
    /// (wasi_snapshot_preview1.witx 33).
    ///
    /// node returns `INVAL` if there are no variables. Don't call it then.
    ///
    /// # Safety
    /// - `environ` is valid for writing as many pointers as `environ_sizes_get` reported.
    /// - `environ_buf` is valid for writing as many bytes as it reported, and for the host's
    ///   excess.
    /// - Neither is read as initialized unless the call returned 0.
    /// - A pointer from `environ` is checked to lie in the buffer before it is followed.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::{ffi::CStr, ptr, raw};
    ///
    /// let (mut count, mut size) = (0, 0);
    /// // SAFETY: both are valid for the write.
    /// assert_eq!(unsafe { raw::environ_sizes_get(&mut count, &mut size) }, 0);
    ///
    /// let mut environ = vec![ptr::null_mut(); count];
    /// let mut buf = vec![0; 4 * size]; // more than reported
    /// // SAFETY: `environ` has the length that the host reported, and `buf` has spare capacity.
    /// assert_eq!(unsafe { raw::environ_get(environ.as_mut_ptr(), buf.as_mut_ptr()) }, 0);
    /// assert_eq!(CStr::from_bytes_until_nul(&buf), Ok(c"HOME=/home/user"));
    /// ```
    pub unsafe fn environ_get(environ: *mut *mut u8, environ_buf: *mut u8) -> i32;

    /// Returns the number of environment variables, and their length in bytes with a NUL after each
    /// (wasi_snapshot_preview1.witx 39).
    ///
    /// # Safety
    /// - `environc` and `environ_buf_size` are each valid for writing a `Size`.
    /// - Neither is read as initialized unless the call returned 0.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::raw;
    ///
    /// let (mut count, mut size) = (0, 0);
    /// // SAFETY: both are valid for the write.
    /// assert_eq!(unsafe { raw::environ_sizes_get(&mut count, &mut size) }, 0);
    /// assert_eq!((count, size), (2, "HOME=/home/user\0LANG=en_US.UTF-8\0".len()));
    /// ```
    pub unsafe fn environ_sizes_get(environc: *mut Size, environ_buf_size: *mut Size) -> i32;

    /// Returns the resolution of a clock in nanoseconds, never 0 (wasi_snapshot_preview1.witx 49).
    ///
    /// # Safety
    /// - `resolution` is valid for writing a `Timestamp`, and isn't read as initialized unless the
    ///   call returned 0.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::raw::{self, Clockid};
    ///
    /// let mut resolution = 0;
    /// // SAFETY: `resolution` is valid for the write.
    /// assert_eq!(unsafe { raw::clock_res_get(Clockid::MONOTONIC, &mut resolution) }, 0);
    /// assert!(resolution > 0);
    /// ```
    pub unsafe fn clock_res_get(id: Clockid, resolution: *mut Timestamp) -> i32;

    /// Returns the time of a clock in nanoseconds, which may be up to `precision` nanoseconds old
    /// (wasi_snapshot_preview1.witx 57).
    ///
    /// Many hosts reject the processor-time clocks: with `BADF` on wasmtime, `INVAL` on wazero.
    ///
    /// # Safety
    /// - `time` is valid for writing a `Timestamp`, and isn't read as initialized unless the call
    ///   returned 0.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::raw::{self, Clockid, Errno};
    ///
    /// let mut now = 0;
    /// // SAFETY: `now` is valid for the write.
    /// assert_eq!(unsafe { raw::clock_time_get(Clockid::MONOTONIC, 1, &mut now) }, 0);
    ///
    /// let cpu_time = Clockid::PROCESS_CPUTIME_ID;
    /// // SAFETY: as above.
    /// let errno = unsafe { raw::clock_time_get(cpu_time, 1, &mut now) };
    /// assert_eq!(errno, i32::from(Errno::BADF.0)); // on wasmtime
    /// ```
    pub unsafe fn clock_time_get(id: Clockid, precision: Timestamp, time: *mut Timestamp) -> i32;

    /// Blocks until at least one of `nsubscriptions` conditions is met, and writes their events
    /// (wasi_snapshot_preview1.witx 429).
    ///
    /// - Never pass zero subscriptions: some hosts return an error, some hang.
    /// - Give `nevents` and the events a value before the call. The browser shim leaves the count
    ///   unwritten, and bun writes the second event to the wrong address.
    /// - Use only relative times of the monotonic clock.
    /// - Check the count: a broken host can return more than `nsubscriptions`.
    ///
    /// # Safety
    /// - `in` is valid for reading `nsubscriptions` subscriptions, each with the member of the
    ///   union that its tag names.
    /// - `out` is valid for writing `nsubscriptions` events, and doesn't overlap `in`.
    /// - `nevents` is valid for writing a `Size`.
    /// - `nevents`, and events after the first `nevents`, are read only if the caller initialized
    ///   them. Nothing is read unless the call returned 0.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::mem;
    /// use nanowasi::raw::{self, Clockid, Errno, Event, Eventtype, Subclockflags};
    /// use nanowasi::raw::{Subscription, SubscriptionClock, SubscriptionU, SubscriptionUU};
    ///
    /// // Sleeps for a millisecond.
    /// let clock = SubscriptionClock {
    ///     id: Clockid::MONOTONIC,
    ///     timeout: 1_000_000,
    ///     precision: 0,
    ///     flags: Subclockflags::empty(),
    /// };
    /// let u = SubscriptionU { tag: Eventtype::CLOCK, u: SubscriptionUU { clock } };
    /// let subscription = Subscription { userdata: 7, u };
    /// // SAFETY: zeros are a valid `Event`.
    /// let mut event: Event = unsafe { mem::zeroed() };
    /// let mut count = 0;
    /// // SAFETY: one subscription is passed, `event` and `count` are valid for the writes.
    /// let errno = unsafe { raw::poll_oneoff(&subscription, &mut event, 1, &mut count) };
    /// assert_eq!((errno, count), (0, 1));
    /// assert_eq!((event.userdata, event.error), (7, Errno::SUCCESS));
    /// ```
    pub unsafe fn poll_oneoff(
        r#in: *const Subscription,
        out: *mut Event,
        nsubscriptions: Size,
        nevents: *mut Size,
    ) -> i32;

    /// Ends the program with a status (wasi_snapshot_preview1.witx 443).
    ///
    /// The function should never return, but returns on a broken host, so its type is not `!`. Use
    /// a status from 0 to 125: wasmtime and wasmi turn any other into an error of their own.
    ///
    /// # Safety
    /// - The host has received everything that is to outlive the program, such as buffered output:
    ///   no code of the program runs afterwards.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # // guest: status 3
    /// use nanowasi::raw;
    ///
    /// // SAFETY: nothing is buffered that should be written.
    /// unsafe { raw::proc_exit(3) };
    /// ```
    pub unsafe fn proc_exit(rval: Exitcode);

    /// Raises a signal against the program itself (wasi_snapshot_preview1.witx 451).
    ///
    /// The call can return 0, return an error, trap, end the program or end the whole process that
    /// the host runs in. A few hosts lack the function, and don't load a module that imports it.
    ///
    /// # Safety
    /// - The host has received everything that is to outlive the program.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::raw::{self, Errno, Signal};
    ///
    /// // SAFETY: nothing is buffered that should be written.
    /// let errno = unsafe { raw::proc_raise(Signal::ABRT) };
    /// assert_eq!(errno, i32::from(Errno::NOTSUP.0)); // on wasmtime
    /// ```
    pub unsafe fn proc_raise(sig: Signal) -> i32;

    /// Yields the processor to other programs (wasi_snapshot_preview1.witx 459).
    ///
    /// # Safety
    /// - None: the function takes no argument, and is `unsafe` because every import is.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::raw;
    ///
    /// // SAFETY: the function has no preconditions.
    /// assert_eq!(unsafe { raw::sched_yield() }, 0);
    /// ```
    pub unsafe fn sched_yield() -> i32;

    /// Fills a buffer with random bytes that are fit for cryptography
    /// (wasi_snapshot_preview1.witx 469).
    ///
    /// The call can be slow, or block. In browsers, a call for more than 65,536 bytes fails or
    /// throws.
    ///
    /// # Safety
    /// - `buf` is valid for writing `buf_len` bytes, and isn't read as initialized unless the call
    ///   returned 0.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::raw;
    ///
    /// let mut key = [0; 32];
    /// // SAFETY: `key` is valid for a write of its length.
    /// assert_eq!(unsafe { raw::random_get(key.as_mut_ptr(), key.len()) }, 0);
    /// assert_ne!(key, [0; 32]); // some hosts return 0 and write nothing
    /// ```
    pub unsafe fn random_get(buf: *mut u8, buf_len: Size) -> i32;
}
