//! `cargo hosts`: runs the conformance suite on all hosts, and writes `docs/hosts.md`.

use std::env;
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Mutex;
use std::thread;

use nanowasi_hosts::{Case, Fault, Host, Reason, Report, cases, faults, hosts, suite, write};
use nanowasi_test_host::{Run, Status};

const HELP: &str = "\
Run the conformance suite on WASI hosts.

Usage: cargo hosts [HOST...] [--case NAME] [--lines]
       cargo hosts --list

Without a host, runs all of them, and writes the results to docs/hosts.md.
Hosts are installed from their registries into the target directory. A host
that is not available is left out, with a reason.

      --case NAME  Run only the cases whose names begin with NAME
      --lines      Print the output of each case
      --list       List the hosts and the cases
  -h, --help       Print this help

The status is 1 if a host differs in a way that `tests/hosts/faults.toml` does
not explain, or no longer differs as that file says; then nothing is written.
It is 2 if the command line is wrong, or a guest does not build.
";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let done = match args.first().map(String::as_str) {
        Some("--wasmtime") => return wasmtime(args.get(1..).unwrap_or_default()),
        _ => hosts_and_cases(&args),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("hosts: {error}");
            ExitCode::from(2)
        }
    }
}

fn hosts_and_cases(args: &[String]) -> Result<bool, String> {
    let (mut names, mut prefix, mut lines) = (Vec::new(), String::new(), false);
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "-h" | "--help" => {
                print!("{HELP}");
                return Ok(true);
            }
            "--case" => prefix.clone_from(args.next().ok_or("--case needs a name")?),
            "--lines" => lines = true,
            "--list" => {
                list()?;
                return Ok(true);
            }
            option if option.starts_with('-') => {
                return Err(format!("unknown option {option}; see `cargo hosts --help`"));
            }
            name => names.push(name.to_owned()),
        }
    }
    let all = hosts();
    if let Some(unknown) = names
        .iter()
        .find(|name| all.iter().all(|host| host.name != **name))
    {
        return Err(format!("no such host: {unknown}; see `cargo hosts --list`"));
    }
    let is_whole = names.is_empty() && prefix.is_empty();
    let chosen: Vec<Host> = all
        .into_iter()
        .filter(|host| names.is_empty() || names.iter().any(|name| name == host.name))
        .collect();
    let mut cases = cases()?;
    cases.retain(|case| case.name.starts_with(&prefix));
    if cases.is_empty() {
        return Err(format!(
            "no case begins with {prefix}; see `cargo hosts --list`"
        ));
    }
    let faults = faults()?;
    let (reports, absent) = run(&chosen, &cases, &faults)?;
    let mut is_well = true;
    for report in &reports {
        if lines {
            print_lines(report);
        }
        let unexplained = report.unexplained();
        is_well &= unexplained.is_empty();
        print!("{unexplained}");
    }
    for report in &reports {
        let [well, differ, fail] = report.counts();
        println!(
            "{} {}: {well} ok, {differ} differ, {fail} fail",
            report.host.name, report.version
        );
    }
    for (host, reason) in &absent {
        println!("{}: left out: {reason}", host.name);
    }
    if is_whole {
        for stale in stale(&faults, &reports) {
            println!("not seen any more: {stale}");
            is_well = false;
        }
        if is_well {
            let absent: Vec<Host> = absent.into_iter().map(|(host, _)| host).collect();
            write(&cases, &faults, &reports, &absent)?;
        }
    }
    Ok(is_well)
}

/// A host that is not available, and why.
type Absent = (Host, String);

/// Runs the cases on hosts, two at a time. Returns the reports, and the hosts that are not
/// available.
fn run(
    hosts: &[Host],
    cases: &[Case],
    faults: &[Fault],
) -> Result<(Vec<Report>, Vec<Absent>), String> {
    let own = env::current_exe().map_err(|error| error.to_string())?;
    let (mut ready, mut absent) = (Vec::new(), Vec::new());
    for host in hosts {
        match (host.prepare)(&own) {
            Ok(launch) => ready.push((*host, launch)),
            Err(reason) => absent.push((*host, reason)),
        }
    }
    for (host, _) in &ready {
        for case in cases {
            case.module(host.target)?;
        }
    }
    let next = Mutex::new(ready.iter().enumerate());
    let done = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let next = next.lock().expect("nothing panics with it").next();
                    let Some((index, (host, launch))) = next else {
                        break;
                    };
                    eprintln!("{} {}", host.name, launch.version);
                    let report = suite::run(*host, launch, cases, faults);
                    done.lock()
                        .expect("nothing panics with it")
                        .push((index, report));
                }
            });
        }
    });
    let mut done = done.into_inner().expect("nothing panics with it");
    done.sort_by_key(|(index, _)| *index);
    let mut reports = Vec::new();
    for (index, report) in done {
        match (report, ready.get(index)) {
            (Ok(report), _) => reports.push(report),
            // The host is installed, but does not start.
            (Err(reason), Some((host, _))) => absent.push((*host, reason)),
            (Err(reason), None) => return Err(reason),
        }
    }
    Ok((reports, absent))
}

/// Returns the results in `faults.toml` that were not seen on hosts that were run.
fn stale(faults: &[Fault], reports: &[Report]) -> Vec<String> {
    let mut stale = Vec::new();
    for (number, fault) in faults.iter().enumerate() {
        for (index, symptom) in fault.symptoms.iter().enumerate() {
            let this = Reason {
                fault: number,
                symptom: index,
            };
            for Report { host, seen, .. } in reports {
                let mut found = seen.iter().flat_map(|seen| &seen.differences);
                let is_of = fault.hosts.iter().any(|name| name == host.name) && !symptom.is_timed();
                if is_of && !found.any(|(_, reason)| *reason == Some(this)) {
                    stale.push(format!("{}: {symptom}", host.name));
                }
            }
        }
    }
    stale
}

fn print_lines(report: &Report) {
    for seen in &report.seen {
        println!(
            "{} {} {:?}",
            report.host.name, seen.case, seen.outcome.ended
        );
        for (name, value) in &seen.lines {
            println!("    {name}: {value}");
        }
        print!("{}", String::from_utf8_lossy(&seen.outcome.stderr));
    }
}

fn list() -> Result<(), String> {
    for host in hosts() {
        println!("{:12} {} ({})", host.name, host.title, host.from);
    }
    for case in cases()? {
        println!("{}", case.name);
    }
    Ok(())
}

/// The driver for this program's wasmtime: `MODULE [KEY=VALUE…] -- [ARG…]`.
fn wasmtime(args: &[String]) -> ExitCode {
    const TRAPPED: u8 = 134;
    let mut args = args.iter();
    let path = Path::new(args.next().map_or("", String::as_str));
    let wasm = match fs::read(path) {
        Ok(wasm) => wasm,
        Err(error) => {
            eprintln!("host: {}: {error}", path.display());
            return ExitCode::from(TRAPPED);
        }
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut run = Run::new(wasm)
        .name(name)
        .inherit_stdio()
        .no_timeout()
        .dir(".", ".");
    for pair in args.by_ref().take_while(|arg| *arg != "--") {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        run = run.env(key, value);
    }
    match run.args(args.cloned()).run().status {
        Status::Exit(code) => ExitCode::from(u8::try_from(code).unwrap_or(u8::MAX)),
        ended => {
            eprintln!("host: {ended}");
            ExitCode::from(TRAPPED)
        }
    }
}
