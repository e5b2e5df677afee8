//! Compares the table of plug-in hosts in `docs/hosts.md` with the list of hosts, and the list with
//! the tests.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use nanowasi_build::workspace;
use nanowasi_plugins::hosts::hosts;

const BEGIN: &str =
    "<!-- plug-in hosts: written by `NANOWASI_WRITE=1 cargo test -p nanowasi-plugins` -->\n";
const END: &str = "\n<!-- end -->";

/// Returns the table.
fn table() -> String {
    let mut table = "\n| host | version | source | plug-in | `_initialize` is called by | WASI \
         | a trap is reported as |\n\
         | --- | --- | --- | --- | --- | --- | --- |\n"
        .to_owned();
    for host in hosts() {
        let cells = [
            host.title,
            host.version,
            host.from,
            host.plugin,
            host.initialize,
            host.wasi,
        ];
        // A message can contain backticks.
        let quote = if host.trap.contains('`') { "``" } else { "`" };
        let trap = [quote, host.trap, quote].concat();
        writeln!(table, "| {} | {trap} |", cells.join(" | ")).expect("a string");
    }
    table
}

/// With `NANOWASI_WRITE`, the test writes the table.
#[test]
fn the_document_has_the_hosts_of_the_tests() {
    let path = workspace().join("docs/hosts.md");
    let text = fs::read_to_string(&path).expect("docs/hosts.md");
    let (before, rest) = text.split_once(BEGIN).expect("the begin of the table");
    let (current, after) = rest.split_once(END).expect("the end of the table");
    let table = table();
    if env::var_os("NANOWASI_WRITE").is_some() {
        fs::write(&path, [before, BEGIN, &table, END, after].concat()).expect("docs/hosts.md");
    } else {
        assert_eq!(current, table, "run the test with NANOWASI_WRITE=1");
    }
}

/// A host without a test would be a claim.
#[test]
fn each_host_has_a_test() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut tests = String::new();
    for file in fs::read_dir(folder).expect("tests").flatten() {
        tests += &fs::read_to_string(file.path()).expect("a test");
    }
    for host in hosts() {
        let is_tested = ["host(\"", "check(\""]
            .iter()
            .any(|call| tests.contains(&format!("{call}{}\"", host.name)));
        assert!(is_tested, "{}", host.name);
    }
}
