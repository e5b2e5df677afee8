//! Plug-ins: modules without a `main`, whose exports a host calls.

use std::sync::{Arc, Mutex};

use nanowasi_test_host::build::{Build, Mode, Profile};
use nanowasi_test_host::{Call, Module, Output, Run, Status};

/// The targets and modes that `reactor!` works on.
fn plugins() -> [Vec<u8>; 4] {
    let build = || Build::plugin("plugin");
    [
        build().wasm(),
        build().mode(Mode::Tiny).wasm(),
        build().target("wasm32-unknown-unknown").wasm(),
        build().target("wasm32v1-none").wasm(),
    ]
}

fn plugin() -> Vec<u8> {
    Build::plugin("plugin").wasm()
}

/// A plug-in for a host without WASI.
fn without_wasi() -> Build {
    Build::plugin("plugin")
        .no_default_features()
        .feature("talc")
        .feature("panic-trap")
        .feature("fixed-keys")
}

/// Calls exports of a plug-in. `drive` is called by the export `begin`.
fn run(wasm: &[u8], exports: &[&str], drive: fn(&mut Call<'_>)) -> Output {
    Run::new(wasm)
        .exports(exports.iter().copied())
        .import("test", "drive", move |call| {
            drive(call);
            0
        })
        .run()
}

fn nothing(_: &mut Call<'_>) {}

/// Calls an export by the calling convention. Returns the output, or the error.
fn exchange(call: &mut Call<'_>, name: &str, input: &[u8]) -> Result<Vec<u8>, Vec<u8>> {
    let len = input.len() as u64;
    let address = call.export("take_memory", &[len]).unwrap();
    call.write(u32::try_from(address).unwrap(), input).unwrap();
    let result = call.export(name, &[address, len]).unwrap();
    let (address, len) = (result as u32, (result >> 32) as u32 & 0x7FFF_FFFF);
    let output = call.bytes(address, len).unwrap();
    let args = [u64::from(address), u64::from(len)];
    call.export("give_memory", &args).unwrap();
    if result.cast_signed() < 0 {
        Err(output)
    } else {
        Ok(output)
    }
}

/// The linker had each export run the constructors, at every call.
#[test]
fn constructors_run_once() {
    for wasm in plugins() {
        let mut exports = vec!["touch"; 1001];
        exports[0] = "_initialize";
        exports.push("report");
        let output = run(&wasm, &exports, nothing);
        assert_eq!(output.status, Status::Exit(0), "{output}");
        let expected = "constructed 1, initialized 1, touched 1000, first 1000, names \n";
        assert_eq!(output.stdout_str(), expected, "{output}");
    }
}

/// A host that does not know `_initialize` can call the other exports.
#[test]
fn exports_work_before_initialize() {
    for wasm in plugins() {
        let output = run(
            &wasm,
            &["touch", "report", "_initialize", "report"],
            nothing,
        );
        assert_eq!(
            output.stdout_str(),
            "constructed 0, initialized 0, touched 1, first 1, names \n\
             constructed 1, initialized 1, touched 1, first 1, names \n",
            "{output}"
        );
    }
}

/// Constructors that run a second time reset what the plug-in has changed.
#[test]
fn a_second_initialize_traps() {
    for wasm in plugins() {
        let output = run(&wasm, &["_initialize", "_initialize"], nothing);
        assert_eq!(output.statuses[0], Status::Exit(0), "{output}");
        assert!(output.statuses[1].is_unreachable(), "{output}");
        assert_eq!(output.calls.len(), 0, "{output}");
    }
}

/// A plug-in without its state would return wrong results.
#[test]
fn initialize_traps_if_its_function_fails() {
    let wasm = Build::plugin("plugin").feature("refuses").wasm();
    let output = run(&wasm, &["_initialize"], nothing);
    assert!(output.status.is_unreachable(), "{output}");
    let message = "Error: \"there is nothing to start\"\n";
    assert_eq!(output.stderr_str(), message, "{output}");
}

/// A panic called `proc_raise` and `proc_exit`, which end the process of some hosts.
#[test]
fn a_panic_traps_after_its_message() {
    for wasm in plugins() {
        let output = run(&wasm, &["_initialize", "panics"], nothing);
        assert!(output.status.is_unreachable(), "{output}");
        assert_eq!(output.stdout_str(), "before ", "{output}");
        let message = "panicked at tests/support/guests/src/plugin.rs:";
        assert!(output.stderr_str().starts_with(message), "{output}");
        assert!(output.stderr_str().ends_with(": boom 0\n"), "{output}");
        let output = run(&wasm, &["_initialize", "aborts"], nothing);
        assert!(output.status.is_unreachable(), "{output}");
        assert_eq!(output.calls.len(), 0, "{output}");
        let output = run(&wasm, &["_initialize", "exits"], nothing);
        assert_eq!(output.status, Status::Exit(3), "{output}");
    }
}

/// The old instance can be called, although its message is not printed a second time.
#[test]
fn an_instance_can_be_called_after_a_trap() {
    let exports = [
        "_initialize",
        "hooks",
        "touch",
        "panics",
        "touch",
        "report",
        "panics",
    ];
    let output = run(&plugin(), &exports, nothing);
    assert!(output.statuses[3].is_unreachable(), "{output}");
    let stderr = output.stderr_str();
    assert!(stderr.starts_with("hook: panicked at "), "{output}");
    assert!(stderr.ends_with(":\nboom 1\n"), "{output}");
    let state = "before constructed 1, initialized 1, touched 2, first 2, names \nbefore ";
    assert_eq!(output.stdout_str(), state, "{output}");
    assert!(output.statuses[6].is_unreachable(), "{output}");
}

#[test]
fn bytes_go_in_and_out() {
    for wasm in plugins() {
        let output = run(&wasm, &["_initialize", "begin"], |call| {
            let out = exchange(call, "shout", "stra\u{df}e".as_bytes());
            assert_eq!(out.unwrap(), b"STRASSE");
            let error = exchange(call, "shout", b"").unwrap_err();
            assert_eq!(error, b"there is no text");
            let error = exchange(call, "shout", b"\xFF").unwrap_err();
            assert_eq!(error, b"the input is not UTF-8");
            let error = exchange(call, "add_name", b"\xFF").unwrap_err();
            assert_eq!(error, b"the input is not UTF-8");
            assert_eq!(exchange(call, "reverse", b"abc").unwrap(), b"cba");
            assert_eq!(exchange(call, "reverse", b"").unwrap(), b"");
            assert_eq!(exchange(call, "export", b"abc").unwrap(), b"abc");
            // What `take_memory` returns without memory, and a length that no block has.
            assert!(call.export("reverse", &[0, 3]).is_err());
            assert!(call.export("reverse", &[16, 0x8000_0000]).is_err());
            assert_eq!(exchange(call, "even", b"\x02\x04").unwrap(), b"even");
            assert_eq!(exchange(call, "distinct", b"abcab").unwrap(), [3]);
            assert_eq!(exchange(call, "add_name", b"one").unwrap(), b"");
            assert_eq!(exchange(call, "add_name", b"two").unwrap(), b"");
            // A function without a parameter ignores its input.
            let state = exchange(call, "state", b"ignored").unwrap();
            let state = String::from_utf8(state).unwrap();
            assert!(state.ends_with(", names one,two"), "{state}");
        });
        assert_eq!(output.status, Status::Exit(0), "{output}");
    }
}

/// Neither side may lose memory, and a size that the memory cannot have is no panic.
#[test]
fn memory_is_given_back() {
    let output = run(&plugin(), &["_initialize", "begin"], |call| {
        let input = vec![7; 100_000];
        for _ in 0..10 {
            assert_eq!(exchange(call, "reverse", &input).unwrap(), input);
        }
        let len = call.memory_len();
        for _ in 0..1000 {
            assert_eq!(exchange(call, "reverse", &input).unwrap(), input);
            exchange(call, "shout", b"\xFF").unwrap_err();
        }
        assert_eq!(call.memory_len(), len);
        for size in [0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF] {
            assert_eq!(call.export("take_memory", &[size]), Ok(0), "{size:#x}");
        }
        assert_ne!(call.export("take_memory", &[0]), Ok(0));
    });
    assert_eq!(output.status, Status::Exit(0), "{output}");
}

/// A host function calls exports while another export runs.
#[test]
fn a_host_function_calls_back() {
    let exports = ["_initialize", "recurses", "report"];
    let output = run(&plugin(), &exports, |call| {
        call.export("names_home", &[]).unwrap();
        call.export("touch", &[]).unwrap();
        assert_eq!(exchange(call, "reverse", b"abc").unwrap(), b"cba");
        // A trap ends the inner call only.
        assert!(call.export("panics", &[]).is_err());
    });
    assert_eq!(output.status, Status::Exit(0), "{output}");
    let printed = output.stdout_str();
    let expected = "/plugin before constructed 1, initialized 1, touched 2,";
    assert!(printed.starts_with(expected), "{output}");
}

/// A host can call an export while it writes what the plug-in prints.
#[test]
fn a_write_calls_back() {
    let run = Run::new(plugin()).exports(["_initialize", "panics", "report"]);
    let output = run
        .import("test", "drive", |_| 0)
        .fault("fd_write", |call| {
            call.export("touch", &[]).unwrap();
            assert_eq!(exchange(call, "reverse", b"abc").unwrap(), b"cba");
            call.real()
        })
        .run();
    assert!(output.statuses[1].is_unreachable(), "{output}");
    let expected = "before constructed 1, initialized 1, touched 2,";
    assert!(output.stdout_str().starts_with(expected), "{output}");
    assert!(output.stderr_str().ends_with(": boom 1\n"), "{output}");
}

#[test]
fn the_environment_remains_from_call_to_call() {
    let exports = ["_initialize", "prints_home", "names_home", "prints_home"];
    let run = Run::new(plugin()).exports(exports).env("HOME", "/host");
    let output = run.import("test", "drive", |_| 0).run();
    assert_eq!(output.stdout_str(), "/host /plugin /plugin ", "{output}");
}

/// A host without WASI refuses a module that has one import of it. Here, the exports that print or
/// use the environment are removed from the module by the name of the linker's option.
#[test]
fn a_panic_needs_no_import() {
    let exports = [
        "_initialize",
        "even",
        "shout",
        "state",
        "distinct",
        "begin",
        "aborts",
    ];
    for profile in [Profile::Workspace, Profile::Cargo] {
        let wasm = without_wasi().profile(profile).feature("silent").wasm();
        let module = Module::parse(&wasm).unwrap();
        assert_eq!(module.wasi(), [""; 0], "{profile:?}");
        for name in exports {
            let exported = module.exports.iter().any(|export| export.name == name);
            assert!(exported, "{profile:?}: no {name}");
        }
        let output = run(&wasm, &["_initialize", "begin", "aborts"], |call| {
            assert!(call.export("even", &[1, 0]).is_ok());
            let address = call.export("take_memory", &[1]).unwrap();
            call.write(u32::try_from(address).unwrap(), &[1]).unwrap();
            assert!(call.export("even", &[address, 1]).is_err());
            assert!(
                call.export("nanowasi_panic_message", &[]).is_err(),
                "not asked for"
            );
        });
        assert_eq!(output.statuses[1], Status::Exit(0), "{output}");
        assert!(output.status.is_unreachable(), "{output}");
    }
}

/// The message of a panic was lost on a host without WASI.
#[test]
fn the_host_reads_the_message_of_a_panic() {
    for (feature, end) in [
        ("panic-message", ": an odd byte in [2, 3]"),
        ("panic-location", ":9"),
    ] {
        let wasm = without_wasi().feature("silent").feature(feature).wasm();
        assert_eq!(Module::parse(&wasm).unwrap().wasi(), [""; 0], "{feature}");
        let messages = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&messages);
        let output = Run::new(&wasm)
            .exports(["_initialize", "begin"])
            .import("test", "drive", move |call| {
                for input in [&[2, 4][..], &[2, 3], &[5; 1000]] {
                    let len = input.len() as u64;
                    let address = call.export("take_memory", &[len]).unwrap();
                    call.write(address as u32, input).unwrap();
                    let result = call.export("even", &[address, len]);
                    assert_eq!(result.is_err(), input.contains(&3) || input.contains(&5));
                    let at = call.export("nanowasi_panic_message", &[]).unwrap();
                    let bytes = call.bytes(at as u32, 512).unwrap();
                    let text = bytes.split(|byte| *byte == 0).next().unwrap();
                    let text = String::from_utf8(text.to_vec()).unwrap();
                    seen.lock().unwrap().push(text);
                }
                0
            })
            .run();
        assert_eq!(output.status, Status::Exit(0), "{output}");
        let messages = messages.lock().unwrap();
        assert_eq!(messages[0], "");
        let start = "panicked at tests/support/guests/src/plugin.rs:";
        assert!(messages[1].starts_with(start), "{messages:?}");
        assert!(messages[1].ends_with(end), "{messages:?}");
        // A second panic of the instance has no message of its own.
        assert_eq!(messages[2], messages[1]);
    }
}

/// The buffer of standard output was lost, because a trap calls no function of the host.
#[test]
fn a_program_that_traps_writes_its_output() {
    for mode in [Mode::Default, Mode::Tiny] {
        let build = Build::guest("print_and_panic").no_default_features();
        let build = build.feature("talc").feature("panic-trap").mode(mode);
        let output = Run::new(build.alone().wasm()).run();
        assert!(output.status.is_unreachable(), "{output}");
        assert_eq!(output.stdout_str(), "a line\nhalf a line", "{output}");
        assert_eq!(output.stderr_str(), "", "{output}");
        assert_eq!(output.count("proc_exit"), 0, "{output}");
    }
}
