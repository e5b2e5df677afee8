//! Links programs with the C library that the toolchain has, by the `libc` crate and by rustix.
//!
//! The failures: such programs did not link in the default mode, because nanowasi and the C library
//! defined the same symbols.

use std::fs;
use std::path::{Path, PathBuf};

use nanowasi_host::build::{Build, Mode};
use nanowasi_host::{Module, Run, Status};

const MODES: [Mode; 2] = [Mode::Default, Mode::Tiny];

fn guest(name: &str, mode: Mode) -> Vec<u8> {
    let wasm = Build::c_guest(name).mode(mode).wasm();
    let module = Module::parse(&wasm).unwrap();
    assert!(module.foreign().is_empty(), "{:?}", module.foreign());
    wasm
}

fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    // An earlier run may have left the folder.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// `duplicate symbol: __wasi_proc_exit`, in the default mode.
#[test]
fn functions_of_the_libc_crate_link_and_work() {
    for mode in MODES {
        let output = Run::new(guest("calls", mode)).env("NAME", "value").run();
        assert_eq!(
            output.stdout_str(),
            "from C\nNAME is 5 bytes long\na time: true\nclose: -1\n",
            "{mode:?}: {output}"
        );
        assert_eq!(output.status, Status::Exit(0), "{mode:?}: {output}");
        let output = Run::new(guest("getenv", mode)).env("NAME", "value").run();
        assert_eq!(output.status, Status::Exit(0), "{mode:?}: {output}");
        let output = Run::new(guest("getenv", mode)).run();
        assert_eq!(output.status, Status::Exit(1), "{mode:?}: {output}");
    }
}

/// The same duplicate, by a crate that many programs depend on without knowing.
#[test]
fn rustix_links_and_works() {
    let folder = folder("rustix");
    fs::write(folder.join("one"), "first").unwrap();
    fs::write(folder.join("two"), "second").unwrap();
    for mode in MODES {
        let output = Run::new(guest("rustix_files", mode))
            .dir(&folder, ".")
            .run();
        assert_eq!(
            output.stdout_str(),
            "one: first\ntwo: second\n",
            "{mode:?}: {output}"
        );
        assert_eq!(output.status, Status::Exit(0), "{mode:?}: {output}");
    }
}
