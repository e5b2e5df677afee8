//! Builds a sysroot: copies `core` and `alloc` from the toolchain, and compiles nanowasi as `std`.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Kind;
use super::files::{FILES, HARNESS};
use crate::facade;
use crate::failure::{Failure, Result};
use crate::linker;
use crate::options::{Panic, Size};
use crate::toolchain::{TARGET, Toolchain, cargo, libraries};

/// The environment variable that changes a sysroot: the size of standard output's buffer.
pub(super) const BUFFER: &str = "NANOWASI_STDOUT_BUFFER";

/// The crates of the toolchain that nanowasi depends on.
const CORE: [&str; 3] = ["core", "alloc", "compiler_builtins"];

/// The crates of a sysroot that may use unstable features. A program's crates of the same names may
/// not, because the variable is set for the build of the sysroot only.
const UNSTABLE: &str = "std,hashbrown,proc_macro,test";

/// Builds a sysroot in a folder, and returns the path of the sysroot in the folder.
///
/// # Errors
///
/// Returns cargo's error message, or a failure of the file system.
pub(super) fn build(toolchain: &Toolchain, kind: Kind, folder: &Path) -> Result<PathBuf> {
    let sysroot = folder.join("sysroot");
    let libraries_folder = sysroot.join("lib/rustlib").join(TARGET).join("lib");
    let self_contained = libraries_folder.join("self-contained");
    create(&self_contained)?;

    let own = toolchain.target_folder().join("lib");
    copy_folder(&own.join("self-contained"), &self_contained)?;
    if kind.size == Size::Smallest {
        let sources = toolchain.sources().map_err(|why| {
            Failure::new(format!(
                "`--smallest` needs the sources of `core`, and {why}"
            ))
        })?;
        let package = folder.join("core");
        write_core(&package, &sources)?;
        let built = compile(kind, &package, None, "")?;
        copy_libraries(&built.join("deps"), &libraries_folder, &CORE)?;
    } else {
        copy_libraries(&own, &libraries_folder, &CORE)?;
    }

    let package = folder.join("nanowasi");
    write_std(&package)?;
    let built = compile(kind, &package, Some(&sysroot), &features(kind))?;
    copy_libraries(&built.join("deps"), &libraries_folder, &[])?;
    // The start-up objects, which the build script compiles.
    let script = only_output(&built.join("build"))?;
    copy_folder(&script, &self_contained)?;

    harness(kind, &folder.join("test"), &sysroot)?;
    if toolchain.has_sources() {
        proc_macro(kind, &toolchain.sources_folder(), folder, &sysroot)?;
    }
    linker::install(toolchain, &sysroot)?;
    facade::install(toolchain, &sysroot)?;
    Ok(sysroot)
}

/// Writes the package of nanowasi for a program that depends on it.
///
/// # Errors
///
/// Returns a failure of the file system.
pub(crate) fn write_package(package: &Path) -> Result<()> {
    write_sources(package)?;
    write(
        &package.join("Cargo.toml"),
        &format!(
            "{}links = \"nanowasi\"\n\n[lib]\ntest = false\ndoctest = false\n\n{}",
            head(),
            tables(manifest(), &["features", "dependencies"])
        ),
    )
}

/// Writes the package of nanowasi as a library with the name `std`.
fn write_std(package: &Path) -> Result<()> {
    write_sources(package)?;
    write(
        &package.join("Cargo.toml"),
        &format!(
            "{}\n[lib]\nname = \"std\"\n\n{}{WORKSPACE}",
            head(),
            without_bridges(&tables(manifest(), &["features", "dependencies"])),
        ),
    )
}

/// The features that nanowasi is compiled with as `std`.
///
/// `proc-raise` is not among them, because on JavaScript hosts a raised signal ends the host's
/// process.
fn features(kind: Kind) -> String {
    let panic = match kind.panic {
        Panic::Message => "panic-message",
        Panic::Location => "panic-location",
        Panic::Silent => "panic-handler",
        Panic::Trap => "panic-trap",
        Panic::TrapMessage => "panic-trap,panic-message",
    };
    let keys = if kind.has_fixed_keys {
        ",fixed-keys"
    } else {
        ""
    };
    format!("talc,nightly,{panic}{keys}")
}

fn write_sources(package: &Path) -> Result<()> {
    for (name, text) in FILES {
        if *name != "Cargo.toml" {
            write(&package.join(name), text)?;
        }
    }
    Ok(())
}

/// The manifest of nanowasi.
fn manifest() -> &'static str {
    let own = FILES.iter().find(|(name, _)| *name == "Cargo.toml");
    own.map_or("", |(_, text)| text)
}

/// The table `package` of nanowasi's manifest, without the keys that need its workspace.
fn head() -> String {
    format!(
        "[package]\nname = \"nanowasi\"\nversion = {:?}\nedition = \"2024\"\n",
        env!("CARGO_PKG_VERSION")
    )
}

