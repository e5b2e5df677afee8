//! Functions about the program and its surroundings: arguments, environment, clocks, waiting,
//! ending and randomness.
//!
//! They are in one file because none of them needs a file system, so a small program's imports are
//! mostly from here. They stand on the rules in the header of [`crate::raw`].

use crate::raw::{Clockid, Event, Exitcode, Signal, Size, Subscription, Timestamp};

imports! {
    /// Writes the arguments, each with a NUL at its end, and a pointer to each
    /// (wasi_snapshot_preview1.witx 18).
    ///
    /// The browser shim measures in UTF-16 units and then writes UTF-8: past the end that it told.
    /// Leave room behind `argv_buf`.
    ///
    /// # Safety
    /// - `argv` is valid for writing as many pointers as `args_sizes_get` told.
    /// - `argv_buf` is valid for writing as many bytes as it told, and for the host's excess.
    /// - Neither is read as initialised unless the call returned 0.
    /// - A pointer from `argv` is checked to lie in the buffer before it is followed.
    pub unsafe fn args_get(argv: *mut *mut u8, argv_buf: *mut u8) -> i32;

    /// Tells how many arguments there are, and how many bytes with their NULs
    /// (wasi_snapshot_preview1.witx 24).
    ///
    /// # Safety
    /// - `argc` and `argv_buf_size` are each valid for writing a `Size`.
    /// - Neither is read as initialised unless the call returned 0.
    pub unsafe fn args_sizes_get(argc: *mut Size, argv_buf_size: *mut Size) -> i32;

    /// Writes the environment as `NAME=value`, each with a NUL at its end, and a pointer to each
    /// (wasi_snapshot_preview1.witx 33).
    ///
    /// node answers `INVAL` when there are no variables: don't call it then.
    ///
    /// # Safety
    /// - `environ` is valid for writing as many pointers as `environ_sizes_get` told.
    /// - `environ_buf` is valid for writing as many bytes as it told, and for the host's excess.
    /// - Neither is read as initialised unless the call returned 0.
    /// - A pointer from `environ` is checked to lie in the buffer before it is followed.
    pub unsafe fn environ_get(environ: *mut *mut u8, environ_buf: *mut u8) -> i32;

    /// Tells how many variables the environment has, and how many bytes with their NULs
    /// (wasi_snapshot_preview1.witx 39).
    ///
    /// # Safety
    /// - `environc` and `environ_buf_size` are each valid for writing a `Size`.
    /// - Neither is read as initialised unless the call returned 0.
    pub unsafe fn environ_sizes_get(environc: *mut Size, environ_buf_size: *mut Size) -> i32;

    /// Tells the smallest step of a clock in nanoseconds, never 0 (wasi_snapshot_preview1.witx 49).
    ///
    /// # Safety
    /// - `resolution` is valid for writing a `Timestamp`, and isn't read as initialised unless the
    ///   call returned 0.
    pub unsafe fn clock_res_get(id: Clockid, resolution: *mut Timestamp) -> i32;

    /// Reads a clock, in nanoseconds; the value may be up to `precision` nanoseconds old
    /// (wasi_snapshot_preview1.witx 57).
    ///
    /// Many hosts refuse the processor-time clocks: `BADF` on wasmtime, `INVAL` on wazero.
    ///
    /// # Safety
    /// - `time` is valid for writing a `Timestamp`, and isn't read as initialised unless the call
    ///   returned 0.
    pub unsafe fn clock_time_get(id: Clockid, precision: Timestamp, time: *mut Timestamp) -> i32;

    /// Waits until at least one of `nsubscriptions` things happens, and tells which
    /// (wasi_snapshot_preview1.witx 429).
    ///
    /// Never pass zero subscriptions: some hosts refuse it, some hang. Set `nevents` and the events
    /// before the call: the browser shim leaves the count alone, and bun puts the second event in
    /// the wrong place. Use only relative times of the monotonic clock. Check the count: nothing
    /// keeps a broken host from telling more than `nsubscriptions`.
    ///
    /// # Safety
    /// - `in` is valid for reading `nsubscriptions` subscriptions, each with the member of the
    ///   union that its tag names.
    /// - `out` is valid for writing `nsubscriptions` events, and doesn't overlap `in`.
    /// - `nevents` is valid for writing a `Size`.
    /// - Neither `nevents` nor more than the first `nevents` events are read as initialised unless
    ///   the caller initialised them; nothing is unless the call returned 0.
    pub unsafe fn poll_oneoff(
        r#in: *const Subscription,
        out: *mut Event,
        nsubscriptions: Size,
        nevents: *mut Size,
    ) -> i32;

    /// Ends the program with a status (wasi_snapshot_preview1.witx 443).
    ///
    /// It should never return, and with a broken host it does; hence no `!` here. Stay between 0
    /// and 125: wasmtime and wasmi make an error of their own of anything above.
    ///
    /// # Safety
    /// - What is to outlive the program, such as buffered output, is with the host already: nothing
    ///   of the program runs afterwards.
    pub unsafe fn proc_exit(rval: Exitcode);

    /// Raises a signal against the program itself (wasi_snapshot_preview1.witx 451).
    ///
    /// It can return 0, return an error, trap, end the program or end the whole process that the
    /// host runs in. A few hosts lack it, and don't load a module that imports it.
    ///
    /// # Safety
    /// - What is to outlive the program is with the host already.
    pub unsafe fn proc_raise(sig: Signal) -> i32;

    /// Lets others run (wasi_snapshot_preview1.witx 459).
    ///
    /// # Safety
    /// - Nothing: it takes no argument, and is `unsafe` as each import is.
    pub unsafe fn sched_yield() -> i32;

    /// Fills a buffer with random bytes that are fit for cryptography
    /// (wasi_snapshot_preview1.witx 469).
    ///
    /// It can be slow, or wait. In browsers a call for more than 65,536 bytes fails or throws.
    ///
    /// # Safety
    /// - `buf` is valid for writing `buf_len` bytes, and isn't read as initialised unless the call
    ///   returned 0.
    pub unsafe fn random_get(buf: *mut u8, buf_len: Size) -> i32;
}
