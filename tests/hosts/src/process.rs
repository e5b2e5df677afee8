//! Runs a host as a process, with each kind of standard input, and with a time limit.

use std::fs::File;
use std::io::{Read, Seek, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::Input;

/// How long after a guest's first line a late input comes. It is long enough to be distinguished
/// from a timeout of 50 ms on a busy machine.
pub const LATE: Duration = Duration::from_millis(400);

/// How long to wait for that line. A host that reads all input before it starts a guest, as a
/// browser does, prints none.
const FIRST_LINE: Duration = Duration::from_secs(4);

/// The result of a run.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// How it ended.
    pub ended: Ended,
    /// What it wrote to standard output.
    pub stdout: Vec<u8>,
    /// What the guest or the host wrote to standard error.
    pub stderr: Vec<u8>,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// With a status.
    Status(i32),
    /// By a signal, which ended the host process.
    Signal(i32),
    /// Not in time: it was killed.
    Late,
}

/// Runs a command in a directory.
///
/// # Errors
///
/// Returns an error if the command cannot be started.
pub fn run(
    command: &mut Command,
    dir: &Path,
    input: &Input,
    timeout: Duration,
) -> Result<Outcome, String> {
    let stdin = match input {
        Input::Pipe(_) | Input::Late(_) => Stdio::piped(),
        Input::Null => Stdio::null(),
        Input::File(bytes) => file(bytes).map_err(|error| error.to_string())?.into(),
    };
    let name = command.get_program().to_string_lossy().into_owned();
    let mut child = command
        .current_dir(dir)
        .stdin(stdin)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("cannot run {name}: {error}"))?;
    let (began, has_begun) = mpsc::channel();
    if let Some(mut pipe) = child.stdin.take() {
        let (is_late, bytes) = match input {
            Input::Late(bytes) => (true, bytes.clone()),
            Input::Pipe(bytes) => (false, bytes.clone()),
            _ => (false, Vec::new()),
        };
        thread::spawn(move || {
            if is_late && has_begun.recv_timeout(FIRST_LINE).is_ok() {
                thread::sleep(LATE);
            }
            // A host that has ended does not read the rest.
            pipe.write_all(&bytes)
        });
    }
    let stdout = collect(child.stdout.take(), Some(began));
    let stderr = collect(child.stderr.take(), None);
    let status = wait(&mut child, timeout).map_err(|error| format!("{name}: {error}"))?;
    let ended = match status {
        None => Ended::Late,
        Some(status) => status.code().map_or_else(|| signal(status), Ended::Status),
    };
    Ok(Outcome {
        ended,
        stdout: stdout.join().unwrap_or_default(),
        stderr: stderr.join().unwrap_or_default(),
    })
}

/// Returns the signal that ended a process.
#[cfg(unix)]
fn signal(status: ExitStatus) -> Ended {
    use std::os::unix::process::ExitStatusExt;
    Ended::Signal(status.signal().unwrap_or_default())
}

/// Returns 0, because this system has no signals.
#[cfg(not(unix))]
fn signal(_: ExitStatus) -> Ended {
    Ended::Signal(0)
}

/// Makes a temporary file without a name that contains these bytes.
fn file(bytes: &[u8]) -> std::io::Result<File> {
    let path = std::env::temp_dir().join(format!(
        "nanowasi-hosts-{}-{:?}",
        std::process::id(),
        thread::current().id()
    ));
    let mut file = File::options()
        .read(true)
        .write(true)
        .create(true)
        .truncate(true)
        .open(&path)?;
    std::fs::remove_file(&path)?;
    file.write_all(bytes)?;
    file.rewind()?;
    Ok(file)
}

/// Reads all of a pipe, and reports when the first bytes arrive.
fn collect(
    pipe: Option<impl Read + Send + 'static>,
    began: Option<mpsc::Sender<()>>,
) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            let mut first = [0];
            if pipe.read_exact(&mut first).is_ok() {
                bytes.extend(first);
            }
            if let Some(began) = began {
                // If the input is not late, no thread receives this.
                let _ = began.send(());
            }
            // After an error, the bytes that were read count.
            let _ = pipe.read_to_end(&mut bytes);
        }
        bytes
    })
}

/// Waits until a process ends. Returns `None` if it had to be killed.
fn wait(child: &mut Child, timeout: Duration) -> std::io::Result<Option<ExitStatus>> {
    let deadline = Instant::now() + timeout;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() > deadline {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(Duration::from_millis(2));
    }
}
