//! The thread that a guest runs on, and the one that waits for it.
//!
//! A guest that blocks in an import cannot be interrupted. So it runs on a separate thread, and the
//! caller stops waiting some time after the deadline, and takes the results so far. A guest that
//! only computes checks the deadline itself, and ends normally.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use std::{fmt, panic, thread};

use wasmtime::{Instance, Module, Store, Trap, UpdateDeadline};
use wasmtime_wasi::p2::pipe::{MemoryInputPipe, MemoryOutputPipe};
use wasmtime_wasi::{FsPerms, I32Exit, WasiCtxBuilder};

use crate::output::{Progress, Status};
use crate::run::Run;
use crate::wasi::{Host, State};
use crate::{PREVIEW1, lock};

/// How much longer than the deadline the caller waits.
const GRACE: Duration = Duration::from_millis(500);

impl Run {
    /// Starts the guest's thread and waits for it. An error is a status that the thread did not
    /// record itself.
    pub(crate) fn run_with_deadline(
        self,
        stdout: &MemoryOutputPipe,
        stderr: &MemoryOutputPipe,
        progress: &Arc<Mutex<Progress>>,
    ) -> Result<(), Status> {
        let host = Host::get(self.fuel.is_some()).map_err(Status::Link)?;
        let module = host.compile(&self.guest).map_err(Status::Link)?;
        let timeout = self.timeout;
        let (sender, receiver) = mpsc::channel();
        let (stdout, stderr, progress) = (stdout.clone(), stderr.clone(), Arc::clone(progress));
        let guest = move || {
            // If the deadline passed long ago, the receiver is gone.
            let _ = sender.send(self.execute(host, &module, stdout, stderr, progress));
        };
        let thread = thread::Builder::new().name("guest".to_owned()).spawn(guest);
        let thread = thread.map_err(|error| Status::Link(format!("no thread: {error}")))?;
        let ended = match timeout {
            Some(timeout) => receiver.recv_timeout(timeout.saturating_add(GRACE)),
            None => receiver.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match ended {
            Ok(ended) => ended.map_err(Status::Link),
            Err(RecvTimeoutError::Timeout) => Err(Status::Timeout),
            Err(RecvTimeoutError::Disconnected) => match thread.join() {
                Err(payload) => panic::resume_unwind(payload),
                Ok(()) => Err(Status::Link("the guest's thread said nothing".to_owned())),
            },
        }
    }

    /// Links, instantiates and starts the guest, on its own thread.
    fn execute(
        self,
        host: &'static Host,
        module: &Module,
        stdout: MemoryOutputPipe,
        stderr: MemoryOutputPipe,
        progress: Arc<Mutex<Progress>>,
    ) -> Result<(), String> {
        let mut wasi = WasiCtxBuilder::new();
        wasi.arg(&self.name).args(&self.args).envs(&self.env);
        if self.inherit {
            wasi.inherit_stdio();
        } else {
            wasi.stdin(MemoryInputPipe::new(self.stdin))
                .stdout(stdout)
                .stderr(stderr);
        }
        for (path, name) in &self.dirs {
            wasi.preopened_dir(path, name, FsPerms::ReadWrite)
                .map_err(|error| format!("cannot open `{}`: {error:#}", path.display()))?;
        }
        let (mut names, mut faults) = (Vec::new(), Vec::new());
        for (module, name, fault) in self.imports {
            names.push((module, name));
            faults.push(Some(fault));
        }
        let fault = |module: &str, name: &str| {
            names
                .iter()
                .rposition(|(from, known)| from == module && known == name)
        };
        let is_missing = |module: &str, name: &str| {
            module == PREVIEW1 && self.missing.iter().any(|missing| missing == name)
        };
        let text = |error: wasmtime::Error| format!("{error:#}");
        let linker = host.link(module, fault, is_missing).map_err(text)?;
        let linked = linker.instantiate_pre(module).map_err(text)?;

        let state = State {
            host,
            wasi: wasi.build_p1(),
            trampolines: None,
            faults,
            progress: Arc::clone(&progress),
            tracer: self.tracer,
            memory_limit: self.memory_limit,
            growth: self.growth,
        };
        let mut store = Store::new(host.engine(), state);
        store.limiter(|state| state);
        if let Some(fuel) = self.fuel {
            store.set_fuel(fuel).map_err(text)?;
        }
        let deadline = self
            .timeout
            .and_then(|timeout| Instant::now().checked_add(timeout));
        store.set_epoch_deadline(1);
        store.epoch_deadline_callback(move |_| match deadline {
            Some(deadline) if Instant::now() >= deadline => Err(Expired.into()),
            _ => Ok(UpdateDeadline::Continue(1)),
        });

        match linked.instantiate(&mut store) {
            Ok(instance) => {
                call(&mut store, &instance, &self.exports)?;
                if let Some(read) = self.after {
                    let memory = instance.get_memory(&mut store, "memory");
                    read(memory.map_or(&[], |memory| memory.data(&store)));
                }
            }
            Err(error) => {
                // A start function can trap; any other error comes from linking.
                let ended = error.is::<Trap>() || error.is::<I32Exit>() || error.is::<Expired>();
                if !ended {
                    return Err(text(error));
                }
                lock(&progress).statuses.push(status(Err(error)));
            }
        }
        if let (Some(fuel), Ok(left)) = (self.fuel, store.get_fuel()) {
            lock(&progress).fuel = Some(fuel - left);
        }
        Ok(())
    }
}

/// Calls exports, and records how each call ends.
fn call(store: &mut Store<State>, instance: &Instance, names: &[String]) -> Result<(), String> {
    for name in names {
        let export = instance
            .get_typed_func::<(), ()>(&mut *store, name)
            .map_err(|error| format!("no `{name}` to call: {error:#}"))?;
        let ended = status(export.call(&mut *store, ()));
        lock(&store.data().progress).statuses.push(ended);
    }
    Ok(())
}

/// Converts the result of the guest's function to a status.
fn status(ended: wasmtime::Result<()>) -> Status {
    let Err(error) = ended else {
        return Status::Exit(0);
    };
    if let Some(I32Exit(code)) = error.downcast_ref() {
        Status::Exit(*code)
    } else if error.is::<Expired>() {
        Status::Timeout
    } else {
        Status::Trap(format!("{error:#}"))
    }
}

/// The error that stops a guest at its deadline.
#[derive(Debug)]
struct Expired;

impl fmt::Display for Expired {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the deadline has passed")
    }
}

impl std::error::Error for Expired {}
