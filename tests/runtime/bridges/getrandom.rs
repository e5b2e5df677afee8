//! Random bytes by `getrandom` 0.2, 0.3 and 0.4, on the targets that need a backend of this crate,
//! and on the one that does not.

use nanowasi_test_host::build::{Build, WASIP1};
use nanowasi_test_host::{Module, Run, Status};

const NOSYS: i32 = 52;

const WITHOUT_SYSTEM: [&str; 2] = ["wasm32-unknown-unknown", "wasm32v1-none"];

/// Returns the guest for a target. The flag is needed only by these versions and targets.
fn random_numbers(target: &str) -> Build {
    let build = Build::bridge_guest("random_numbers").feature("getrandom");
    let build = build.target(target);
    if target == WASIP1 {
        build
    } else {
        build.flag("--cfg=getrandom_backend=\"custom\"")
    }
}

fn random_numbers_02(target: &str) -> Build {
    let build = Build::bridge_guest("random_numbers_02").feature("getrandom_02");
    build.target(target)
}

fn targets() -> impl Iterator<Item = &'static str> {
    WITHOUT_SYSTEM.into_iter().chain([WASIP1])
}

#[test]
fn versions_0_3_and_0_4_have_the_host_s_random_bytes() {
    for target in targets() {
        let wasm = random_numbers(target).wasm();
        let out = Run::new(&wasm).run();
        assert_eq!(
            out.stdout_str(),
            "Ok(())\nOk(())\ntrue true\ntrue\n",
            "{target}: {out}"
        );
        assert_eq!(out.count("random_get"), 3, "{target}: {out}");
        assert!(
            Module::parse(&wasm).unwrap().foreign().is_empty(),
            "{target}"
        );
    }
}

#[test]
fn version_0_2_has_them_as_well() {
    for target in targets() {
        let wasm = random_numbers_02(target).wasm();
        let out = Run::new(&wasm).run();
        assert_eq!(
            out.stdout_str(),
            "Ok(())\nOk(())\ntrue true\n",
            "{target}: {out}"
        );
        assert_eq!(out.count("random_get"), 2, "{target}: {out}");
        assert!(
            Module::parse(&wasm).unwrap().foreign().is_empty(),
            "{target}"
        );
    }
}

/// The bytes are the host's, byte for byte.
#[test]
fn the_bytes_are_those_that_the_host_writes() {
    for target in WITHOUT_SYSTEM {
        let fixed = |build: Build| {
            Run::new(build.wasm())
                .fault("random_get", |call| {
                    let bytes = vec![7; call.arg(1) as usize];
                    call.write(call.arg(0), &bytes)?;
                    Ok(0)
                })
                .run()
        };
        // Both buffers are the same, and not 0.
        let out = fixed(random_numbers(target));
        assert_eq!(
            out.stdout_str(),
            "Ok(())\nOk(())\nfalse true\ntrue\n",
            "{out}"
        );
        let out = fixed(random_numbers_02(target));
        assert_eq!(out.stdout_str(), "Ok(())\nOk(())\nfalse true\n", "{out}");
    }
}

/// A program would use predictable keys.
#[test]
fn a_host_without_random_bytes_is_an_error() {
    for target in WITHOUT_SYSTEM {
        let out = Run::new(random_numbers_02(target).wasm())
            .fault("random_get", |_| NOSYS)
            .run();
        assert_eq!(
            out.stdout_str(),
            "Err(Some(52))\nErr(Some(52))\nfalse false\n",
            "{out}"
        );
        for errno in [NOSYS, 0] {
            let out = Run::new(random_numbers(target).wasm())
                .fault("random_get", move |_| errno)
                .run();
            let text = out.stdout_str();
            let lines: Vec<_> = text.lines().collect();
            assert!(lines[0].starts_with("Err("), "{out}");
            assert!(lines[1].starts_with("Err("), "{out}");
            assert_eq!(lines[2..], ["false false", "false"], "{out}");
            assert_eq!(out.status, Status::Exit(0), "{out}");
        }
    }
}
