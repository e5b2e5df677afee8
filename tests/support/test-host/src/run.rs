//! Saying what a guest is to find when it runs, and running it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use nanowasi_runner::preview1;
use wasmtime_wasi::p2::pipe::MemoryOutputPipe;

use crate::call::{Call, Fault, OutOfBounds, Response};
use crate::output::{Output, Progress, Status};
use crate::{PREVIEW1, lock};

/// How long a guest has, unless [`Run::timeout`] says otherwise.
const TIMEOUT: Duration = Duration::from_secs(20);

/// What a captured stream holds at most. Beyond it, writes trap.
const CAPTURED: usize = 64 << 20;

/// A closure that says whether memory may grow.
pub(crate) type Growth = Box<dyn FnMut(usize, usize) -> bool + Send>;

/// A closure that looks at what is in memory.
pub(crate) type After = Box<dyn FnOnce(&[u8]) + Send>;

/// A guest and what it is to find when it runs.
///
/// ```
/// use nanowasi_test_host::{Run, Status};
///
/// let out = Run::new(r#"(module (func (export "_start")))"#).run();
/// assert_eq!(out.status, Status::Exit(0));
/// ```
#[must_use = "nothing runs before `run`"]
pub struct Run {
    pub(crate) guest: Vec<u8>,
    pub(crate) name: String,
    pub(crate) args: Vec<String>,
    pub(crate) env: Vec<(String, String)>,
    pub(crate) stdin: Vec<u8>,
    pub(crate) inherit: bool,
    pub(crate) dirs: Vec<(PathBuf, String)>,
    pub(crate) memory_limit: usize,
    pub(crate) growth: Option<Growth>,
    pub(crate) after: Option<After>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) fuel: Option<u64>,
    pub(crate) exports: Vec<String>,
    pub(crate) imports: Vec<(String, String, Fault)>,
    pub(crate) missing: Vec<String>,
    pub(crate) tracer: Option<Box<dyn Write + Send>>,
}

impl Run {
    /// Takes a module: its bytes, or its text in WAT. The same guest is compiled
    /// once in a process.
    pub fn new(guest: impl AsRef<[u8]>) -> Self {
        Self {
            guest: guest.as_ref().to_vec(),
            name: "guest.wasm".to_owned(),
            args: Vec::new(),
            env: Vec::new(),
            stdin: Vec::new(),
            inherit: false,
            dirs: Vec::new(),
            memory_limit: usize::MAX,
            growth: None,
            after: None,
            timeout: Some(TIMEOUT),
            fuel: None,
            exports: vec!["_start".to_owned()],
            imports: Vec::new(),
            missing: Vec::new(),
            tracer: None,
        }
    }

    /// Sets the name that the guest finds before its arguments: `guest.wasm`
    /// unless it is set.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// Adds an argument.
    pub fn arg(mut self, arg: impl Into<String>) -> Self {
        self.args.push(arg.into());
        self
    }

