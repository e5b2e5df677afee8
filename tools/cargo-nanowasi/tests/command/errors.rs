//! Failures before the build: each message names the cause and a remedy.
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Folder, HELLO, finish};

/// Returns the folder of the toolchain that runs the tests.
fn toolchain(folder: &Folder) -> PathBuf {
    let printed = finish(folder.other("rustc").args(["--print", "sysroot"])).status(0);
    printed.stdout.trim_end().into()
}

/// Writes a script that acts as a rustc of another release or with another sysroot.
pub fn fake_rustc(folder: &Folder, release: &str, sysroot: Option<&Path>) -> PathBuf {
    let real = toolchain(folder).join("bin/rustc");
    let version = finish(folder.other(&real).arg("-vV")).status(0).stdout;
    folder.write("version", &version.replace("1.95.0", release));
    let mut script = format!(
        "if [ \"$1\" = -vV ]; then while read -r line; do echo \"$line\"; done < '{}'; exit; fi\n",
        folder.path("version").display()
    );
    if let Some(sysroot) = sysroot {
        script += &format!(
            "if [ \"$*\" = '--print sysroot' ]; then echo '{}'; exit; fi\n",
            sysroot.display()
        );
    }
    script += &format!("exec '{}' \"$@\"", real.display());
    folder.script("rustc", &script)
}

/// rustc's error for a missing target names neither the target nor rustup.
#[test]
fn a_missing_target_is_added_or_named() {
    let folder = Folder::program("no target", "2021", HELLO);
    let empty = folder.path("toolchain");
    let rustc = fake_rustc(&folder, "1.95.0", Some(&empty));
    let cargo = toolchain(&folder).join("bin/cargo");
    folder.write("bin/readme", "");
    let run = || {
        let mut command = folder.command(&["build"]);
        command
            .env("RUSTC", &rustc)
            .env("CARGO", &cargo)
            .env("PATH", folder.path("bin"));
        finish(&mut command)
    };
    let add = "rustup target add wasm32-wasip1";
    run()
        .status(101)
        .error(&["wasm32-wasip1", "no rustup", add, "https://rustup.rs"]);

    folder.script("bin/rustup", "echo no network >&2; exit 1");
    run()
        .status(101)
        .error(&["wasm32-wasip1", add, "failed", "no network"]);

    // A rustup that adds an empty target lets the build continue until it needs a file of the
    // target.
    let target = empty.join("lib/rustlib/wasm32-wasip1/lib");
    folder.script(
        "bin/rustup",
        &format!(
            "echo \"$@\" >> '{}'; PATH=/bin:/usr/bin; mkdir -p '{}'",
            folder.path("calls").display(),
            target.display()
        ),
    );
    run()
        .status(101)
        .error(&["self-contained", "building the sysroot"]);
    let calls = fs::read_to_string(folder.path("calls")).expect("rustup was called");
    assert_eq!(calls, "target add wasm32-wasip1\ncomponent add rust-src\n");
}

/// Without the release in the message, a sysroot that does not build with another release looks
/// like a mistake of the user.
#[test]
fn another_release_of_rustc_is_named() {
    let folder = Folder::program("release", "2021", HELLO);
    let rustc = fake_rustc(&folder, "1.94.0", None);
    let cargo = folder.script("fails", "echo 'error: no feature' >&2; exit 1");
    let run = |release: &str| {
        folder.write("version", &format!("release: {release}\nhost: none\n"));
        let mut command = folder.command(&["sysroot", "--target-dir", "target"]);
        command
            .env("RUSTC", &rustc)
            .env("CARGO", &cargo)
            .env("NANOWASI_SYSROOT_DIR", "kept");
        finish(&mut command).output(101, "").error(&["no feature"])
    };
    let stderr = run("1.94.0")
        .error(&["1.94.0", "cargo +1.95.0 nanowasi"])
        .stderr;
    assert!(stderr.contains("tested with rustc 1.95.0"), "{stderr}");
    let stderr = run("1.95.0").stderr;
    assert!(!stderr.contains("tested with"), "{stderr}");
}

/// The message names a missing program, so that the user knows which variable is wrong.
#[test]
fn a_missing_rustc_or_cargo_is_named() {
    let folder = Folder::program("missing", "2021", HELLO);
    for variable in ["RUSTC", "CARGO"] {
        let mut command = folder.command(&["build"]);
        let finished = finish(command.env(variable, "/absent/program"));
        finished
            .status(101)
            .error(&["cannot run `/absent/program`"]);
    }
}

/// The message about a read-only folder names the variable with which the user can set another.
#[test]
fn a_folder_that_cannot_be_written_to_is_named() {
    let folder = Folder::program("read-only", "2021", HELLO);
    folder.write("file", "");
    let mut command = folder.command(&["build"]);
    command.env("NANOWASI_SYSROOT_DIR", folder.path("file/below"));
    finish(&mut command)
        .status(101)
        .error(&["file/below", "NANOWASI_SYSROOT_DIR"]);

    use std::os::unix::fs::PermissionsExt;
    folder.write("kept/file", "");
    let kept = folder.path("kept");
    let set = |mode| fs::set_permissions(&kept, fs::Permissions::from_mode(mode));
    set(0o555).expect("the folder is this test's own");
    // A superuser can write to the folder all the same.
    if fs::write(kept.join("other"), "").is_err() {
        let mut command = folder.command(&["build"]);
        let finished = finish(command.env("NANOWASI_SYSROOT_DIR", &kept));
        finished
            .status(101)
            .error(&["kept", "NANOWASI_SYSROOT_DIR"]);
    }
    set(0o755).expect("the folder is this test's own");
}

/// A full disk left a partial sysroot. A limit on the size of files simulates it here.
#[test]
fn a_full_disk_leaves_no_sysroot() {
    let folder = Folder::program("full", "2021", HELLO);
    let mut shell = folder.other("sh");
    shell
        .args(["-c", "trap '' XFSZ; ulimit -f 100; exec \"$0\" sysroot"])
        .arg(env!("CARGO_BIN_EXE_cargo-nanowasi"))
        .env("NANOWASI_SYSROOT_DIR", folder.path("kept"));
    let finished = finish(&mut shell).output(101, "");
    finished.error(&["kept/sysroot-", "too large"]);
    for entry in folder.path("kept").read_dir().expect("the folder exists") {
        let name = entry.expect("the folder is readable").file_name();
        let name = name.to_string_lossy();
        assert!(name.ends_with(".lock") || name == ".gitignore", "{name}");
    }
}
