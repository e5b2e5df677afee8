//! Configures a guest's environment, and runs the guest.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use nanowasi_runner::preview1;
use wasmtime_wasi::p2::pipe::MemoryOutputPipe;

use crate::call::{Call, Fault, OutOfBounds, Response};
use crate::output::{Output, Progress, Status};
use crate::{PREVIEW1, lock};

/// The default time limit of a guest.
const TIMEOUT: Duration = Duration::from_secs(20);

/// The size limit of a captured stream. Writes beyond it trap.
const MAX_CAPTURED: usize = 64 << 20;

/// A closure that decides whether memory may grow.
pub(crate) type Growth = Box<dyn FnMut(usize, usize) -> bool + Send>;

/// A closure that reads the memory after a run.
pub(crate) type After = Box<dyn FnOnce(&[u8]) + Send>;

/// A guest and its environment.
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
    /// Makes a run of a module, given as its bytes or as WAT. A guest is compiled once in a
    /// process.
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

    /// Sets the program name that precedes the arguments. The default is `guest.wasm`.
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

    /// Adds an environment variable. There are no others.
    pub fn env(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.env.push((key.into(), value.into()));
        self
    }

    /// Sets standard input, which is empty by default.
    pub fn stdin(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.stdin = bytes.into();
        self
    }

    /// Gives the guest this process's standard streams, terminals included, instead of captured
    /// ones.
    pub fn inherit_stdio(mut self) -> Self {
        self.inherit = true;
        self
    }

    /// Preopens a directory of this machine under a name, for reading and writing.
    pub fn dir(mut self, path: impl AsRef<Path>, name: impl Into<String>) -> Self {
        self.dirs.push((path.as_ref().to_owned(), name.into()));
        self
    }

    /// Limits the guest's memory. Growing beyond the limit returns -1 to the guest. A guest whose
    /// initial memory is larger ends with [`Status::Link`].
    pub fn memory_limit(mut self, bytes: usize) -> Self {
        self.memory_limit = bytes;
        self
    }

    /// Calls a closure before each growth of the guest's memory within its limit, with the current
    /// and the new size in bytes. `false` returns -1 to the guest. The first call is for the
    /// initial memory, where `false` leads to [`Status::Link`].
    pub fn growth(mut self, may: impl FnMut(usize, usize) -> bool + Send + 'static) -> Self {
        self.growth = Some(Box::new(may));
        self
    }

    /// Passes the guest's memory to a closure after the last start, however that ended. It is empty
    /// if the guest exports none.
    pub fn after(mut self, read: impl FnOnce(&[u8]) + Send + 'static) -> Self {
        self.after = Some(Box::new(read));
        self
    }

    /// Sets how long the guest may run, in all starts together. The default is 20 seconds.
    /// Compiling is not included.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Removes the time limit.
    pub fn no_timeout(mut self) -> Self {
        self.timeout = None;
        self
    }

    /// Gives the guest fuel, about one unit for each instruction. The same work uses the same fuel
    /// on every machine; see [`Output::fuel`].
    pub fn fuel(mut self, fuel: u64) -> Self {
        self.fuel = Some(fuel);
        self
    }

    /// Calls `_start` this often on the same instance, however each call ends.
    pub fn starts(mut self, starts: usize) -> Self {
        self.exports = vec!["_start".to_owned(); starts];
        self
    }

    /// Calls these exports on the same instance, in order, instead of `_start`. They must take and
    /// return nothing.
    pub fn exports<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.exports = names.into_iter().map(Into::into).collect();
        self
    }

    /// Replaces a function of preview 1 by a closure, which may call the real one: see [`Call`].
    /// The last fault for a function takes effect.
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
    ///
    /// Panics if preview 1 has no such function, because the fault would never be called.
    pub fn fault<A: Into<Response>>(
        self,
        name: &str,
        fault: impl FnMut(&mut Call<'_>) -> A + Send + 'static,
    ) -> Self {
        assert!(preview1::has(name), "preview 1 has no `{name}`");
        self.import(PREVIEW1, name, fault)
    }

    /// Takes only a part of each write, as a pipe does that is almost full: half of the first
    /// buffer, and a byte.
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

    /// Replaces every function of preview 1 by one closure. A later fault for a function takes
    /// precedence.
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
            // A guest has one thread, and no call is made during another, so this does not block.
            self = self.fault(name, move |call| (*lock(&fault))(call));
        }
        self
    }

    /// Provides an import that preview 1 does not have.
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

    /// Removes a function of preview 1 from the host, so that a guest that imports it does not
    /// start. For a host that fails when the function is called, as wasm3 does, use a fault that
    /// returns [`Response::Trap`].
    ///
    /// # Panics
    ///
    /// Panics if preview 1 has no such function.
    pub fn missing(mut self, name: &str) -> Self {
        assert!(preview1::has(name), "preview 1 has no `{name}`");
        self.missing.push(name.to_owned());
        self
    }

    /// Makes the standard streams look like a terminal, although they are captured. It is a fault
    /// for `fd_fdstat_get`.
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

    /// Writes a line for each import call, when the call ends.
    pub fn trace(mut self, tracer: impl Write + Send + 'static) -> Self {
        self.tracer = Some(Box::new(tracer));
        self
    }

    /// Runs the guest to its end, or to the deadline.
    ///
    /// # Panics
    ///
    /// Panics with the panic of a fault, if one panics.
    pub fn run(self) -> Output {
        let stdout = MemoryOutputPipe::new(MAX_CAPTURED);
        let stderr = MemoryOutputPipe::new(MAX_CAPTURED);
        let progress = Arc::new(Mutex::new(Progress::default()));
        if let Err(ended) = self.run_with_deadline(&stdout, &stderr, &progress) {
            lock(&progress).statuses.push(ended);
        }
        // A guest that hangs still holds its handle.
        let progress = std::mem::take(&mut *lock(&progress));
        Output {
            // There is no status only if the number of starts is 0.
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
