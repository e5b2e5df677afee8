//! Checks `faults.toml` and the document.

use std::fs;

use nanowasi_hosts::{cases, faults, hosts};

/// A misspelt host or case in `faults.toml` explained nothing, which only a run of all hosts
/// showed.
#[test]
fn each_fault_names_an_existing_host_and_case() {
    let (hosts, cases) = (hosts(), cases().expect("cases"));
    for fault in faults().expect("faults") {
        assert!(
            !fault.hosts.is_empty() && !fault.symptoms.is_empty(),
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
        for symptom in &fault.symptoms {
            assert!(
                cases.iter().any(|case| symptom.is_of(&case.name)),
                "no case: {symptom}"
            );
        }
        assert!(fault.link.starts_with("https://"), "{}: no link", fault.why);
    }
}

/// The document had columns of a removed host, and cells that no fault explained.
#[test]
fn the_document_has_the_current_hosts_and_cases() {
    let path = nanowasi_build::workspace().join("docs/hosts.md");
    let text = fs::read_to_string(path).expect("docs/hosts.md");
    for host in hosts() {
        assert!(
            text.contains(&format!("\n| {} (`{}`) | ", host.title, host.name)),
            "{}",
            host.title
        );
    }
    let rows: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("| "))
        .collect();
    for case in cases().expect("cases") {
        let row = format!("{} | ", case.name);
        let has = rows.iter().any(|line| line.starts_with(&row));
        assert_eq!(has, !case.is_informative(), "{}", case.name);
    }
    let head = rows
        .iter()
        .find(|line| line.starts_with("case | "))
        .expect("a table of cases");
    let columns = head.trim_end_matches(" |").split(" | ").skip(1);
    for column in columns {
        assert!(hosts().iter().any(|host| host.name == column), "{column}");
    }
    assert!(!text.contains("unexplained"));
}