    /// Adds arguments.
    pub fn args<S: Into<String>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        self.args.extend(args.into_iter().map(Into::into));
        self
    }

    /// Adds an environment variable. There are none but these.
    pub fn env(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.env.push((key.into(), value.into()));
        self
    }

    /// Sets what standard input holds before its end. It is empty unless set.
    pub fn stdin(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.stdin = bytes.into();
        self
    }

    /// Gives the guest this process's standard streams instead of captured
    /// ones, terminals included.
    pub fn inherit_stdio(mut self) -> Self {
        self.inherit = true;
        self
    }

    /// Opens a directory of this machine to the guest, under a name, for
    /// reading and writing.
    pub fn dir(mut self, path: impl AsRef<Path>, name: impl Into<String>) -> Self {
        self.dirs.push((path.as_ref().to_owned(), name.into()));
        self
    }

    /// Limits the guest's memory. Growing beyond it gives the guest -1; a guest
    /// that begins with more gets [`Status::Link`].
    pub fn memory_limit(mut self, bytes: usize) -> Self {
        self.memory_limit = bytes;
        self
    }

    /// Asks a closure whenever the guest's memory is to grow within its limit, with
    /// its size now and then in bytes: false gives the guest -1. The first time, it
    /// comes into being; false then is [`Status::Link`].
    pub fn growth(mut self, may: impl FnMut(usize, usize) -> bool + Send + 'static) -> Self {
        self.growth = Some(Box::new(may));
        self
    }

    /// Shows the guest's memory to a closure after the last start, however that
    /// ended; nothing, if the guest exports none.
    pub fn after(mut self, look: impl FnOnce(&[u8]) + Send + 'static) -> Self {
        self.after = Some(Box::new(look));
        self
    }

    /// Sets how long the guest may run, all starts together: 20 seconds unless
    /// set. Compiling it doesn't count.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Lets the guest run as long as it likes.
    pub fn no_timeout(mut self) -> Self {
        self.timeout = None;
        self
    }

    /// Gives the guest so much fuel, about one an instruction. The same work
    /// burns the same fuel on every machine; see [`Output::fuel`].
    pub fn fuel(mut self, fuel: u64) -> Self {
        self.fuel = Some(fuel);
        self
    }

    /// Calls `_start` so often on the same instance, however each call ends.
    pub fn starts(mut self, starts: usize) -> Self {
        self.exports = vec!["_start".to_owned(); starts];
        self
    }

    /// Calls these exports on the same instance, one after the other, instead of `_start`. They
    /// take and return nothing.
    pub fn exports<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.exports = names.into_iter().map(Into::into).collect();
        self
    }

    /// Puts a closure in place of a function of preview 1. It may call the real
    /// one: see [`Call`]. The last fault for a function counts.
    ///
    /// ```
    /// use nanowasi_test_host::Run;
    ///
    /// let guest = r#"(module
    ///     (import "wasi_snapshot_preview1" "sched_yield" (func $yield (result i32)))
    ///     (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
    ///     (memory (export "memory") 1)
    ///     (func (export "_start") (call $exit (call $yield))))"#;
    /// let out = Run::new(guest).fault("sched_yield", |_| 52).run();
    /// assert_eq!(out.status.code(), Some(52));
    /// ```
    ///
    /// # Panics
    /// If preview 1 has no such function: it would never be called.
    pub fn fault<A: Into<Response>>(
        self,
        name: &str,
        fault: impl FnMut(&mut Call<'_>) -> A + Send + 'static,
    ) -> Self {
        assert!(preview1::has(name), "preview 1 has no `{name}`");
        self.import(PREVIEW1, name, fault)
    }

    /// Takes little of each write, as a pipe does that is almost full: half of the first slice, and a byte.
    pub fn short_writes(self) -> Self {
        self.fault("fd_write", |call| {
            let first = call.iovecs(call.arg(1), 1)?[0];
            let len = call.arg(1) + 4;
            call.write_u32(len, first.len / 2 + 1)?;
            let response = call.real();
            call.write_u32(len, first.len)?;
            Ok::<_, OutOfBounds>(response)
        })
    }

    /// Puts one closure in place of every function of preview 1. A later fault for
    /// one of them counts more.
    ///
    /// ```
    /// use nanowasi_test_host::Run;
    ///
    /// let guest = r#"(module
    ///     (import "wasi_snapshot_preview1" "sched_yield" (func $yield (result i32)))
    ///     (import "wasi_snapshot_preview1" "fd_close" (func $close (param i32) (result i32)))
    ///     (memory (export "memory") 1)
    ///     (func (export "_start")
    ///         (drop (call $yield)) (drop (call $close (i32.const 3)))))"#;
    /// let out = Run::new(guest).fault_all(|_| 52).run();
    /// assert!(out.calls.iter().all(|call| call.result == Some(52)));
    /// ```
    pub fn fault_all<A: Into<Response>>(
        mut self,
        fault: impl FnMut(&mut Call<'_>) -> A + Send + 'static,
    ) -> Self {
        let shared = Arc::new(Mutex::new(fault));
        for name in preview1::functions() {
            let fault = Arc::clone(&shared);
            // One guest has one thread, and no call is made within another.
            self = self.fault(name, move |call| (*lock(&fault))(call));
        }
        self
    }

    /// Gives the guest an import that preview 1 doesn't have.
    pub fn import<A: Into<Response>>(
        mut self,
        module: &str,
        name: &str,
        mut function: impl FnMut(&mut Call<'_>) -> A + Send + 'static,
    ) -> Self {
        let fault: Fault = Box::new(move |call| function(call).into());
        self.imports
            .push((module.to_owned(), name.to_owned(), fault));
        self
    }

    /// Takes a function of preview 1 away from the host: a guest that imports
    /// it doesn't start. (A host that only fails when it is called, as wasm3
    /// does, is a fault that answers [`Answer::Trap`].)
    ///
    /// # Panics
    /// If preview 1 has no such function.
    pub fn missing(mut self, name: &str) -> Self {
        assert!(preview1::has(name), "preview 1 has no `{name}`");
        self.missing.push(name.to_owned());
        self
    }

    /// Makes the standard streams look like a terminal, though they stay
    /// captured. It is a fault for `fd_fdstat_get`.
    pub fn terminal(self) -> Self {
        const CHARACTER_DEVICE: u8 = 2;
        self.fault("fd_fdstat_get", |call| {
            let response = call.real();
            if call.arg(0) <= 2 && response.errno() == Some(0) {
                call.write_u8(call.arg(1), CHARACTER_DEVICE)?;
            }
            Ok(response)
        })
    }

    /// Writes a line for each import call, when it ends.
    pub fn trace(mut self, tracer: impl Write + Send + 'static) -> Self {
        self.tracer = Some(Box::new(tracer));
        self
    }

    /// Runs the guest to its end, or to the deadline.
    ///
    /// # Panics
    /// If a fault panics, with its panic.
    pub fn run(self) -> Output {
        let stdout = MemoryOutputPipe::new(CAPTURED);
        let stderr = MemoryOutputPipe::new(CAPTURED);
        let progress = Arc::new(Mutex::new(Progress::default()));
        if let Err(ended) = self.attend(&stdout, &stderr, &progress) {
            lock(&progress).statuses.push(ended);
        }
        // A guest that hangs still holds the other end.
        let progress = std::mem::take(&mut *lock(&progress));
        Output {
            // None only if no start was asked for.
            status: progress.statuses.last().cloned().unwrap_or(Status::Exit(0)),
            statuses: progress.statuses,
            stdout: stdout.contents().to_vec(),
            stderr: stderr.contents().to_vec(),
            calls: progress.log.calls,
            counts: progress.log.counts,
            peak_memory: progress.peak_memory,
            fuel: progress.fuel,
        }
    }
}
