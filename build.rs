//! Decides how a program starts and which C symbols it gets, and sets cfgs accordingly.
//!
//! - `nanowasi_own_start`: `main!` defines `_start`. Without this cfg, `crt1-command.o` of the
//!   toolchain defines `_start`, which calls the `__main_void` that `main!` defines.
//! - `nanowasi_crt`: the library from `src/rt/crt.rs` was compiled, and is linked.
//! - `nanowasi_crt_module`: `src/rt/crt.rs` could not be compiled separately, and is a module of
//!   the crate.
//! - `nanowasi_crt_start`: in such a build, `crt1-command.o` defines `_start`.
//! - `nanowasi_fast`: the crate is optimized for speed, so that faster code may be larger.
//! - `nanowasi_libc`: the toolchain has a C library, for the functions of `src/sys/util/math.rs`.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

#[path = "build/weak.rs"]
mod weak;

/// The size of standard output's buffer in bytes, unless `NANOWASI_STDOUT_BUFFER` is set.
///
/// A million short lines to a file on wasmtime take 0.19 s of processor time with 1 KiB, 0.10 s
/// with 4 KiB, 0.08 s with 8 KiB, and 0.07 s with 16 or 32 KiB. So a larger buffer would only take
/// memory from the heap.
const STDOUT_BUFFER: usize = 16_384;

fn main() {
    for cfg in [
        "nanowasi_own_start",
        "nanowasi_crt",
        "nanowasi_crt_module",
        "nanowasi_crt_start",
        "nanowasi_libc",
        "nanowasi_fast",
        "nanowasi_std",
        "nanowasi_edges", // for the tests: see `.ci/fuzz`
    ] {
        println!("cargo::rustc-check-cfg=cfg({cfg})");
    }
    // For `src/rt/getrandom.rs`: a program sets it by a flag.
    println!("cargo::rustc-check-cfg=cfg(getrandom_backend, values(\"custom\"))");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build/weak.rs");
    println!("cargo::rerun-if-changed=src/rt/crt.rs");
    println!("cargo::rerun-if-changed=src/rt/crt_members.rs");
    stdout_buffer();
    if !matches!(env::var("OPT_LEVEL").as_deref(), Ok("s" | "z")) {
        println!("cargo::rustc-cfg=nanowasi_fast");
    }
    if env::var("CARGO_CFG_TARGET_FAMILY").as_deref() != Ok("wasm") {
        return;
    }

    // cargo separates the flags by this byte.
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    let flags: Vec<&str> = flags.split('\x1f').collect();
    let wasi = env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("wasi");
    let own_start = !wasi || !links_crt1(&flags);
    if own_start {
        println!("cargo::rustc-cfg=nanowasi_own_start");
    }
    // On the other wasm targets, `compiler_builtins` has the memory functions, and there is no
    // crt1.
    if wasi {
        if compile_crt(&flags, own_start) {
            println!("cargo::rustc-cfg=nanowasi_crt");
        } else {
            println!("cargo::rustc-cfg=nanowasi_crt_module");
            if !own_start {
                println!("cargo::rustc-cfg=nanowasi_crt_start");
            }
        }
        if let Some(folder) = libc_folder() {
            // With `-Clink-self-contained=no`, rustc does not search this folder.
            println!("cargo::rustc-link-search=native={folder}");
            println!("cargo::rustc-cfg=nanowasi_libc");
        }
    }
}

/// Returns whether the crate is compiled under the name `std`.
fn is_std() -> bool {
    env::var_os("CARGO_CFG_NANOWASI_STD").is_some()
}

/// Passes the size of standard output's buffer to `src/io/stdio`.
fn stdout_buffer() {
    const NAME: &str = "NANOWASI_STDOUT_BUFFER";
    println!("cargo::rerun-if-env-changed={NAME}");
    let size = match env::var(NAME) {
        Err(_) => STDOUT_BUFFER,
        Ok(text) => match text.parse() {
            Ok(size) if (1..=1 << 24).contains(&size) => size,
            _ => {
                println!("cargo::error={NAME} is {text:?}: a number from 1 to 16777216 is needed");
                return;
            }
        },
    };
    println!("cargo::rustc-env={NAME}={size}");
}

/// Returns the values of a codegen option (`-C name=value` and its other spellings), in their
/// order.
fn codegen_options<'a>(flags: &[&'a str], name: &str) -> Vec<&'a str> {
    let mut options = Vec::new();
    let mut rest = flags.iter().copied();
    while let Some(flag) = rest.next() {
        let option = match flag {
            "-C" | "--codegen" => rest.next(),
            _ => flag
                .strip_prefix("-C")
                .or_else(|| flag.strip_prefix("--codegen=")),
        };
        let (option, value) = option
            .unwrap_or_default()
            .split_once('=')
            .unwrap_or((option.unwrap_or_default(), "yes"));
        // rustc accepts both characters.
        if option.replace('_', "-") == name {
            options.push(value);
        }
    }
    options
}

/// Returns whether rustc links `crt1-command.o`: it does without `-Clink-self-contained=no`.
fn links_crt1(flags: &[&str]) -> bool {
    !codegen_options(flags, "link-self-contained")
        .last()
        .is_some_and(|value| matches!(*value, "no" | "n" | "off" | "false"))
}

/// Returns the folder of the toolchain's C library, which has the float functions of `std`.
fn libc_folder() -> Option<String> {
    let (rustc, target) = (env::var("RUSTC").ok()?, env::var("TARGET").ok()?);
    let output = Command::new(rustc)
        .args(["--print=target-libdir", "--target", &target])
        .output()
        .ok()?;
    let folder = Path::new(std::str::from_utf8(&output.stdout).ok()?.trim()).join("self-contained");
    let folder = folder.join("libc.a").is_file().then_some(folder)?;
    folder.to_str().map(String::from)
}

