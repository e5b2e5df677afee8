//! Reading without waiting, and the nonblocking flag.

use nanowasi_test_host::Call;

use super::poll::{lines, polls, write_events};

/// If the host cannot poll standard input, the guest reads it anyway. A program that took the error
/// for empty input would never see any.
#[test]
fn input_that_cannot_be_polled_is_read() {
    for errno in [52, 58, 63] {
        let whole = polls(["read"])
            .stdin("twelve bytes")
            .fault("poll_oneoff", move |_| i32::from(errno))
            .run();
        let each = polls(["read"])
            .stdin("twelve bytes")
            .fault("poll_oneoff", move |call| {
                write_events(call, &[(0, errno, 0)], Some(1))
            })
            .run();
        for output in [whole, each] {
            let expected = [
                "read twel",
                "read ve b",
                "read ytes",
                "the end",
                "read: done",
            ];
            assert_eq!(lines(&output), expected, "{errno}: {output}");
        }
    }
    let output = polls(["read"])
        .stdin("twelve bytes")
        .fault("poll_oneoff", |_| 8)
        .run();
    assert_eq!(lines(&output), ["read: BADF"], "{output}");
    assert_eq!(output.count("fd_read"), 0);
}

#[test]
fn checking_for_input_does_not_wait() {
    let nothing = |call: &mut Call<'_>| {
        // The event of the clock, whose subscription comes second.
        write_events(call, &[(1, 0, 0)], Some(1))
    };
    let output = polls(["read", "readable"])
        .stdin("some")
        .fault("poll_oneoff", nothing)
        .run();
    let expected = ["no input", "read: done", "readable false", "readable: done"];
    assert_eq!(lines(&output), expected, "{output}");
    assert_eq!(output.count("fd_read"), 0, "{output}");

    // A host that wrongly reports readiness.
    let output = polls(["read"])
        .fault("poll_oneoff", |call| {
            write_events(call, &[(0, 0, 1)], Some(1))
        })
        .fault("fd_read", |_| 6)
        .run();
    assert_eq!(lines(&output), ["no input", "read: done"], "{output}");
}

/// `is_nonblocking` reports what the host says, and only the flags that the specification defines.
#[test]
fn is_nonblocking_returns_the_flag_of_the_host() {
    let output = polls(["nonblocking"]).run();
    assert_eq!(
        lines(&output),
        ["nonblocking: BADF"],
        "the host has changed"
    );
    for (flags, name, expected) in [
        (0, "nonblocking", 4),
        (1 | 16, "nonblocking", 1 | 4 | 16),
        (4, "nonblocking", 4),
        // Node returns the flags of the operating system.
        (0x8802, "nonblocking", 2 | 4),
        (4 | 1, "blocking", 1),
        (0, "blocking", 0),
    ] {
        let output = polls([name])
            .fault("fd_fdstat_get", move |call| {
                let write_events = call.real();
                if call.arg(0) == 0 {
                    call.write_u16(call.arg(1) + 2, flags)?;
                }
                Ok(write_events)
            })
            .fault("fd_fdstat_set_flags", |_| 0)
            .run();
        assert_eq!(lines(&output), [format!("{name}: done")], "{output}");
        let set_flags: Vec<_> = output.calls_of("fd_fdstat_set_flags").collect();
        assert_eq!(set_flags[0].args, [0, expected], "{output}");
    }
}
