//! [`Session`]: a module that is compiled once and runs many times, each time in an instance of its
//! own.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

use nanowasi_runner::options::{Failure, Host, NOT_STARTED, Options, Program, TRAPPED};
use nanowasi_runner::preview1::PREVIEW1;
use wasmi::errors::ErrorKind;
use wasmi::{
    CompilationMode, Engine, Error, Extern, Instance, Linker, Module, ResumableCall, Store,
    TrapCode,
};
use wasmi_wasi::wasi_common::pipe::{ReadPipe, WritePipe};

use crate::output::{Output, Stream};
use crate::state::State;
use crate::{interpreter, programs};

/// The fuel of a guest between two looks at the clock: about 10 ms.
const FUEL: u64 = 4_000_000;

/// The standard input of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// It is at its end.
    Empty,
    /// That of this process.
    Inherited,
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// `_start` returned, or the guest called `proc_exit`.
    Exited(i32),
    /// The guest trapped, for this reason.
    Trapped(String),
    /// The guest's stack has overflowed.
    StackOverflow,
    /// The time was over.
    TimedOut,
}

/// A module that is ready to run.
#[derive(Debug)]
pub struct Session {
    path: PathBuf,
    host: Prepared,
}

/// A module for its host.
enum Prepared {
    Wasmi(Box<Wasmi>),
    Program {
        program: PathBuf,
        first_arguments: Vec<&'static str>,
        /// A compiled form of the module.
        compiled: Option<Compiled>,
    },
}

/// A module on the interpreter.
struct Wasmi {
    engine: Engine,
    module: Module,
    linker: Linker<State>,
}

impl Session {
    /// Compiles a module for a host. `folder` is for temporary files, and other users must not be
    /// able to write to it.
    ///
    /// # Errors
    ///
    /// Returns a failure if the module is invalid or imports an unknown function, or if the host
    /// cannot be started.
    pub fn new(path: &Path, host: &Host, folder: &Path) -> Result<Self, Failure> {
        let failed = |error: &dyn std::fmt::Display| {
            Failure(NOT_STARTED, format!("{}: {error}", path.display()))
        };
        let host = match host {
            Host::Wasmi => {
                let bytes = fs::read(path).map_err(|error| failed(&error))?;
                let mut config = interpreter::config();
                config.consume_fuel(true);
                // A function that is translated at its first call uses fuel for it, and a call that
                // runs out of fuel then cannot be resumed.
                config.compilation_mode(CompilationMode::Eager);
                let engine = Engine::new(&config);
                let module = Module::new(&engine, bytes).map_err(|error| failed(&error))?;
                let mut linker = Linker::new(&engine);
                wasmi_wasi::add_to_linker(&mut linker, |state: &mut State| &mut state.wasi)
                    .map_err(|error| failed(&error))?;
                // The one of wasi-common makes a trap of a status above 125.
                linker.allow_shadowing(true);
                linker
                    .func_wrap(PREVIEW1, "proc_exit", |status: i32| -> Result<(), Error> {
                        Err(Error::i32_exit(status))
                    })
                    .map_err(|error| failed(&error))?;
                Prepared::Wasmi(Box::new(Wasmi {
                    engine,
                    module,
                    linker,
                }))
            }
            Host::Wasmtime => Prepared::program("wasmtime".as_ref(), path, folder)?,
            Host::Program(program) => Prepared::program(program, path, folder)?,
        };
        Ok(Self {
            path: path.to_owned(),
            host,
        })
    }

    /// Runs the module to its end, or until `deadline`. Standard input is that of this process, or
    /// empty.
    ///
    /// On the interpreter, a guest that waits in a call of the host is not interrupted.
    ///
    /// # Errors
    ///
    /// Returns a failure if the module cannot be started.
    pub fn run(
        &self,
        options: &Options,
        input: Input,
        output: &Output,
        deadline: Option<Instant>,
    ) -> Result<Ended, Failure> {
        match &self.host {
            Prepared::Wasmi(module) => module.run(&self.path, options, input, output, deadline),
            Prepared::Program {
                program,
                first_arguments,
                compiled,
            } => {
                let module = compiled.as_ref().map_or(&self.path, |compiled| &compiled.0);
                let mut command = Command::new(program);
                command.args(first_arguments);
                if compiled.is_some() {
                    command.arg("--allow-precompiled");
                    // The guest's name is that of its module.
                    command
                        .arg("--argv0")
                        .arg(interpreter::name(&self.path).as_ref());
                }
                programs::add_options(&mut command, options);
                command.arg(module).args(&options.args);
                command.stdin(match input {
                    Input::Empty => Stdio::null(),
                    Input::Inherited => Stdio::inherit(),
                });
                run_child(program, &mut command, output, deadline)
            }
        }
    }
}

