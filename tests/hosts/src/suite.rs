//! Runs the cases on a host.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::Case;
use crate::compare::{Difference, differences};
use crate::fault::{Fault, reason};
use crate::host::{Host, Launch};
use crate::process;
use crate::report::{Report, Seen};

/// Groups that depend on clocks, which a busy machine disturbs. A failed case is run again.
const TIMED: [&str; 2] = ["clocks", "poll"];

/// Runs cases on an installed host.
///
/// # Errors
///
/// Returns an error if a guest cannot be built, or the host cannot be started.
pub fn run(
    host: Host,
    launch: &Launch,
    cases: &[Case],
    faults: &[Fault],
) -> Result<Report, String> {
    let mut seen = Vec::new();
    for case in cases {
        let module = case.module(host.target)?;
        let mut tries = if TIMED.contains(&case.group()) { 3 } else { 1 };
        seen.push(loop {
            let found = once(host, launch, case, &module, faults)?;
            tries -= 1;
            if tries == 0 || found.differences.iter().all(|(_, reason)| reason.is_some()) {
                break found;
            }
            eprintln!("{}: {}: once more", host.name, case.name);
        });
    }
    Ok(Report {
        host,
        version: launch.version.clone(),
        seen,
    })
}

fn once(
    host: Host,
    launch: &Launch,
    case: &Case,
    module: &Path,
    faults: &[Fault],
) -> Result<Seen, String> {
    let sandbox = Sandbox::new().map_err(|error| format!("no sandbox: {error}"))?;
    let mut command = launch.command(module, case);
    let outcome = process::run(&mut command, &sandbox.inside(), &case.stdin, host.timeout)?;
    let explained = |difference: Difference| {
        let reason = reason(faults, host.name, &case.name, &difference);
        (difference, reason)
    };
    let mut differences: Vec<_> = differences(case, &outcome)
        .into_iter()
        .map(explained)
        .collect();
    if let Some(stray) = sandbox.files_outside() {
        differences.push(explained(Difference {
            line: "outside".to_owned(),
            seen: stray,
        }));
    }
    Ok(Seen {
        case: case.name.clone(),
        is_informative: case.is_informative(),
        lines: crate::compare::parse_lines(&outcome.stdout),
        outcome,
        differences,
    })
}

/// A directory with a file that no guest may reach, and an empty subdirectory for the guest.
struct Sandbox(PathBuf);

impl Sandbox {
    fn new() -> std::io::Result<Self> {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("nanowasi-hosts-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("inside"))?;
        fs::write(folder.join("outside"), "not for guests")?;
        Ok(Self(folder))
    }

    fn inside(&self) -> PathBuf {
        self.0.join("inside")
    }

    /// Returns what a guest made outside its directory.
    fn files_outside(&self) -> Option<String> {
        let entries = fs::read_dir(&self.0).ok()?.flatten();
        let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        names
            .into_iter()
            .find(|name| !["inside", "outside"].contains(&name.as_str()))
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        // It is a temporary directory, so a failure does not matter.
        let _ = fs::remove_dir_all(&self.0);
    }
}
