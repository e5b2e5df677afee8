//! Tests the page in headless Chromium: builds and serves the site, and runs the cases of
//! `driver/`.
//!
//! One browser runs all cases, also if only some tests are selected. Without Chromium, Node or npm
//! the tests are skipped with a message, unless `NANOWASI_REQUIRE_BROWSER` is set. `CHROMIUM` names
//! a browser other than `/usr/bin/chromium`, and `NANOWASI_SCREENSHOT` a file for a picture of the
//! page.
#![allow(clippy::panic, reason = "a test panics when its setup fails")]

use std::collections::BTreeMap;
use std::env;
use std::io::{self, Write};
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;
use std::thread;

use nanowasi_build::registry::{self, BROWSER_WASI_SHIM, PLAYWRIGHT};
use nanowasi_build::workspace;
use nanowasi_web::server::Server;
use nanowasi_web::site;
use serde_json::Value;

const DRIVER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/driver/main.js");

/// The error of each case, or `None` if it has passed.
type Outcomes = BTreeMap<String, Option<String>>;

/// The reason why there is no browser.
struct Unavailable(String);

static OUTCOMES: LazyLock<Option<Outcomes>> = LazyLock::new(|| match drive() {
    Ok(outcomes) => Some(outcomes),
    Err(Unavailable(reason)) => {
        assert!(
            env::var_os("NANOWASI_REQUIRE_BROWSER").is_none(),
            "cannot test the page: {reason}"
        );
        // The test runner captures `eprintln!`, and shows it only if the test fails.
        let _ = writeln!(io::stderr(), "skipped the tests of the page: {reason}");
        None
    }
});

macro_rules! cases {
    ($($name:ident)*) => {
        /// A case without a test could fail unnoticed.
        #[test]
        fn no_case_is_left_out() {
            let Some(outcomes) = &*OUTCOMES else { return };
            let known = [$(stringify!($name)),*];
            let unknown: Vec<_> = outcomes.keys().filter(|name| !known.contains(&name.as_str())).collect();
            assert!(unknown.is_empty(), "{unknown:?}");
        }

        $(
            #[test]
            fn $name() {
                let Some(outcomes) = &*OUTCOMES else { return };
                match outcomes.get(stringify!($name)) {
                    Some(None) => {}
                    Some(Some(error)) => panic!("{error}"),
                    None => panic!("the driver lacks this case, or ended before it"),
                }
            }
        )*
    };
}

cases! {
    hello exit echo cat wc sizer sort sum panic mkdir

    by_keyboard_alone
    files_are_edited_by_keyboard
    a_link_restores_a_run
    a_link_to_an_unknown_tool_is_reported
    the_link_is_copied
    each_tool_keeps_its_inputs
    every_control_has_a_name

    ten_mebibytes_are_counted
    long_output_is_cut_and_downloaded_whole
    bytes_that_are_not_text
    output_is_not_markup
    imports_are_counted
    sizes_are_those_of_the_modules

    a_missing_file
    bad_quoting
    bad_file_names
    a_trap
    an_invalid_module
    a_module_that_cannot_be_fetched
    a_deleted_input_file
    a_tool_list_that_cannot_be_fetched
    an_endless_tool_is_stopped
    endless_output_is_stopped

    every_tool_fits_on_a_phone
    a_phone_shows_the_result
    both_colour_schemes_are_readable

    no_request_leaves_the_origin
    the_console_has_no_errors
}

/// Builds and serves the site, and runs the driver.
fn drive() -> Result<Outcomes, Unavailable> {
    let chromium = registry::chromium().map_err(Unavailable)?;
    // The site cannot be written without the shim. A missing npm is not a failure of the site.
    registry::npm("wasi-shim", &[BROWSER_WASI_SHIM]).map_err(Unavailable)?;
    let installed = registry::npm("playwright", &[PLAYWRIGHT]).map_err(Unavailable)?;
    let playwright = installed.join("node_modules/playwright-core/index.mjs");

    // Not in `target/web`, which `cargo web --serve` may be serving.
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("web");
    site::write(&folder).unwrap_or_else(|error| panic!("{error}"));
    let server = Server::bind(&folder, 0).unwrap_or_else(|error| panic!("{error}"));
    let url = server.url();
    thread::spawn(move || server.run());

    let mut driver = Command::new("node");
    driver.arg(DRIVER).arg(url).arg(playwright).arg(chromium);
    if let Some(picture) = env::var_os("NANOWASI_SCREENSHOT") {
        driver.arg(workspace().join(picture));
    }
    let output = driver
        .output()
        .map_err(|error| Unavailable(format!("cannot run node: {error}")))?;
    let mut outcomes = Outcomes::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let message: Value = serde_json::from_str(line)
            .unwrap_or_else(|error| panic!("invalid output of the driver: {line}: {error}"));
        let text = |key: &str| message.get(key).and_then(Value::as_str).map(str::to_owned);
        if let Some(reason) = text("unavailable") {
            return Err(Unavailable(reason));
        }
        outcomes.insert(text("case").unwrap_or_default(), text("error"));
    }
    assert!(
        output.status.success(),
        "the driver failed: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(outcomes)
}