/// Writes a package that depends on `core` and `alloc` in the toolchain's sources.
fn write_core(package: &Path, sources: &Path) -> Result<()> {
    let alloc = sources.join("alloc");
    write(&package.join("src/lib.rs"), "#![no_std]\n")?;
    write(
        &package.join("Cargo.toml"),
        &format!(
            "[package]\nname = \"sysroot-core\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\nalloc = {{ path = {alloc:?}, features = [\"optimize_for_size\"] }}\n\n\
             {WORKSPACE}",
        ),
    )
}

/// Builds the crate `test`, which the modules of `cargo nanowasi test` contain.
fn harness(kind: Kind, package: &Path, sysroot: &Path) -> Result<()> {
    for (name, text) in HARNESS {
        write(&package.join(name), text)?;
    }
    // In edition 2021, a function that changes the environment is safe.
    let manifest =
        format!("[package]\nname = \"test\"\nversion = \"0.0.0\"\nedition = \"2021\"\n{WORKSPACE}");
    write(&package.join("Cargo.toml"), &manifest)?;
    let built = compile(kind, package, Some(sysroot), "")?;
    let libraries_folder = sysroot.join("lib/rustlib").join(TARGET).join("lib");
    copy_libraries(&built.join("deps"), &libraries_folder, &[])
}

/// Builds `proc_macro` for the programs that process Rust tokens.
fn proc_macro(kind: Kind, sources: &Path, folder: &Path, sysroot: &Path) -> Result<()> {
    let package = folder.join("proc_macro");
    copy_folder(&sources.join("proc_macro/src"), &package.join("src"))?;
    let root = package.join("src/lib.rs");
    let text = read(&root)?;
    // rustc rejects this feature, because nanowasi does not declare it as `std` does.
    write(&root, &text.replace("#![feature(restricted_std)]", ""))?;
    let own = read(&sources.join("proc_macro/Cargo.toml"))?;
    let is_registry = |line: &&str| line.starts_with("rustc-literal-escaper");
    let dependency = own.lines().find(is_registry).unwrap_or("");
    let dependency = dependency.replace(", features = [\"rustc-dep-of-std\"]", "");
    let manifest = format!(
        "[package]\nname = \"proc_macro\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [features]\ndefault = [\"rustc-dep-of-std\"]\nrustc-dep-of-std = []\n\n\
         [dependencies]\n{dependency}\n{WORKSPACE}",
    );
    write(&package.join("Cargo.toml"), &manifest)?;
    let built = compile(kind, &package, Some(sysroot), "default")?;
    let libraries_folder = sysroot.join("lib/rustlib").join(TARGET).join("lib");
    copy_libraries(&built.join("deps"), &libraries_folder, &[])
}

/// A package that belongs to no workspace.
const WORKSPACE: &str = "\n[workspace]\n";

/// Returns the profile of a sysroot's crates as settings for cargo's command line. Only these
/// override the user's configuration files and environment, so every setting is given.
fn profile(kind: Kind) -> [String; 9] {
    let level = match kind.size {
        Size::Fast => "3",
        Size::Small | Size::Smallest => "\"z\"",
    };
    [
        &format!("opt-level={level}"),
        "codegen-units=1",
        "panic=\"abort\"",
        "lto=false",
        "debug=false",
        "strip=false",
        "incremental=false",
        "debug-assertions=false",
        "overflow-checks=false",
    ]
    .map(|setting| format!("profile.release.{setting}"))
}

/// Returns the text of the named tables of a manifest, and of those for some targets.
fn tables(manifest: &str, names: &[&str]) -> String {
    let mut found = String::new();
    let mut is_wanted = false;
    for line in manifest.lines() {
        if let Some(name) = line.strip_prefix('[') {
            is_wanted = names.iter().any(|wanted| {
                let target = name.strip_suffix(']').and_then(|n| n.strip_suffix(wanted));
                target.is_some_and(|target| target.is_empty() || target.ends_with("'."))
            });
        }
        if is_wanted {
            found.push_str(line);
            found.push('\n');
        }
    }
    found
}

/// The features of nanowasi that connect it to other crates, and the names of these crates.
const BRIDGES: [&str; 6] = [
    "critical-section",
    "embedded-io",
    "embedded-io-async",
    "getrandom",
    "getrandom_02",
    "log",
];

/// Removes the bridges from the tables of a manifest.
///
/// A sysroot does not use them. Cargo would look for their crates in the registry nevertheless,
/// because it resolves all features of a package that it builds itself: a build without a network
/// would fail.
fn without_bridges(tables: &str) -> String {
    let is_bridge = |line: &&str| {
        let name = line.split_once(" =").map(|(name, _)| name);
        name.is_some_and(|name| BRIDGES.contains(&name))
    };
    let kept = tables.lines().filter(|line| !is_bridge(line));
    kept.flat_map(|line| [line, "\n"]).collect()
}

