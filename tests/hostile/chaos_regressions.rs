//! What the chaos tests found, reduced: the host of each test was one with random faults.

use nanowasi_test_host::build::{Mode, guest};
use nanowasi_test_host::{Call, Output, Run};

const AGAIN: i32 = 6;
const BADF: i32 = 8;

/// Prints lines to a terminal. The host refuses the calls for which `refuses` returns `true`,
/// counted from 1, and its poll always reports that it is ready.
fn lines(count: usize, refuses: impl Fn(usize) -> bool + Send + 'static) -> Output {
    Run::new(guest("script", Mode::Tiny))
        .args(vec!["println:line"; count])
        .terminal()
        .fault("fd_write", move |call| {
            if refuses(call.number()) {
                AGAIN.into()
            } else {
                call.real()
            }
        })
        .fault("poll_oneoff", |call| {
            call.write_u32(call.arg(3), 1)?;
            Ok(0)
        })
        .run()
}

/// Each line was retried 1,024 times: a hundred thousand lines took two hundred million calls.
#[test]
fn a_host_that_takes_nothing_is_not_retried_for_each_line() {
    let out = lines(300, |_| true);
    assert!(!matches!(out.status.code(), None | Some(0)), "{out}");
    // The first 62 lines use up the retry limit, the others get its minimum, and the flush at exit
    // gets the full limit.
    let refused = 10_240 + 238 * 32 + 1024;
    assert_eq!(out.count("fd_write"), refused);
    assert_eq!(out.count("poll_oneoff"), refused - 301);
}

/// A host that takes output again receives all pending bytes, and the retry limit is restored.
#[test]
fn a_host_that_takes_output_again_restores_the_retry_limit() {
    let out = lines(4, |number| number != 2500 && number <= 3500);
    assert_eq!(out.stdout_str(), "line\n".repeat(4), "{out}");
    // The first line is given up after 1,024 calls, and so is the second. The third is taken
    // together with both, within its limit of 512. The fourth takes 1,000 calls.
    assert_eq!(out.count("fd_write"), 3501);
}

/// A preopened directory that was moved to descriptor 1,000,000,000 made the resolution of each
/// path take 65,536 calls.
#[test]
fn a_large_descriptor_does_not_slow_down_path_resolution() {
    let opened = |call: &mut Call<'_>| {
        let fds = [4, 1_000_000_000, 5];
        let fd = fds.get(call.number() - 1).copied().unwrap_or(6);
        call.write_u32(call.arg(8), fd)?;
        Ok(0)
    };
    let out = Run::new(guest("renumbers", Mode::Tiny))
        .args(["close:4", "file:a|b", "open:c"])
        .dir(".", ".")
        .dir("src", "src")
        .fault("path_open", opened)
        .fault("fd_renumber", |_| 0)
        .fault("fd_fdstat_get", |_| BADF)
        .fault("fd_read", |_| BADF)
        .run();
    assert_eq!(out.count("fd_renumber"), 1, "{out}");
    let looks = out.count("fd_prestat_get");
    assert!(looks < 30, "{looks} looks for a preopened directory");
}
