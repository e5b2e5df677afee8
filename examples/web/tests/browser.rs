//! The page in a browser: each case of `driver/`, in headless Chromium, on a site that is built and served here.
//!
//! One browser has all cases, whichever of them are asked for. Without Chromium, Node or npm there is nothing to be
//! seen: then that is said, and nothing fails, unless `NANOWASI_REQUIRE_BROWSER` is set. `CHROMIUM` names another
//! browser than `/usr/bin/chromium`, and `NANOWASI_SCREENSHOT` a file for a picture of the page.
#![allow(clippy::panic, reason = "what can't go on here is a test that fails")]

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

/// Of each case why it has failed, if it has.
type Outcomes = BTreeMap<String, Option<String>>;

/// Why there is no browser to be had.
struct Unavailable(String);

static OUTCOMES: LazyLock<Option<Outcomes>> = LazyLock::new(|| match drive() {
    Ok(outcomes) => Some(outcomes),
    Err(Unavailable(reason)) => {
        assert!(
            env::var_os("NANOWASI_REQUIRE_BROWSER").is_none(),
            "the page can't be tested: {reason}"
        );
        // Past the test runner, which shows what a test prints only if it fails.
        let _ = writeln!(io::stderr(), "the page is not tested: {reason}");
        None
    }
});

macro_rules! cases {
    ($($name:ident)*) => {
        /// A case that nobody asks for could fail for ever.
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
                    None => panic!("the driver has no such case, or has ended before it"),
                }
            }
        )*
    };
}

cases! {
    hello exit echo cat wc sizer sort sum panic mkdir

    by_keyboard_alone
    files_are_edited_by_keyboard
    a_link_has_all_that_it_takes
    a_link_to_nothing_is_told
    the_link_is_copied
    each_tool_keeps_what_it_was_given
    every_control_has_a_name

    ten_mebibytes_are_counted
    long_output_is_cut_and_downloaded_whole
    bytes_that_are_no_text
    output_is_no_markup
    imports_are_counted
    sizes_are_those_of_the_modules

    a_file_that_is_not_there
    bad_quoting
    bad_file_names
    a_trap
    a_module_that_is_none
    a_module_that_cannot_be_fetched
    an_input_that_is_gone
    a_list_that_cannot_be_fetched
    an_endless_tool_is_stopped
    endless_output_is_stopped

    every_tool_runs_on_a_phone_and_nothing_is_wider
    a_phone_shows_the_result
    both_colour_schemes_can_be_read

    no_request_leaves_the_origin
    nothing_is_complained_of
}

/// Builds the site, serves it, and has the driver look at it.
fn drive() -> Result<Outcomes, Unavailable> {
    let chromium = registry::chromium().map_err(Unavailable)?;
    // Without it, the site can't be written, and that is no fault of its.
    registry::npm("wasi-shim", &[BROWSER_WASI_SHIM]).map_err(Unavailable)?;
    let installed = registry::npm("playwright", &[PLAYWRIGHT]).map_err(Unavailable)?;
    let playwright = installed.join("node_modules/playwright-core/index.mjs");

    // Not the one that somebody may be looking at.
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
        let told: Value = serde_json::from_str(line)
            .unwrap_or_else(|error| panic!("the driver says {line}: {error}"));
        let text = |key: &str| told.get(key).and_then(Value::as_str).map(str::to_owned);
        if let Some(reason) = text("unavailable") {
            return Err(Unavailable(reason));
        }
        outcomes.insert(text("case").unwrap_or_default(), text("error"));
    }
    assert!(
        output.status.success(),
        "the driver has failed: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(outcomes)
}