/// Compiles a package with cargo, and returns the folder of the results.
fn compile(kind: Kind, package: &Path, sysroot: Option<&Path>, features: &str) -> Result<PathBuf> {
    let target = package.join("target");
    let mut flags: Vec<OsString> = [
        "--cfg=nanowasi_std",
        // A program with link-time optimization needs the bitcode, others need the object code.
        "-Cembed-bitcode=yes",
        // Makes a program's own `hashbrown` of the same version a different crate.
        "-Cmetadata=nanowasi-sysroot",
        // A user of the sysroot cannot act on warnings in its sources.
        "-Awarnings",
    ]
    .map(OsString::from)
    .to_vec();
    if let Some(sysroot) = sysroot {
        flags.extend(["--sysroot".into(), sysroot.into()]);
    }
    if matches!(kind.panic, Panic::Silent | Panic::Trap) && sysroot.is_none() {
        flags.extend(
            [
                "--cfg=panic=\"immediate-abort\"",
                "-Aexplicit_builtin_cfgs_in_flags",
            ]
            .map(OsString::from),
        );
    }
    // Cargo passes relative paths in a package to rustc, and absolute paths elsewhere. A panic in
    // `std` must not report a path such as `src/lib.rs`, which a program may have as well.
    flags.push("--remap-path-prefix=src=std/src".into());
    let mut remap = OsString::from("--remap-path-prefix=");
    remap.push(package);
    remap.push("=std");
    flags.push(remap);
    // The manifests of `core` and `alloc` have keys that cargo accepts only if the variable is 1.
    let bootstrap = if sysroot.is_some() { UNSTABLE } else { "1" };
    let mut command = cargo();
    // Runs in the current folder, so that rustup selects the same toolchain as for the program.
    command
        .args(["build", "--quiet", "--release", "--target", TARGET])
        .arg("--manifest-path")
        .arg(package.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&target)
        .args(["--no-default-features", "--features", features])
        .env("RUSTC_BOOTSTRAP", bootstrap)
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f".as_ref()))
        // Overrides the configuration files.
        .env("CARGO_BUILD_BUILD_DIR", &target)
        .env("CARGO_BUILD_RUSTC_WRAPPER", "")
        .env_remove("RUSTC_WRAPPER")
        .env_remove("RUSTC_WORKSPACE_WRAPPER");
    if kind.is_offline {
        command.arg("--offline");
    }
    for setting in profile(kind) {
        command.arg("--config").arg(setting);
    }
    run(&mut command)?;
    Ok(target.join(TARGET).join("release"))
}

/// Runs a command of cargo to its end.
fn run(command: &mut Command) -> Result<()> {
    let output = command.output();
    let output = output.map_err(|error| Failure::program(command.get_program(), &error))?;
    if output.status.success() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "the sysroot does not build:\n{}",
        String::from_utf8_lossy(&output.stderr).trim_end()
    )))
}

/// Returns the `out` folder of nanowasi's build script.
fn only_output(build: &Path) -> Result<PathBuf> {
    let failed = |error: io::Error| Failure::file(build, &error);
    for entry in build.read_dir().map_err(failed)? {
        let folder = entry.map_err(failed)?.path().join("out");
        if folder.join("crt1-command.o").is_file() {
            return Ok(folder);
        }
    }
    Err(Failure::new(
        "nanowasi's build script has written no `crt1-command.o`",
    ))
}

fn create(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))
}

fn write(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        create(folder)?;
    }
    fs::write(path, text).map_err(|error| Failure::file(path, &error))
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| Failure::file(path, &error))
}

/// Copies the compiled libraries of the named crates, or all if no crate is named.
fn copy_libraries(from: &Path, to: &Path, names: &[&str]) -> Result<()> {
    for library in libraries(from, names)? {
        link(&library, &to.join(library.file_name().unwrap_or_default()))?;
    }
    Ok(())
}

/// Copies a folder and its contents.
fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    create(to)?;
    let failed = |error: io::Error| Failure::file(from, &error);
    for entry in from.read_dir().map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &to)?;
        } else {
            copy(&entry.path(), &to)?;
        }
    }
    Ok(())
}

/// Hard-links a file, or copies it if the file system has no hard links.
fn link(from: &Path, to: &Path) -> Result<()> {
    match fs::hard_link(from, to) {
        Ok(()) => Ok(()),
        Err(_) => copy(from, to),
    }
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    // An earlier copy may be read-only.
    let _ = fs::remove_file(to);
    match fs::copy(from, to) {
        Ok(_) => Ok(()),
        Err(error) => Err(Failure::file(to, &error)),
    }
}

#[cfg(test)]
mod tests {
    use super::{manifest, tables, without_bridges};

    /// With a bridge, a sysroot could only be built with a network, or after a program that has
    /// downloaded the crate.
    #[test]
    fn a_sysroot_depends_on_no_bridge() {
        let own = tables(manifest(), &["dependencies"]);
        let names = |text: &str| -> Vec<String> {
            let keys = text.lines().filter_map(|line| line.split_once(" ="));
            let keys = keys.filter(|(name, _)| !name.starts_with(['#', '[']));
            keys.map(|(name, _)| name.to_owned()).collect()
        };
        let kept = names(&without_bridges(&own));
        assert_eq!(kept, ["bitflags", "hashbrown", "siphasher", "talc"]);
        assert!(names(&own).len() > kept.len());

        let features = without_bridges(&tables(manifest(), &["features"]));
        let dependencies = features.matches("\"dep:").count();
        assert_eq!(dependencies, 2, "{features}"); // hashbrown and talc
    }
}
