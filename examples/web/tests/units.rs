//! Runs `units.js` in Node: the tests of the page's modules that need no browser.

use std::env;
use std::io::{self, Write};
use std::process::Command;

/// The splitting of arguments, the conversion of bytes to text, links and files.
#[test]
fn the_modules_pass_their_tests() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/units.js");
    let output = match Command::new("node").arg("--test").arg(script).output() {
        Ok(output) => output,
        Err(error) => {
            let required = env::var_os("NANOWASI_REQUIRE_BROWSER").is_some();
            assert!(!required, "cannot run node: {error}");
            // The test runner captures `eprintln!`, and shows it only if the test fails.
            let _ = writeln!(
                io::stderr(),
                "skipped the tests of the page's modules: cannot run node: {error}"
            );
            return;
        }
    };
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
    assert!(!said.contains("pass 0"), "{said}");
}
