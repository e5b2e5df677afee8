//! The suite on the hosts that any machine has, and what is known of the others.

use std::path::Path;

use nanowasi_hosts::{cases, faults, hosts, suite};

/// All of the suite on a host: nothing is to differ that `faults.toml` does not explain.
fn all_is_well_on(name: &str) {
    let host = hosts()
        .into_iter()
        .find(|host| host.name == name)
        .expect("a host of that name");
    let launch = match (host.prepare)(Path::new(env!("CARGO_BIN_EXE_nanowasi-hosts"))) {
        Ok(launch) => launch,
        Err(reason) => {
            println!("{name} is left out: {reason}");
            return;
        }
    };
    let (cases, faults) = (cases().expect("cases"), faults().expect("faults"));
    let report = suite::run(host, &launch, &cases, &faults).expect("the suite runs");
    let unexplained = report.unexplained();
    assert!(
        unexplained.is_empty(),
        "{name} {}:\n{unexplained}",
        report.version
    );
    let [well, differ, _] = report.counts();
    assert_eq!(well + differ, cases.len());
    assert!(well > cases.len() / 2, "{name}: {well} ok, {differ} differ");
}

#[test]
fn wasmtime() {
    all_is_well_on("wasmtime");
}

#[test]
fn node() {
    all_is_well_on("node");
}

/// An explanation with a misspelt host or case explained nothing, and was found only by a run of all hosts.
#[test]
fn each_fault_is_one_of_a_host_and_a_case_that_there_are() {
    let (hosts, cases) = (hosts(), cases().expect("cases"));
    for fault in faults().expect("faults") {
        assert!(
            !fault.hosts.is_empty() && !fault.at.is_empty(),
            "{}",
            fault.why
        );
        for name in &fault.hosts {
            assert!(
                hosts.iter().any(|host| host.name == name),
                "{}: no host {name}",
                fault.why
            );
        }
        for at in &fault.at {
            assert!(
                cases.iter().any(|case| at.is_of(&case.name)),
                "{}: no case {at:?}",
                fault.why
            );
        }
        assert!(fault.link.starts_with("https://"), "{}: no link", fault.why);
    }
}
