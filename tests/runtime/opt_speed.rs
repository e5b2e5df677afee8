//! Code that is compiled only with `opt-level = 3`: short copies, searching the input buffer for
//! lines, and the allocator, which copies in the same way.
//!
//! Other tests build for size, so this code ran only in benchmarks.

use std::sync::Mutex;

use nanowasi_test_host::build::Build;
use nanowasi_test_host::{Response, Run, Status};

const INTR: i32 = 27;

fn opt_level_3(guest: &str) -> Build {
    Build::guest(guest).opt_level("3")
}

/// Runs a guest that reads lines. The host returns one fragment a call, and then the end of file.
fn lines_of(fragments: &[&str]) -> (Vec<String>, usize) {
    let fragments: Vec<String> = fragments
        .iter()
        .map(|fragment| (*fragment).to_owned())
        .collect();
    let fragments = Mutex::new(fragments.into_iter());
    let output = Run::new(opt_level_3("input").wasm())
        .arg("lines")
        .fault("fd_read", move |call| {
            let fragment = fragments.lock().unwrap().next().unwrap_or_default();
            if fragment == "INTR" {
                return Response::Errno(INTR);
            }
            let to = call.u32(call.arg(1)).unwrap();
            call.write(to, fragment.as_bytes()).unwrap();
            let len = u32::try_from(fragment.len()).unwrap();
            call.write_u32(call.arg(3), len).unwrap();
            Response::Errno(0)
        })
        .run();
    assert_eq!(output.status, Status::Exit(0), "{output}");
    let lines = output.stdout_str().lines().map(str::to_owned).collect();
    (lines, output.count("fd_read"))
}

/// Split at each byte, with both kinds of line ends, with none at the end, and with letters that
/// are not ASCII.
#[test]
fn lines_arrive_whole_wherever_they_are_split() {
    let text = "a\r\n\n\r\nä line that is longer\r\r\nx\r";
    let expected = [
        r#"lines "a""#,
        r#"lines """#,
        r#"lines """#,
        r#"lines "ä line that is longer\r""#,
        r#"lines "x\r""#,
    ];
    let (whole, _) = lines_of(&[text]);
    assert_eq!(whole, expected);
    for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
        let (one, other) = text.split_at(at);
        // Only the last read may return nothing.
        let mut fragments: Vec<&str> = [one, "INTR", other]
            .into_iter()
            .filter(|fragment| !fragment.is_empty())
            .collect();
        assert_eq!(lines_of(&fragments).0, expected, "{at}");
        fragments.insert(0, "INTR");
        assert_eq!(lines_of(&fragments).0, expected, "{at}");
    }
}

/// Input at a terminal had to be ended twice, and what was typed in between was read.
#[test]
fn the_end_of_input_is_read_once() {
    let (lines, reads) = lines_of(&["one\ntwo\n", "", "beyond the end\n"]);
    assert_eq!(lines, [r#"lines "one""#, r#"lines "two""#]);
    assert_eq!(reads, 2);
}

/// A line for which there was no memory was lost in a build for speed, and kept in a build for
/// size.
#[test]
fn a_line_without_memory_is_read_once_there_is_memory() {
    let text = format!("{}\nshort\n", "long ".repeat(1000));
    for guest in [Build::guest("input"), opt_level_3("input")] {
        let output = Run::new(guest.wasm())
            .arg("hungry-lines")
            .stdin(text.clone())
            .memory_limit(4 << 20)
            .run();
        assert_eq!(output.status, Status::Exit(0), "{output}");
        let text = output.stdout_str();
        let lines: Vec<&str> = text.lines().collect();
        let [first, long, short] = lines.as_slice() else {
            panic!("{output}");
        };
        assert_eq!(*first, r#"hungry-lines "refused""#);
        assert_eq!(long.len(), r#"hungry-lines """#.len() + 5000, "{output}");
        assert_eq!(*short, r#"hungry-lines "short""#);
    }
}

#[test]
fn without_waiting_an_interruption_is_returned() {
    let guest = opt_level_3("input").feature("no-wait").wasm();
    let output = Run::new(&guest)
        .arg("lines")
        .fault("fd_read", |_| INTR)
        .run();
    assert_eq!(output.status, Status::Exit(1), "{output}");
    assert_eq!(output.count("fd_read"), 1, "{output}");
}

/// Each length around those at which the copying method changes, at each offset in the buffer.
#[test]
fn short_copies_are_complete() {
    let guest = opt_level_3("script").wasm();
    let args: Vec<String> = (0..=130).map(|len| format!("letters:{len}")).collect();
    let output = Run::new(&guest).args(args).run();
    assert_eq!(output.status, Status::Exit(0), "{output}");
    let longest = Run::new(&guest).arg("letters:130").run();
    let (mut rest, all) = (&*output.stdout_str(), &*longest.stdout_str());
    assert!(all.starts_with("abcdefghijklmnopqrstuvwxy"), "{all}");
    for len in 0..=130 {
        let (fragment, after) = rest.split_at(len);
        assert_eq!(fragment, &all[..len]);
        rest = after;
    }
    assert_eq!(rest, "");
}

/// Blocks that are moved keep their bytes, whatever their length.
#[test]
fn growing_blocks_keep_their_bytes() {
    let guest = opt_level_3("operations").wasm();
    for seed in ["3", "4"] {
        let output = Run::new(&guest)
            .args([seed, "50000"])
            .no_timeout()
            .memory_limit(132 << 20)
            .run();
        assert_eq!(output.status, Status::Exit(0), "{output}");
        let text = output.stdout_str();
        assert!(
            text.contains("second: as large as at the start: true"),
            "{output}"
        );
    }
}
