//! `--panic`: what a panic prints, and how it ends the program.

use crate::support::Folder;

const CODE: &str = "fn main() {\n    \
    println!(\"before\");\n    \
    let empty: Vec<i32> = Vec::new();\n    \
    std::panic::set_hook(Box::new(|_| println!(\"hook\")));\n    \
    if std::env::args().len() == 1 { let _ = std::panic::take_hook(); }\n    \
    println!(\"{}\", empty[std::hint::black_box(3)]);\n}\n";

/// The module contains panic code that the user excluded, or lacks code that the user requested.
/// `--panic location` is covered by the test of a killed build.
#[test]
fn each_panic_output_has_its_documented_parts() {
    let folder = Folder::program("panics", "2021", CODE);
    let message = "index out of bounds: the len is 0 but the index is 3";
    for (args, location, reason) in [
        (&["run", "-q"][..], true, true),
        (&["run", "-q", "--panic", "message"], true, true),
        (&["run", "-q", "--smallest"], false, false),
        (
            &["run", "-q", "--smallest", "--panic", "message"],
            true,
            true,
        ),
    ] {
        let finished = folder.run(args);
        // A silent panic traps, and buffered output is lost.
        let (stdout, status) = if location {
            ("before\n", 101)
        } else {
            ("", 134)
        };
        assert_eq!(finished.stdout, stdout, "{args:?}");
        assert_eq!(
            finished.status,
            Some(status),
            "{args:?}: {}",
            finished.stderr
        );
        let stderr = finished.stderr;
        assert_eq!(
            stderr.contains("src/main.rs:6:25"),
            location,
            "{args:?}: {stderr}"
        );
        assert_eq!(stderr.contains(message), reason, "{args:?}: {stderr}");
    }
    let finished = folder.run(&["run", "-q", "--", "x"]);
    assert_eq!(finished.stdout, "before\nhook\n", "{}", finished.stderr);
}