/// The symbols of `src/rt/crt.rs` that are weak, so that the linker prefers those of a C library.
const WEAK: [&str; 9] = [
    "memcpy",
    "memmove",
    "memset",
    "memcmp",
    "bcmp",
    "strlen",
    "__funcs_on_exit",
    "__stdio_exit",
    "malloc",
];

/// The weak symbols of `src/rt/crt_members.rs` for `crt1-command.o`.
const WEAK_START: [&str; 3] = ["__wasi_init_tp", "__wasm_call_dtors", "__wasi_proc_exit"];

/// Compiles `src/rt/crt.rs` and the members of `src/rt/crt_members.rs` into static libraries.
/// Returns `false` if rustc cannot compile them, for example without a precompiled `core`.
fn compile_crt(flags: &[&str], own_start: bool) -> bool {
    let Ok(out) = env::var("OUT_DIR") else {
        return false;
    };
    let members: &[&str] = if is_std() {
        &["trap"]
    } else if own_start {
        &["exit", "abort", "trap", "no_main"]
    } else {
        &[
            "exit", "abort", "trap", "main", "own_main", "own_exit", "args", "no_main",
        ]
    };
    let mut weak = WEAK.to_vec();
    if is_std() {
        weak.push("errno");
    }
    if !compile_library(flags, own_start, "crt", None, &weak) {
        return false;
    }
    if is_std() {
        compile_start("crt1-command.o", "crt1_command.rs");
        compile_start("crt1-reactor.o", "crt1_reactor.rs");
    }
    for &member in members {
        let weak: &[&str] = match member {
            "args" => &["__wasi_args_sizes_get"],
            "trap" => &["__nanowasi_abort"],
            "main" => &WEAK_START,
            "own_main" => &WEAK_START[..1],
            "own_exit" => &WEAK_START[1..],
            _ => &[],
        };
        if !compile_library(flags, own_start, "crt_members", Some(member), weak) {
            println!("cargo::error=src/rt/crt_members.rs does not compile");
        }
    }
    println!("cargo::rustc-link-search=native={out}");
    true
}

/// Compiles a file of `src/rt`, or the part of it for one archive member, and makes symbols weak.
fn compile_library(
    flags: &[&str],
    own_start: bool,
    file: &str,
    member: Option<&str>,
    weak: &[&str],
) -> bool {
    let (Ok(rustc), Ok(target), Ok(out)) =
        (env::var("RUSTC"), env::var("TARGET"), env::var("OUT_DIR"))
    else {
        return false;
    };
    let name = format!("nanowasi_{}", member.unwrap_or(file));
    let library = Path::new(&out).join(format!("lib{name}.a"));
    let mut command = Command::new(rustc);
    command
        .args(["--edition=2024", "--crate-name", &name])
        // An rlib is an archive with an index, so the linker loads a member only if it is needed.
        .args(["--crate-type=rlib", "--target", &target])
        .args(["-Copt-level=3", "-Cpanic=abort", "-Ccodegen-units=1"])
        .args(["-Cdebuginfo=0", "-Cembed-bitcode=no", "--cap-lints=allow"]);
    if !own_start {
        command.args(["--cfg", "nanowasi_crt_start"]);
    }
    if is_std() {
        command.args(["--cfg", "nanowasi_std"]);
    }
    if let Some(member) = member {
        command.args(["--cfg", &format!("nanowasi_member_{member}")]);
    }
    if env::var_os("CARGO_FEATURE_PROC_RAISE").is_some() {
        command.args(["--cfg", "nanowasi_proc_raise"]);
    }
    // The library has to run on the same processor features as the program.
    for name in ["target-cpu", "target-feature"] {
        for value in codegen_options(flags, name) {
            command.arg(format!("-C{name}={value}"));
        }
    }
    let status = command
        .arg("-o")
        .arg(&library)
        .arg(format!("src/rt/{file}.rs"))
        .output();
    if !status.is_ok_and(|output| output.status.success()) {
        return false;
    }
    if let Err(error) = make_weak(&library, weak) {
        println!("cargo::error={}: {error}", library.display());
    }
    true
}

/// Compiles a file of `src/as_std` to a start-up object of a sysroot.
fn compile_start(object: &str, file: &str) {
    let (Ok(rustc), Ok(target), Ok(out)) =
        (env::var("RUSTC"), env::var("TARGET"), env::var("OUT_DIR"))
    else {
        return;
    };
    let status = Command::new(rustc)
        .args(["--edition=2024", "--crate-name=crt1", "--crate-type=lib"])
        .args(["--emit=obj", "--target", &target, "-Copt-level=z"])
        .args(["-Cpanic=abort", "-Ccodegen-units=1", "-Cdebuginfo=0"])
        .arg("-o")
        .arg(Path::new(&out).join(object))
        .arg(format!("src/as_std/{file}"))
        .status();
    if !status.is_ok_and(|status| status.success()) {
        println!("cargo::error=src/as_std/{file} does not compile");
    }
}

/// Makes symbols of a static library weak.
fn make_weak(library: &Path, names: &[&str]) -> Result<(), String> {
    let mut archive = fs::read(library).map_err(|error| error.to_string())?;
    weak::make_weak(&mut archive, names)?;
    fs::write(library, archive).map_err(|error| error.to_string())
}
