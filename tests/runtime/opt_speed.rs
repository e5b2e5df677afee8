//! What is compiled in only where a program is optimized for speed: short copies, lines that are looked for in the
//! buffer, and the allocator that copies so.
//!
//! The failures that it stands for: code that ran in benchmarks alone, and was wrong where no test looked.

use std::sync::Mutex;

use nanowasi_test_host::build::Build;
use nanowasi_test_host::{Answer, Run, Status};

const INTR: i32 = 27;

fn fast(guest: &str) -> Build {
    Build::guest(guest).opt_level("3")
}

/// A guest that reads lines, from a host that gives a piece a call, and nothing behind the last.
fn lines_of(pieces: &[&str]) -> (Vec<String>, usize) {
    let pieces: Vec<String> = pieces.iter().map(|piece| (*piece).to_owned()).collect();
    let pieces = Mutex::new(pieces.into_iter());
    let output = Run::new(fast("input").wasm())
        .arg("lines")
        .fault("fd_read", move |call| {
            let piece = pieces.lock().unwrap().next().unwrap_or_default();
            if piece == "INTR" {
                return Answer::Errno(INTR);
            }
            let to = call.u32(call.arg(1)).unwrap();
            call.write(to, piece.as_bytes()).unwrap();
            let len = u32::try_from(piece.len()).unwrap();
            call.write_u32(call.arg(3), len).unwrap();
            Answer::Errno(0)
        })
        .run();
    assert_eq!(output.status, Status::Exit(0), "{output}");
    let lines = output.stdout_str().lines().map(str::to_owned).collect();
    (lines, output.count("fd_read"))
}

/// Wherever a host cuts them, with either end of a line, with none at the end, and with what is not ASCII.
#[test]
fn lines_arrive_whole_wherever_they_are_cut() {
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
        // No piece of a host's is empty but the last.
        let mut pieces: Vec<&str> = [one, "INTR", other]
            .into_iter()
            .filter(|piece| !piece.is_empty())
            .collect();
        assert_eq!(lines_of(&pieces).0, expected, "{at}");
        pieces.insert(0, "INTR");
        assert_eq!(lines_of(&pieces).0, expected, "{at}");
    }
}

/// A person who ends the input at a terminal had to end it twice, and what was typed between the two was read.
#[test]
fn the_end_is_asked_for_once() {
    let (lines, reads) = lines_of(&["one\ntwo\n", "", "behind the end\n"]);
    assert_eq!(lines, [r#"lines "one""#, r#"lines "two""#]);
    assert_eq!(reads, 2);
}

/// A line that there was no memory for was lost where the program is fast, and stayed where it is small.
#[test]
fn a_line_without_memory_is_there_when_there_is_some() {
    let text = format!("{}\nshort\n", "long ".repeat(1000));
    for guest in [Build::guest("input"), fast("input")] {
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
fn without_waiting_an_interruption_is_an_error_at_once() {
    let guest = fast("input").feature("no-wait").wasm();
    let output = Run::new(&guest)
        .arg("lines")
        .fault("fd_read", |_| INTR)
        .run();
    assert_eq!(output.status, Status::Exit(1), "{output}");
    assert_eq!(output.count("fd_read"), 1, "{output}");
}

/// Each length around those at which the way to copy changes, at each place in the buffer.
#[test]
fn short_pieces_are_copied_whole() {
    let guest = fast("script").wasm();
    let args: Vec<String> = (0..=130).map(|len| format!("letters:{len}")).collect();
    let output = Run::new(&guest).args(args).run();
    assert_eq!(output.status, Status::Exit(0), "{output}");
    let longest = Run::new(&guest).arg("letters:130").run();
    let (mut rest, all) = (&*output.stdout_str(), &*longest.stdout_str());
    assert!(all.starts_with("abcdefghijklmnopqrstuvwxy"), "{all}");
    for len in 0..=130 {
        let (piece, behind) = rest.split_at(len);
        assert_eq!(piece, &all[..len]);
        rest = behind;
    }
    assert_eq!(rest, "");
}

/// Blocks that are moved keep their bytes, whatever their length.
#[test]
fn blocks_that_grow_keep_what_is_in_them() {
    let guest = fast("operations").wasm();
    for seed in ["3", "4"] {
        let output = Run::new(&guest)
            .args([seed, "50000"])
            .no_timeout()
            .memory_limit(132 << 20)
            .run();
        assert_eq!(output.status, Status::Exit(0), "{output}");
        let text = output.stdout_str();
        assert!(
            text.contains("second: in one piece as at the start: true"),
            "{output}"
        );
    }
}
