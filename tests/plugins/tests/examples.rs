//! Calls the plug-ins of `examples/plugins` in their hosts, and compares their sizes with those in
//! `examples/plugins/README.md`.
#![allow(missing_docs, reason = "the tests have names")]

use std::fs;
use std::path::Path;

use nanowasi_build::{target_folder, workspace};
use nanowasi_plugins::hosts::host;
use nanowasi_plugins::transcript::{text, without_positions};
use nanowasi_plugins::{Plugin, or_skip};
use serde_json::Value;

/// The Typst plug-in as a user builds it.
fn typst_words() -> Plugin {
    Plugin::example("typst-words")
}

/// State, output, errors, a panic, and a new instance in the host of another language.
#[test]
fn extism() {
    let extism = host("extism");
    let Some(driver) = or_skip("extism", extism.driver()) else {
        return;
    };
    let module = Plugin::guest("words").drop_in().module();
    let output = driver.run(&[&module]);
    let expected = text("extism.txt", extism.trap);
    assert_eq!(output.stdout, expected, "{output:?}");
    let message = "panicked at src/lib.rs: failed: a reason\n";
    assert_eq!(without_positions(&output.stderr), message);
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn the_extism_example_is_as_with_std() {
    let Some(driver) = or_skip("extism", host("extism").driver()) else {
        return;
    };
    for plugin in [
        Plugin::example("extism-json").drop_in(),
        Plugin::example("extism-json"),
    ] {
        let module = plugin.module();
        let series = Path::new(r#"{"name":"a","values":[1,2.5,4]}"#);
        let empty = Path::new(r#"{"name":"a","values":[]}"#);
        let [name, cut] = ["summarize", "{"].map(Path::new);
        let output = driver.run(&[&module, name, series, name, empty, name, cut]);
        assert_eq!(
            output.stdout,
            "summarize = {\"name\":\"a\",\"count\":3,\"min\":1.0,\"max\":4.0,\"mean\":2.5}\n\
             summarize: the series has no values\n\
             summarize: EOF while parsing an object at line 1 column 1\n",
            "{output:?}"
        );
        assert!(output.status.success(), "{output:?}");
    }
}

/// Typst has no WASI, and refused the module for the imports of a panic.
#[test]
fn typst() {
    let module = typst_words().inspect();
    assert_eq!(module.wasi(), [""; 0]);
    let Some(driver) = or_skip("typst", host("typst").driver()) else {
        return;
    };
    let document = workspace().join("examples/plugins/typst-words/words.typ");
    let picture = target_folder().join("plugins/words.png");
    let output = driver.run(&[&document, &typst_words().module(), &picture]);
    assert!(output.status.success(), "{output:?}");
    let tables: Value = serde_json::from_str(&output.stdout).expect("JSON");
    let cells = tables[0]["children"].as_array().expect("cells");
    let cells = cells[1..].iter().map(|cell| &cell["body"]["text"]);
    let cells: Vec<&str> = cells.filter_map(Value::as_str).collect();
    assert_eq!(cells[..6], ["the", "5", "dog", "3", "fox", "3"]);
    assert_eq!(cells.len(), 20, "{cells:?}");
    assert!(fs::read(&picture).is_ok_and(|bytes| bytes.starts_with(b"\x89PNG")));
}

/// A panic of a plug-in is an error of the document, and real `std` does not load.
#[test]
fn typst_reports_what_it_refuses() {
    let typst = host("typst");
    let Some(driver) = or_skip("typst", typst.driver()) else {
        return;
    };
    let folder = target_folder().join("plugins");
    let picture = folder.join("no.png");
    let document = folder.join("traps.typ");
    let code = "#str(plugin(sys.inputs.module).repeat(bytes(\"x\")))\n";
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&document, code))
        .expect("a folder");
    let module = Plugin::guest("typst-panics").module();
    let output = driver.run(&[&document, &module, &picture]);
    assert!(output.stderr.contains(typst.trap), "{output:?}");
    assert_eq!(output.status.code(), Some(1), "{output:?}");

    let document = workspace().join("examples/plugins/typst-words/words.typ");
    let module = typst_words().arg("--no-default-features").module();
    let output = driver.run(&[&document, &module, &picture]);
    let message = "cannot find definition for import wasi_snapshot_preview1::";
    assert!(output.stderr.contains(message), "{output:?}");
}

/// The table of the examples' sizes.
#[test]
fn sizes_are_those_of_the_readme() {
    let unknown = "wasm32-unknown-unknown";
    let rows = [
        (
            "typst-words",
            typst_words(),
            typst_words().arg("--no-default-features").target(unknown),
        ),
        (
            "extism-json",
            Plugin::example("extism-json").drop_in(),
            Plugin::example("extism-json"),
        ),
        (
            "own-host",
            Plugin::example("own-host"),
            Plugin::guest("own-host-std").target(unknown),
        ),
    ];
    let path = workspace().join("examples/plugins/README.md");
    let readme = fs::read_to_string(path).expect("the README");
    for (name, ours, std) in rows {
        let start = format!("| [`{name}`]({name}) |");
        let row = readme.lines().find(|line| line.starts_with(&start));
        let cells: Vec<&str> = row.expect("a row").split('|').map(str::trim).collect();
        let [stated, std_stated] = [3, 4].map(|index| {
            let digits = cells[index].replace(',', "");
            digits.parse::<u64>().expect("a number of bytes")
        });
        let (ours, std) = (ours.size(), std.size());
        // Panic locations have paths of the toolchain and of packages, whose length differs between
        // machines: in `own-host`, 92 bytes less without `rust-src`.
        assert!(ours.abs_diff(stated) * 50 <= stated, "{name}: {ours} bytes");
        assert!(
            std.abs_diff(std_stated) * 20 <= std_stated,
            "{name}: {std} bytes with std"
        );
        assert!(ours < std, "{name}: {ours} of {std} bytes");
        if name == "typst-words" {
            assert!(ours <= 15_000, "{ours} bytes");
        }
    }
}
