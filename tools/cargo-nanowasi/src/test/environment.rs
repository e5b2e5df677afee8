//! The environment variables that cargo adds for a test, such as `CARGO_MANIFEST_DIR`, `OUT_DIR`
//! and those of the table `env` in a configuration file. A test gets these, and no others of the
//! user's environment.

use std::env;
use std::process::Command;

/// The variable with the names of the variables that exist outside of cargo.
const OUTER: &str = "NANOWASI_OUTER_VARIABLES";

/// The variables that cargo and rustup set for themselves and for native programs.
const INTERNAL: [&str; 9] = [
    "CARGO",
    "DYLD_FALLBACK_LIBRARY_PATH",
    "LD_LIBRARY_PATH",
    "PATH",
    "RUSTC",
    "RUSTDOC",
    "RUSTUP_HOME",
    "RUSTUP_TOOLCHAIN",
    "RUST_RECURSION_COUNT",
];
/// The prefixes of the variables that cargo and this program set for programs that they start.
const INTERNAL_PREFIXES: [&str; 4] = ["CARGO_ENCODED_", "CARGO_TARGET_WASM", "NANOWASI_", "RUSTC_"];

/// The variable that changes the output of a panic. It is passed on even if the user has set it.
const BACKTRACE: &str = "RUST_BACKTRACE";

/// Stores the names of the current variables for the runner that a command of cargo starts.
pub(super) fn store(cargo: &mut Command) {
    let names = env::vars_os().map(|(name, _)| name.to_string_lossy().into_owned());
    cargo.env(OUTER, names.collect::<Vec<_>>().join("\x1f"));
}

/// Returns the variables that cargo has added.
pub(super) fn added() -> Vec<(String, String)> {
    let outer = env::var(OUTER).unwrap_or_default();
    let outer: Vec<&str> = outer.split('\x1f').collect();
    let variables = env::vars_os().filter_map(|(name, value)| {
        let (name, value) = (name.into_string().ok()?, value.into_string().ok()?);
        Some((name, value)).filter(|(name, _)| is_for_test(name, &outer))
    });
    variables.collect()
}

/// Whether a test gets a variable.
fn is_for_test(name: &str, outer: &[&str]) -> bool {
    // Cargo sets these also if the user has set them.
    let is_of_package = name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_");
    let is_internal = INTERNAL.contains(&name)
        || INTERNAL_PREFIXES
            .iter()
            .any(|prefix| name.starts_with(prefix));
    is_of_package || name == BACKTRACE || (!outer.contains(&name) && !is_internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_gets_what_cargo_adds() {
        let outer = ["HOME", "CARGO_PKG_NAME", "KEY"];
        for (name, is_passed) in [
            ("CARGO_PKG_NAME", true),
            ("CARGO_MANIFEST_DIR", true),
            ("CARGO_BIN_EXE_tool", true),
            ("OUT_DIR", true),
            ("FROM_CONFIGURATION", true),
            ("RUST_BACKTRACE", true),
            ("HOME", false),
            ("KEY", false),
            ("CARGO", false),
            ("NANOWASI_RUNNER_OPTIONS", false),
            ("CARGO_ENCODED_RUSTFLAGS", false),
        ] {
            assert_eq!(is_for_test(name, &outer), is_passed, "{name}");
        }
    }
}
