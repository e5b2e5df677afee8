//! The environment. What is expected of a host that does as it should is what `std` printed under the same.

use nanowasi_test_host::build::{self, Build, Mode};
use nanowasi_test_host::{Answer, Call, Module, Output, Run, Status};

/// The guest `variables` with some variables: one of them twice, one empty, one with a `=` in its value.
fn guest(args: &[&str]) -> Run {
    Run::new(build::guest("variables", Mode::Default))
        .args(args.to_vec())
        .env("A", "1")
        .env("B", "2")
        .env("A", "again")
        .env("E", "")
        .env("W", "x=y")
}

fn printed(args: &[&str]) -> String {
    let output = guest(args).run();
    assert_eq!(output.status, Status::Exit(0), "{output}");
    output.stdout_str().into_owned()
}

/// In the host's order, with what is there twice.
#[test]
fn all_variables_are_there() {
    let all = r#"[("A", "1"), ("B", "2"), ("A", "again"), ("E", ""), ("W", "x=y")]"#;
    let expected = format!(
        "Vars {{ inner: {all} }}
VarsOs {{ inner: {all} }}
(5, Some(5)) Some((\"A\", \"1\")) (4, Some(4))
{all}
"
    );
    assert_eq!(printed(&["all"]), expected);
}

#[test]
fn a_variable_is_found_by_its_name() {
    for (name, value) in [
        ("A", Some("1")),
        ("E", Some("")),
        ("W", Some("x=y")),
        ("a", None),
        ("AA", None),
        ("", None),
        ("=", None),
        ("W=x", None),
        ("A=", None),
    ] {
        let expected = match value {
            Some(value) => format!("Ok({value:?}) Some({value:?})\nSome({value:?})\n"),
            None => "Err(NotPresent) None\nNone\n".to_owned(),
        };
        assert_eq!(printed(&["get", name]), expected, "{name}");
    }
    assert_eq!(
        printed(&["why", "HOME"]),
        "not there: environment variable not found\n"
    );
}

/// A change goes where the first of the name is, or to the end; what was taken before stays as it was, and
/// so does what the program was started with.
#[test]
fn changes_are_seen_where_std_shows_them() {
    let vars = |inner: &str| format!("Vars {{ inner: [{inner}] }}\n");
    let expected = [
        vars(r#"("A", "new"), ("B", "2"), ("A", "again"), ("E", ""), ("W", "x=y")"#),
        vars(r#"("A", "new"), ("B", "2"), ("A", "again"), ("E", ""), ("W", "x=y"), ("Z", "=")"#),
        vars(r#"("B", "2"), ("E", ""), ("W", "x=y"), ("Z", "=")"#),
        vars(r#"("B", "2"), ("E", ""), ("W", "x=y"), ("Z", "=")"#),
        vars(r#"("B", "2"), ("E", ""), ("W", "x=y"), ("Z", "="), ("A", "back")"#),
        "Some((\"A\", \"1\")) Some((\"A\", \"1\"))\n".to_owned(),
    ];
    let changes = ["change", "A=new", "Z==", "A", "NOBODY", "A=back"];
    assert_eq!(printed(&changes), expected.concat());
    assert_eq!(
        printed(&["change"]),
        "Some((\"A\", \"1\")) Some((\"A\", \"1\"))\n"
    );
}

#[test]
fn a_change_of_what_is_no_variable_panics() {
    for (args, message) in [
        (
            &["set", "", "x"][..],
            r#"failed to set environment variable `""` to `"x"`: Invalid argument (os error 28)"#,
        ),
        (
            &["set", "A=", "x"],
            r#"failed to set environment variable `"A="` to `"x"`: Invalid argument (os error 28)"#,
        ),
        (
            &["remove", "="],
            r#"failed to remove environment variable `"="`: Invalid argument (os error 28)"#,
        ),
        (
            &["nul"],
            r#"failed to set environment variable `"NAME"` to `"a\0b"`: file name contained an unexpected NUL byte"#,
        ),
    ] {
        let output = guest(args).run();
        assert!(
            output.stderr_str().ends_with(&format!(": {message}\n")),
            "{output}"
        );
        assert_eq!(output.status, Status::Exit(101), "{output}");
    }
}

/// Some hosts answer an error to whoever asks for nothing, and it costs a call.
#[test]
fn a_host_without_variables_is_not_asked_for_them() {
    let output = Run::new(build::guest("variables", Mode::Default))
        .args(["get", "A"])
        .run();
    assert_eq!(output.stdout_str(), "Err(NotPresent) None\nNone\n");
    assert_eq!(output.count("environ_get"), 0, "{output}");
    assert_eq!(output.count("environ_sizes_get"), 1, "{output}");
}

#[test]
fn the_host_is_asked_once() {
    let output = guest(&["change", "A=1", "B=2", "C=3"]).run();
    assert_eq!(output.count("environ_sizes_get"), 1, "{output}");
    assert_eq!(output.count("environ_get"), 1, "{output}");
}

/// A program that looks at no variable must not import what tells them: not every host has it.
#[test]
fn who_looks_at_no_variable_does_not_ask_for_them() {
    for wasm in [
        build::guest("args", Mode::Default),
        build::guest("heap", Mode::Default),
        build::example("sort", Mode::Tiny),
    ] {
        let imports = Module::parse(&wasm).unwrap().wasi().join(" ");
        assert!(!imports.contains("environ"), "{imports}");
    }
}

/// The environment costs a tool its lookup, and neither an allocator nor the code that changes it.
#[test]
fn static_variables_need_no_heap_and_cannot_panic() {
    let features = ["panic-location"];
    let build = Build::guest("static_variables").no_default_features();
    let wasm = features.into_iter().fold(build, Build::feature).wasm();
    let module = Module::parse(&wasm).unwrap();
    assert!(!module.has_text("panicked"));
    assert!(!module.has_text("environment variable"));
    assert!(wasm.len() < 4000, "{} bytes", wasm.len());
    let output = Run::new(wasm).env("A", "1").env("B", "2").arg("B").run();
    assert_eq!(output.stdout_str(), "A is 1\nB is 2\n2\n");
}

#[test]
fn without_an_answer_there_are_no_variables() {
    for function in ["environ_sizes_get", "environ_get"] {
        for errno in [8, 28, 52, 9999, -1] {
            let output = guest(&["get", "A"]).fault(function, move |_| errno).run();
            assert_eq!(
                output.stdout_str(),
                "Err(NotPresent) None\nNone\n",
                "{function}, {errno}: {output}"
            );
            let output = guest(&["change", "A=1"])
                .fault(function, move |_| errno)
                .run();
            assert_eq!(
                output.stdout_str(),
                "Vars { inner: [(\"A\", \"1\")] }\nNone None\n",
                "{function}, {errno}: {output}"
            );
        }
    }
}

/// Runs the guest with an environment that a closure alters when it has been written: it gets the
/// address of the table.
fn altered(args: &[&str], mut alter: impl FnMut(&mut Call<'_>, u32) + Send + 'static) -> Output {
    guest(args)
        .fault("environ_get", move |call| {
            let answer = call.real();
            alter(call, call.arg(0));
            answer
        })
        .run()
}

/// An address that leads out of what was written would show the program's memory, or trap.
#[test]
fn an_address_elsewhere_is_no_variable() {
    for address in [0, 1, 1024, 0x7FFF_FFFF, u32::MAX - 1, u32::MAX] {
        let output = altered(&["names"], move |call, table| {
            call.write_u32(table + 4, address).unwrap();
        });
        assert_eq!(output.status, Status::Exit(0), "{address:#x}: {output}");
        assert_eq!(
            output.stdout_str(),
            "\"A\"\n\"A\"\n\"E\"\n\"W\"\n",
            "{address:#x}"
        );
    }
}

/// What is no `NAME=value` is no variable; a name that begins with `=` is one, as on Windows.
#[test]
fn entries_that_are_no_variables_are_left_out() {
    for (entry, names) in [
        (b"===\0", "\"=\"\n\"B\"\n\"A\"\n"),
        (b"=1=\0", "\"=1\"\n\"B\"\n\"A\"\n"),
        (b"ABC\0", "\"B\"\n\"A\"\n"),
        (b"=AB\0", "\"B\"\n\"A\"\n"),
        (b"\0=1\0", "\"B\"\n\"A\"\n"),
    ] {
        let output = altered(&["names"], |call, table| {
            let start = call.u32(table).unwrap();
            call.write(start, entry).unwrap();
        });
        let all = format!("{names}\"E\"\n\"W\"\n");
        assert_eq!(output.stdout_str(), all, "{entry:?}: {output}");
    }
}

/// What isn't UTF-8 can be had as it is; whoever wants text is told.
#[test]
fn a_variable_that_is_not_text_is_told_apart() {
    let not_text = |args: &[&str]| {
        altered(args, |call, table| {
            let start = call.u32(table).unwrap();
            call.write(start, b"A=\xFF\0").unwrap();
        })
    };
    assert_eq!(
        not_text(&["get", "A"]).stdout_str(),
        "Err(NotUnicode(\"\\xFF\")) Some(\"\\xFF\")\nNone\n"
    );
    assert_eq!(
        not_text(&["why", "A"]).stdout_str(),
        "not text: environment variable was not valid unicode: \"\\xFF\"\n"
    );
    // Others are not looked at.
    assert_eq!(
        not_text(&["get", "B"]).stdout_str(),
        "Ok(\"2\") Some(\"2\")\nSome(\"2\")\n"
    );
    let output = not_text(&["all"]);
    assert_eq!(output.stderr_str(), "a variable is not UTF-8\n", "{output}");
    assert_eq!(output.status, Status::Exit(101), "{output}");
}

/// bjorn3's shim tells the length in units of UTF-16 and writes UTF-8, three times as much.
#[test]
fn a_host_that_counts_in_other_units_has_room() {
    let long = "€".repeat(60_000);
    let sizes = |call: &mut Call<'_>| -> Answer {
        let written = call
            .write_u32(call.arg(0), 1)
            .and_then(|()| call.write_u32(call.arg(1), 60_003));
        written.map(|()| 0).into()
    };
    let output = Run::new(build::guest("variables", Mode::Default))
        .args(["why", "L"])
        .env("L", &*long)
        .fault("environ_sizes_get", sizes)
        .run();
    assert!(output.stdout_str() == format!("{long}\n"));
}

/// A value takes the place of the one before: the heap doesn't grow by each.
#[test]
fn setting_a_variable_again_and_again_keeps_memory_as_it_is() {
    let peak = |times: &str| {
        let output = guest(&["churn", times]).run();
        assert_eq!(output.stdout_str(), "20001\n", "{output}");
        output.peak_memory
    };
    assert_eq!(peak("10"), peak("1000"));
}