impl Prepared {
    /// Prepares a module for a wasmtime or Node of this machine. wasmtime compiles it once, into a
    /// folder.
    fn program(program: &Path, module: &Path, folder: &Path) -> Result<Self, Failure> {
        let mut compiled = None;
        if Program::of(program) == Some(Program::Wasmtime) {
            let to = Compiled(folder.join("module.cwasm"));
            let mut command = Command::new(program);
            let output = command
                .arg("compile")
                .arg(module)
                .arg("-o")
                .arg(&to.0)
                .output();
            let output = output.map_err(|error| programs::not_started(program, &error))?;
            if !output.status.success() {
                let message = String::from_utf8_lossy(&output.stderr);
                return Err(programs::not_started(program, &message.trim_end()));
            }
            compiled = Some(to);
        }
        Ok(Self::Program {
            program: program.to_owned(),
            first_arguments: programs::first_arguments(program),
            compiled,
        })
    }
}

/// The path of a compiled module, which is removed on drop.
#[derive(Debug)]
struct Compiled(PathBuf);

impl Drop for Compiled {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

impl Wasmi {
    fn run(
        &self,
        path: &Path,
        options: &Options,
        input: Input,
        output: &Output,
        deadline: Option<Instant>,
    ) -> Result<Ended, Failure> {
        let not_started = |error: &dyn std::fmt::Display| {
            Failure(NOT_STARTED, format!("{}: {error}", path.display()))
        };
        let mut wasi = interpreter::context(path, options)?;
        match input {
            Input::Empty => wasi.stdin(Box::new(ReadPipe::new(io::empty()))),
            Input::Inherited => wasi.inherit_stdin(),
        };
        wasi.stdout(Box::new(WritePipe::new(output.writer(Stream::Stdout))))
            .stderr(Box::new(WritePipe::new(output.writer(Stream::Stderr))));
        let state = State {
            wasi: wasi.build(),
            trace: None,
        };
        let mut store = Store::new(&self.engine, state);
        // For the segments and a start function, which cannot be resumed.
        store
            .set_fuel(u64::MAX)
            .map_err(|error| not_started(&error))?;
        let instance = self
            .linker
            .instantiate_and_start(&mut store, &self.module)
            .map_err(|error| not_started(&error))?;
        let start = instance
            .get_func(&store, "_start")
            .ok_or_else(|| not_started(&"no `_start` to call"))?;
        store.set_fuel(FUEL).map_err(|error| not_started(&error))?;
        let mut call = start.call_resumable(&mut store, &[], &mut []);
        loop {
            let out_of_fuel = match call {
                Ok(ResumableCall::Finished) => return Ok(Ended::Exited(0)),
                Ok(ResumableCall::HostTrap(trap)) => {
                    return Ok(ended(&trap.into_host_error(), &store, instance));
                }
                Ok(ResumableCall::OutOfFuel(out_of_fuel)) => out_of_fuel,
                Err(error) => return Ok(ended(&error, &store, instance)),
            };
            if deadline.is_some_and(|deadline| Instant::now() >= deadline) {
                return Ok(Ended::TimedOut);
            }
            // One operation on memory may need more than a slice.
            let fuel = FUEL.max(out_of_fuel.required_fuel());
            store.set_fuel(fuel).map_err(|error| not_started(&error))?;
            call = out_of_fuel.resume(&mut store, &mut []);
        }
    }
}

impl std::fmt::Debug for Prepared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Wasmi(_) => f.write_str("Wasmi"),
            Self::Program { program, .. } => f.debug_tuple("Program").field(program).finish(),
        }
    }
}

/// Returns how a call ended, from its error.
fn ended(error: &Error, store: &Store<State>, instance: Instance) -> Ended {
    if let Some(status) = error.i32_exit_status() {
        return Ended::Exited(status);
    }
    match error.kind() {
        ErrorKind::TrapCode(TrapCode::StackOverflow) => Ended::StackOverflow,
        ErrorKind::TrapCode(TrapCode::MemoryOutOfBounds) if is_below(store, instance) => {
            Ended::StackOverflow
        }
        _ => Ended::Trapped(error.to_string()),
    }
}

/// Whether the stack pointer of a guest is below its memory. The stack is the first part of the
/// memory, so a stack that overflows gets there.
fn is_below(store: &Store<State>, instance: Instance) -> bool {
    let global = instance.get_export(store, "__stack_pointer");
    let value = global
        .and_then(Extern::into_global)
        .map(|global| global.get(store));
    value
        .and_then(|value| value.i32())
        .is_some_and(|pointer| pointer < 0)
}

