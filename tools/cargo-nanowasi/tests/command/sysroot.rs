//! `sysroot` and `clean`: the folder and the name of a sysroot, and that it is always complete.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use crate::support::{Folder, HELLO, TARGET, finish, shared};

/// Returns the names in a folder.
fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = folder.read_dir() else {
        return Vec::new();
    };
    let mut names: Vec<_> = entries
        .map(|entry| entry.expect("the folder is readable").file_name())
        .map(|name| name.into_string().expect("the names are UTF-8"))
        .collect();
    names.sort();
    names
}

/// A script stores the output in a variable, so the output must be the path only.
#[test]
fn the_path_is_printed_and_nothing_else() {
    let folder = Folder::program("sysroot", "2021", HELLO);
    folder.run(&["sysroot"]).status(0);
    let finished = folder.run(&["sysroot"]).status(0);
    assert_eq!(finished.stderr, "");
    let path = finished.stdout.strip_suffix('\n').expect("it is a line");
    assert_eq!(Path::new(path).parent(), Some(shared().as_path()));
    let libraries = Path::new(path).join("lib/rustlib").join(TARGET).join("lib");
    let names = names(&libraries);
    for name in ["libstd-", "libcore-", "liballoc-", "self-contained"] {
        assert!(
            names.iter().any(|found| found.starts_with(name)),
            "{names:?}"
        );
    }
    // What the sysroot is for.
    let mut rustc = folder.other("rustc");
    rustc.args([
        "--target",
        TARGET,
        "--edition=2021",
        "--sysroot",
        path,
        "src/main.rs",
    ]);
    finish(&mut rustc).status(0);
}

/// A killed build left a partial sysroot, or two concurrent builds wrote to the same sysroot. Each
/// later build failed. The sysroot is in the target folder, and `clean` removes it.
///
/// The user's settings must not apply to the sysroot: they made a different sysroot of the same
/// name, or one that did not build because cargo wrote the results to another folder.
#[test]
fn a_killed_build_and_two_at_once_leave_a_whole_sysroot() {
    let code = "fn main() {\n    \
        let reason = \"the reason\";\n    \
        if std::env::args().len() > 1 {\n        panic!(\"{reason}\");\n    }\n    \
        println!(\"hello\");\n}\n";
    let folder = Folder::program("killed", "2021", code);
    let kept = folder.path("out/nanowasi");
    folder.write(
        ".cargo/config.toml",
        "[profile.release]\npanic = \"unwind\"\ndebug = true\nopt-level = 0\n\
         [build]\nbuild-dir = \"parts\"\ntarget-dir = \"out\"\nrustflags = \"--cfg a\"\n",
    );
    let command = || {
        let mut command = folder.command(&["sysroot", "--panic", "location"]);
        command
            .env_remove("NANOWASI_SYSROOT_DIR")
            .env("CARGO_PROFILE_RELEASE_OVERFLOW_CHECKS", "true")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    };
    let mut killed = command().spawn().expect("the command starts");
    let deadline = Instant::now() + Duration::from_secs(60);
    let compiled = |name: &String| {
        let unfinished = kept.join(name);
        unfinished.join("nanowasi/target").is_dir()
    };
    while !names(&kept).iter().any(compiled) {
        assert!(Instant::now() < deadline, "no build: {:?}", names(&kept));
        thread::sleep(Duration::from_millis(5));
    }
    killed.kill().expect("the child is this process's own");
    killed.wait().expect("the child is this process's own");
    let is_sysroot = |name: &&String| !name.contains('.');
    assert_eq!(names(&kept).iter().find(is_sysroot), None);

    let both = [(); 2].map(|()| command().spawn().expect("the command starts"));
    let both = both.map(|child| {
        let output = child.wait_with_output();
        let finished = crate::support::Finished::from(output.expect("it is a child"));
        finished.status(0).stdout
    });
    assert_eq!(both[0], both[1]);
    let built = names(&kept);
    assert_eq!(built.iter().filter(is_sysroot).count(), 1, "{built:?}");
    assert!(
        !built.iter().any(|name| name.ends_with(".unfinished")),
        "{built:?}"
    );
    assert!(built.contains(&".gitignore".to_owned()), "{built:?}");

    let std_size = |sysroot: &str| {
        let libraries = Path::new(sysroot.trim_end()).join("lib/rustlib");
        let libraries = libraries.join(TARGET).join("lib");
        let mut names = names(&libraries).into_iter();
        let std = names.find(|name| name.starts_with("libstd-") && name.ends_with(".rlib"));
        let std = libraries.join(std.expect("the sysroot has it"));
        fs::metadata(std).expect("it is listed").len()
    };
    let ordinary = folder.run(&["sysroot"]).status(0).stdout;
    let (size, ordinary) = (std_size(&both[0]), std_size(&ordinary));
    // Debug information would add more than this.
    assert!(size < ordinary + ordinary / 10, "{size} {ordinary}");

    let own = |args: &[&str]| finish(folder.command(args).env_remove("NANOWASI_SYSROOT_DIR"));
    let finished = own(&["run", "-q", "--panic", "location"]).output(0, "hello\n");
    assert_eq!(finished.stderr, "");
    let stderr = own(&["run", "-q", "--panic=location", "--", "x"]).stderr;
    assert!(stderr.contains("src/main.rs:4:9"), "{stderr}");
    assert!(!stderr.contains("the reason"), "{stderr}");
    own(&["clean"]).output(0, "");
    assert!(!kept.exists());
    assert!(
        folder
            .path("out")
            .join(TARGET)
            .join("debug/program.wasm")
            .is_file()
    );
    own(&["clean"]).output(0, "");
}

