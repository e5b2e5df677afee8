//! The page's modules that need no browser, tested in Node by `units.js`.

use std::env;
use std::io::{self, Write};
use std::process::Command;

/// Argument splitting, bytes as text, links and files.
#[test]
fn the_modules_do_what_they_say() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/units.js");
    let output = match Command::new("node").arg("--test").arg(script).output() {
        Ok(output) => output,
        Err(error) => {
            let required = env::var_os("NANOWASI_REQUIRE_BROWSER").is_some();
            assert!(!required, "cannot run node: {error}");
            // Past the test runner, which shows what a test prints only if it fails.
            let _ = writeln!(
                io::stderr(),
                "the page's modules are not tested: cannot run node: {error}"
            );
            return;
        }
    };
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
    assert!(!said.contains("pass 0"), "{said}");
}
