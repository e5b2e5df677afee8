//! Running a host as a process, with a standard input of each kind, and not for ever.

use std::fs::File;
use std::io::{Read, Seek, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::Input;

/// How long after a guest's first line a late input comes: long enough to be told from a clock of 50 ms on a busy
/// machine.
pub const LATE: Duration = Duration::from_millis(400);

/// How long that line is waited for. A host that wants all of its input before it starts a guest, as a browser does,
/// prints none.
const FIRST_LINE: Duration = Duration::from_secs(4);

/// What a run has come to.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// How it ended.
    pub ended: Ended,
    /// What it wrote to standard output.
    pub stdout: Vec<u8>,
    /// What it, or its host, wrote to standard error.
    pub stderr: Vec<u8>,
}

/// How a run has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// With a status.
    Status(i32),
    /// By a signal, which ended the whole host.
    Signal(i32),
    /// Not in time: it was killed.
    Late,
}

/// Runs a command in a directory.
///
/// # Errors
/// If it can't be started.
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
            // A host that has ended reads no more.
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

/// What ended a process that has no status.
#[cfg(unix)]
fn signal(status: ExitStatus) -> Ended {
    use std::os::unix::process::ExitStatusExt;
    Ended::Signal(status.signal().unwrap_or_default())
}

/// What ended a process that has no status: there are no signals here.
#[cfg(not(unix))]
fn signal(_: ExitStatus) -> Ended {
    Ended::Signal(0)
}

/// A file without a name that holds these bytes, to be read from its front.
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

/// Reads all of a pipe, and says when something comes.
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
                // Nobody waits for a guest whose input isn't late.
                let _ = began.send(());
            }
            // What was read before an error is what there is.
            let _ = pipe.read_to_end(&mut bytes);
        }
        bytes
    })
}

/// Waits until a process ends; `None` if it had to be killed.
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