/// `clean` removed other files in the folder as well.
#[test]
fn clean_removes_only_what_the_command_has_made() {
    let folder = Folder::program("clean", "2021", HELLO);
    let own = "sysroot-0123456789abcdef";
    for name in [
        "sysroot-mine/file",
        ".gitignore",
        "sysroot-notes.txt",
        "compare/file",
    ] {
        folder.write(Path::new("kept").join(name), "mine");
    }
    folder.write(format!("kept/{own}/lib/file"), "");
    folder.write(format!("kept/{own}.lock"), "");
    folder.write(format!("kept/{own}.unfinished/file"), "");
    folder.write("kept/nanowasi-compare/std/file", "");
    let mut command = folder.command(&["clean"]);
    finish(command.env("NANOWASI_SYSROOT_DIR", "kept")).output(0, "");
    let left = [".gitignore", "compare", "sysroot-mine", "sysroot-notes.txt"];
    assert_eq!(names(&folder.path("kept")), left);
}

/// A sysroot with other flags or features, or of another rustc, was used for the requested one.
#[cfg(unix)]
#[test]
fn the_name_of_a_sysroot_depends_on_all_inputs() {
    use std::path::PathBuf;

    use crate::errors::fake_rustc;

    let folder = Folder::new("names");
    // The build of the sysroot fails immediately, and leaves the lock, which contains the name.
    let cargo = folder.script("cargo", "exit 1");
    let mut count = 0;
    let mut name = |args: &[&str], rustc: Option<PathBuf>, variables: &[(&str, &str)]| {
        count += 1;
        let kept = folder.path(format!("kept {count}"));
        let mut command = folder.command(&["sysroot", "--target-dir", "."]);
        if let Some(rustc) = rustc {
            command.env("RUSTC", rustc);
        }
        command
            .args(args)
            .env("NANOWASI_SYSROOT_DIR", &kept)
            .env("CARGO", &cargo)
            .envs(variables.iter().copied());
        finish(&mut command)
            .output(101, "")
            .error(&["the sysroot does not build"]);
        let names = names(&kept);
        let mut locks = names.iter().filter_map(|name| name.strip_suffix(".lock"));
        let lock = locks.next().expect("the build has a lock").to_owned();
        assert_eq!(names.len(), 2, "{names:?}");
        lock
    };
    let other = fake_rustc(&folder, "1.94.0", None);
    let different = [
        name(&[], None, &[]),
        name(&["--small"], None, &[]),
        name(&["--smallest"], None, &[]),
        name(&["--panic", "silent"], None, &[]),
        name(&["--panic", "location"], None, &[]),
        name(&["--smallest", "--panic", "message"], None, &[]),
        name(&[], Some(other), &[]),
        name(&[], None, &[("NANOWASI_STDOUT_BUFFER", "64")]),
    ];
    for (index, one) in different.iter().enumerate() {
        assert!(!different[..index].contains(one), "{different:?}");
    }
    // The program's flags do not apply to the sysroot.
    assert_eq!(
        name(&["--release"], None, &[("RUSTFLAGS", "-g")]),
        different[0]
    );
    assert_eq!(name(&["--panic=message"], None, &[]), different[0]);
}
