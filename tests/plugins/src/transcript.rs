//! Plays a transcript: calls of a plug-in, and what a host shows after each of them.
//!
//! The files are in `transcripts/`. A line `> NAME ARG…` calls an export, and `> COUNT NAME ARG…`
//! calls it several times. These calls are special: `> new` creates an instance, `> initialize` has
//! the host initialize it in its own way, and `> initialize_again` calls `_initialize`. The next
//! lines are what the plug-in prints to standard output, and `2| ` precedes what it prints to
//! standard error. `= RESULT` is what the last call returned. `! trap` and `! exit` are errors of
//! the host.
//!
//! A driver has the arguments MODULE TRANSCRIPT FOLDER. It shows the folder to the plug-in as
//! `/folder`, and sets the variable `HOST`. It writes each call to both streams, and each result to
//! standard output, so that the streams show when the plug-in has printed.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use nanowasi_build::target_folder;

use crate::Driver;

/// What a host has shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Played {
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

/// Returns the path of a transcript.
fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("transcripts")
        .join(name)
}

/// Makes the calls of a transcript in a host.
///
/// # Panics
///
/// Panics if the driver does not start or fails.
#[must_use]
pub fn play(driver: &Driver, module: &Path, transcript: &str) -> Played {
    // Tests run in parallel, and each plug-in reads a file of the folder.
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let name = format!("folder-{}", NUMBER.fetch_add(1, Relaxed));
    let folder = target_folder().join("plugins").join(name);
    let write = || {
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("lines.txt"), "first line\nsecond line\n")
    };
    write().unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let output = driver.run(&[module, &path(transcript), &folder]);
    assert!(output.status.success(), "{output:#?}");
    Played {
        stdout: output.stdout,
        stderr: without_positions(&output.stderr),
    }
}

/// Returns the text of a transcript. `trap` replaces each line `! trap`.
///
/// # Panics
///
/// Panics if the transcript does not exist.
#[must_use]
pub fn text(transcript: &str, trap: &str) -> String {
    let path = path(transcript);
    let text = fs::read_to_string(&path);
    let text = text.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.replace("! trap\n", &format!("{trap}\n"))
}

/// Returns what a host is expected to show. `trap` is its message for a trap.
///
/// # Panics
///
/// Panics if the transcript does not exist.
#[must_use]
pub fn expected(transcript: &str, trap: &str) -> Played {
    let text = text(transcript, &format!("! trap: {trap}"));
    let mut played = Played {
        stdout: String::new(),
        stderr: String::new(),
    };
    for line in text.lines() {
        // A part of a line of standard output can precede a line of standard error.
        let (stdout, stderr) = match line.split_once("2| ") {
            Some((stdout, stderr)) => (stdout.to_owned(), format!("{stderr}\n")),
            None if line.starts_with("> ") => (format!("{line}\n"), format!("{line}\n")),
            None => (format!("{line}\n"), String::new()),
        };
        played.stdout += &stdout;
        played.stderr += &stderr;
    }
    played
}

/// Removes the line and the column from the position of a panic, which change with the plug-in.
#[must_use]
pub fn without_positions(text: &str) -> String {
    const EXTENSION: &str = ".rs:";
    let mut parts = text.split(EXTENSION);
    let mut result = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        result += EXTENSION;
        result += part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':');
    }
    result
}
