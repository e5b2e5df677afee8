//! Environment variables. The expected results on a correct host are what `std` printed on it.

use nanowasi_test_host::build::{self, Build, Mode};
use nanowasi_test_host::{Call, Module, Output, Response, Run, Status};

/// Runs the guest `variables` with an environment in which one name occurs twice, one value is
/// empty, and one value contains `=`.
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

/// In the host's order, including the name that occurs twice.
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

/// A change replaces the first variable of the name, or is appended. An iterator that was created
/// before does not change, and neither does the environment that the program was started with.
#[test]
fn changes_are_visible_where_they_are_in_std() {
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
fn setting_an_invalid_variable_panics() {
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

/// Some hosts return an error for `environ_get` if there are no variables, and the call has a cost.
#[test]
fn environ_get_is_not_called_if_there_are_no_variables() {
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

/// A program that reads no variable must not import the functions for it, because some hosts lack
/// them.
#[test]
fn a_program_that_reads_no_variable_imports_no_function_for_them() {
    for wasm in [
        build::guest("args", Mode::Default),
        build::guest("heap", Mode::Default),
        build::example("sort", Mode::Tiny),
    ] {
        let imports = Module::parse(&wasm).unwrap().wasi().join(" ");
        assert!(!imports.contains("environ"), "{imports}");
    }
}

/// Reading a variable costs only the lookup: no allocator, and no code that changes the
/// environment.
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
fn a_host_that_returns_an_error_leaves_no_variables() {
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

/// Runs the guest with an environment that a closure changes after the host wrote it. The closure
/// receives the address of the table.
fn altered(args: &[&str], mut alter: impl FnMut(&mut Call<'_>, u32) + Send + 'static) -> Output {
    guest(args)
        .fault("environ_get", move |call| {
            let response = call.real();
            alter(call, call.arg(0));
            response
        })
        .run()
}

/// A pointer outside the block would expose the program's memory, or trap.
#[test]
fn a_pointer_outside_the_block_is_no_variable() {
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

/// An entry without `=` is not a variable. A name that begins with `=` is one, as on Windows.
#[test]
fn entries_that_are_no_variables_are_skipped() {
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

/// `var_os` returns a value that is not UTF-8; `var` returns an error.
#[test]
fn a_variable_that_is_not_utf8_is_an_error_of_var() {
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
    // The other variables are not checked.
    assert_eq!(
        not_text(&["get", "B"]).stdout_str(),
        "Ok(\"2\") Some(\"2\")\nSome(\"2\")\n"
    );
    let output = not_text(&["all"]);
    assert_eq!(output.stderr_str(), "a variable is not UTF-8\n", "{output}");
    assert_eq!(output.status, Status::Exit(101), "{output}");
}

/// bjorn3's shim reports the length in UTF-16 units, and writes UTF-8, which may be three times as
/// long.
#[test]
fn lengths_in_utf16_units_truncate_nothing() {
    let long = "€".repeat(60_000);
    let sizes = |call: &mut Call<'_>| -> Response {
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

/// A new value reuses the old one's memory, so the heap does not grow with each assignment.
#[test]
fn setting_a_variable_again_and_again_keeps_memory_as_it_is() {
    let peak = |times: &str| {
        let output = guest(&["churn", times]).run();
        assert_eq!(output.stdout_str(), "20001\n", "{output}");
        output.peak_memory
    };
    assert_eq!(peak("10"), peak("1000"));
}
