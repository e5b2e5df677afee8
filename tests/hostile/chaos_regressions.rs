//! What the chaos has found, made small: each test is a host that was drawn by lot.

use nanowasi_test_host::build::{Mode, guest};
use nanowasi_test_host::{Call, Output, Run};

const AGAIN: i32 = 6;
const BADF: i32 = 8;

/// Prints lines to a terminal whose host refuses those calls that `refuses` says, counted from 1, and always has
/// a poll that says that there is room.
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

/// Each line used to be tried 1,024 times again: a hundred thousand lines took two hundred million calls.
#[test]
fn a_host_that_never_takes_output_is_not_waited_for_at_each_line() {
    let out = lines(300, |_| true);
    assert!(!matches!(out.status.code(), None | Some(0)), "{out}");
    // The first 62 lines wear the patience out, the others have what is left of it, and the end has all of it.
    let refused = 10_240 + 238 * 32 + 1024;
    assert_eq!(out.count("fd_write"), refused);
    assert_eq!(out.count("poll_oneoff"), refused - 301);
}

/// And one that comes round gets all that waits, and as much patience as before.
#[test]
fn a_host_that_takes_output_again_is_waited_for_again() {
    let out = lines(4, |number| number != 2500 && number <= 3500);
    assert_eq!(out.stdout_str(), "line\n".repeat(4), "{out}");
    // The first line is given up after 1,024 calls, the second after as many, the third is taken with
    // both, of 512 that it had, and the fourth is tried 1,000 times.
    assert_eq!(out.count("fd_write"), 3501);
}

/// A descriptor of 1,000,000,000 where a preopened directory was moved to had each path looked for in 65,536 calls.
#[test]
fn a_wild_descriptor_does_not_make_each_path_a_long_way() {
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
