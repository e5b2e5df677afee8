//! Runs a program with real `std` and with nanowasi, and compares the results.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use nanowasi_test_host::{Output, Run as HostRun, Status};

use crate::programs::{Program, Run};
use crate::tool::{Tool, Variant, folder};
use crate::{Result, inputs, sources};

/// How long one run may take.
const TIMEOUT: Duration = Duration::from_secs(120);

/// The files of a directory: paths and contents.
type Files = BTreeMap<PathBuf, Vec<u8>>;

/// Builds a program in both ways and compares all of its runs. Returns the number of runs.
///
/// # Errors
///
/// Returns the differences, or why the program does not build.
pub fn program(tool: &Tool, program: &Program, variant: Variant) -> Result<usize> {
    let package = sources::package(program)?;
    let module = |variant| tool.module(&package, program.bin, program.options, variant);
    let (std, ours) = (module(Variant::Std)?, module(variant)?);
    let mut differences = Vec::new();
    for run in program.runs {
        let (std, ours) = (once(program, &std, run)?, once(program, &ours, run)?);
        for difference in differ(run, &std, &ours) {
            differences.push(format!("{} {:?}: {difference}", program.name, run.args));
        }
    }
    if differences.is_empty() {
        return Ok(program.runs.len());
    }
    Err(differences.join("\n").into())
}

/// Runs a module in a new directory, and returns the result.
fn once(program: &Program, wasm: &[u8], run: &Run) -> Result<(Output, Files)> {
    let directory = folder().join("run").join(program.name);
    let _ = fs::remove_dir_all(&directory);
    inputs::small(&directory)?;
    let stdin = match run.stdin {
        Some(name) => fs::read(directory.join(name))?,
        None => Vec::new(),
    };
    let output = HostRun::new(wasm)
        .name(program.bin)
        .args(run.args.iter().copied())
        .stdin(stdin)
        .env("LANG", "C.UTF-8")
        .dir(&directory, ".")
        .timeout(TIMEOUT)
        .run();
    let mut files = Files::new();
    read(&directory, &directory, &mut files)?;
    Ok((output, files))
}

fn read(root: &Path, folder: &Path, files: &mut Files) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read(root, &path, files)?;
        } else {
            files.insert(path.strip_prefix(root)?.to_owned(), fs::read(&path)?);
        }
    }
    Ok(())
}

/// Returns the differences between two runs.
fn differ(run: &Run, std: &(Output, Files), ours: &(Output, Files)) -> Vec<String> {
    let mut differences = Vec::new();
    let is_panic = std.0.status.is_unreachable();
    // A panic is a trap with `std`. With nanowasi its status is 101 unless it is silent, and its
    // message has another form.
    let same_status = if is_panic {
        matches!(ours.0.status, Status::Exit(101)) || ours.0.status.is_unreachable()
    } else {
        std.0.status == ours.0.status
    };
    if !same_status {
        differences.push(format!("{} / {}", std.0.status, ours.0.status));
    }
    let mut text = |what: &str, std: &[u8], ours: &[u8]| {
        if std != ours {
            let at = std.iter().zip(ours).take_while(|(a, b)| a == b).count();
            let show = |text: &[u8]| {
                let end = text.len().min(at + 80);
                text.get(at.saturating_sub(20)..end)
                    .unwrap_or_default()
                    .escape_ascii()
                    .to_string()
            };
            differences.push(format!(
                "{what} from byte {at}: {} / {}",
                show(std),
                show(ours)
            ));
        }
    };
    let lines = |text: &[u8]| {
        let mut lines: Vec<_> = text.split_inclusive(|byte| *byte == b'\n').collect();
        if run.any_order {
            lines.sort_unstable();
        }
        lines.concat()
    };
    text(
        "standard output",
        &lines(&std.0.stdout),
        &lines(&ours.0.stdout),
    );
    if !is_panic {
        text("standard error", &std.0.stderr, &ours.0.stderr);
    }
    if std.1 != ours.1 {
        let all = std.1.keys().chain(ours.1.keys());
        let changed: Vec<_> = all
            .filter(|path| std.1.get(*path) != ours.1.get(*path))
            .collect();
        differences.push(format!("files: {changed:?}"));
    }
    differences
}