/// Runs a program to its end, or kills it at the deadline.
fn run_child(
    program: &Path,
    command: &mut Command,
    output: &Output,
    deadline: Option<Instant>,
) -> Result<Ended, Failure> {
    let failed = |error: io::Error| programs::not_started(program, &error);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let status = thread::scope(|scope| {
        scope.spawn(|| copy(stdout, output, Stream::Stdout));
        scope.spawn(|| copy(stderr, output, Stream::Stderr));
        wait(&mut child, deadline)
    });
    let Some(status) = status.map_err(failed)? else {
        return Ok(Ended::TimedOut);
    };
    Ok(match programs::exit_status(status) {
        TRAPPED if STACK_OVERFLOWS.iter().any(|text| output.contains(text)) => Ended::StackOverflow,
        // The program has written the reason, which is part of the output.
        TRAPPED => Ended::Trapped(String::new()),
        status => Ended::Exited(status.into()),
    })
}

/// What wasmtime and Node write about a guest whose stack has overflowed.
const STACK_OVERFLOWS: [&str; 3] = [
    "call stack exhausted",
    "Maximum call stack size exceeded",
    "the stack pointer is below the memory",
];

/// Copies a stream of a program to its end.
fn copy(from: Option<impl Read>, output: &Output, stream: Stream) {
    if let Some(mut from) = from {
        // A stream that fails ends.
        let _ = io::copy(&mut from, &mut output.writer(stream));
    }
}

/// Waits for a program, and returns its status, or `None` if it was killed at the deadline.
fn wait(child: &mut Child, deadline: Option<Instant>) -> io::Result<Option<ExitStatus>> {
    let Some(deadline) = deadline else {
        return child.wait().map(Some);
    };
    // Neither host ends a test in less time.
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() >= deadline {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}

#[cfg(test)]
mod tests {
    use std::{env, process};

    use super::*;

    /// Runs a module with the body of `_start` and further items.
    fn run(name: &str, start: &str, items: &str, deadline: Option<Instant>) -> Ended {
        let text = format!(
            "(module {items} (memory (export \"memory\") 1) (func (export \"_start\") {start}))"
        );
        let path = env::temp_dir().join(format!("nanowasi-{name}-{}.wasm", process::id()));
        fs::write(&path, wat::parse_str(text).unwrap()).unwrap();
        let session = Session::new(&path, &Host::Wasmi, &env::temp_dir()).unwrap();
        fs::remove_file(&path).unwrap();
        session
            .run(
                &Options::default(),
                Input::Empty,
                &Output::default(),
                deadline,
            )
            .unwrap()
    }

    /// A call of a function that was not translated yet failed if the fuel ended in its
    /// translation.
    #[test]
    fn a_module_of_many_functions_runs_to_its_end() {
        let body = "local.get 0 i32.const 1 i32.add local.set 0 ".repeat(400);
        let functions: String = (0..1500)
            .map(|index| format!("(func $f{index} (local i32) {body})"))
            .collect();
        let calls: String = (0..1500).map(|index| format!("call $f{index} ")).collect();
        assert_eq!(run("many", &calls, &functions, None), Ended::Exited(0));
    }

    #[test]
    fn every_exit_status_is_kept() {
        let import = "(import \"wasi_snapshot_preview1\" \"proc_exit\" (func $exit (param i32)))";
        for status in [0, 3, 126, 255] {
            let start = format!("i32.const {status} call $exit");
            assert_eq!(run("exit", &start, import, None), Ended::Exited(status));
        }
    }

    #[test]
    fn an_endless_loop_ends_at_the_deadline() {
        let deadline = Some(Instant::now() + Duration::from_millis(50));
        assert_eq!(run("loop", "(loop br 0)", "", deadline), Ended::TimedOut);
    }

    #[test]
    fn a_stack_overflow_is_not_mistaken_for_another_trap() {
        let recursion = run("recursion", "call $f", "(func $f call $f)", None);
        assert_eq!(recursion, Ended::StackOverflow);
        let store = "i32.const -64 i32.const 0 i32.store";
        let pointer = "(global (export \"__stack_pointer\") (mut i32) (i32.const -64))";
        assert_eq!(run("below", store, pointer, None), Ended::StackOverflow);
        let pointer = pointer.replace("-64", "64");
        for (start, why) in [(store, "out of bounds"), ("unreachable", "unreachable")] {
            match run("trap", start, &pointer, None) {
                Ended::Trapped(reason) => assert!(reason.contains(why), "{reason}"),
                other => panic!("{start}: {other:?}"),
            }
        }
    }
}
