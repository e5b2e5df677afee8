//! Compiling guests, by asking cargo, and looking at what came of it without running it.
//!
//! Guests are built for wasm, in release, often with flags, while the tests are
//! built natively, in dev. So they get target folders of their own, one for each
//! package and set of flags, under the workspace's: builds that differ never
//! overwrite each other's modules, and never wait for the cargo that runs the
//! tests. What they have in common is compiled once, in a build folder that they
//! share. Cargo's own lock settles who builds when tests run in many processes;
//! within one process each build runs once.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

pub mod functions;
mod machine;
pub mod module;
pub mod pattern;
mod profile;
pub mod registry;

use machine::remapped;
pub use machine::{install, remove_outer_build, shared_build_folder, target_folder, workspace};
pub use module::Module;
pub use nanowasi_runner::preview1::PREVIEW1;
pub use profile::{Compiler, Mode, Profile};

/// The target that guests are built for unless they ask for another.
pub const WASIP1: &str = "wasm32-wasip1";

/// The flag for two pages of memory to begin with: 80 KiB of stack, and 48 for data, of which standard
/// output's buffer takes 16.
pub const SMALL_STACK: &str = "-Clink-arg=-zstack-size=81920";

const EXAMPLES: &str = "nanowasi-examples";
const GUESTS: &str = "nanowasi-guests";
const C_GUESTS: &str = "nanowasi-c-guests";
const CONFORMANCE: &str = "nanowasi-conformance";
const PROGRAMS: &str = "nanowasi-programs";
const NINE: &str = "nanowasi-nine";
const STD_PEERS: &str = "rust-std";

/// An example's module.
///
/// # Panics
/// If it doesn't build, with what cargo said.
pub fn example(name: &str, mode: Mode) -> Vec<u8> {
    Build::example(name).mode(mode).wasm()
}

/// A test guest's module.
///
/// # Panics
/// If it doesn't build, with what cargo said.
pub fn guest(name: &str, mode: Mode) -> Vec<u8> {
    Build::guest(name).mode(mode).wasm()
}

/// The examples' names, sorted.
///
/// # Errors
/// If their folder can't be read.
pub fn examples() -> std::io::Result<Vec<String>> {
    binaries("examples")
}

/// The names of the programs that are built for `std` as well, sorted; without those
/// that are of use on a failing host only, which are called `fault_…`, and `speed` and
/// `hello`, which are for the bench of speed.
///
/// # Errors
/// If their folder can't be read.
pub fn programs() -> std::io::Result<Vec<String>> {
    let mut names = binaries("tests/compat/programs")?;
    names
        .retain(|name| !name.starts_with("fault_") && !["speed", "hello"].contains(&name.as_str()));
    Ok(names)
}

/// The names of the nine programs that are compared with other languages', sorted.
///
/// # Errors
/// If their folder can't be read.
pub fn nine() -> std::io::Result<Vec<String>> {
    binaries("benches/nine")
}

fn binaries(package: &str) -> std::io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(workspace().join(package).join("src/bin"))? {
        let path = entry?.path();
        let is_program =
            path.extension() == Some(OsStr::new("rs")) || path.join("main.rs").exists();
        if let (true, Some(name)) = (is_program, path.file_stem().and_then(OsStr::to_str)) {
            names.push(name.to_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// One guest and how to build it.
///
/// ```no_run
/// use nanowasi_build::{Build, Mode};
///
/// let wasm = Build::guest("panic").mode(Mode::Tiny).feature("panic-location").wasm();
/// ```
#[derive(Clone, Debug)]
#[must_use = "nothing is built before `wasm`"]
pub struct Build {
    package: &'static str,
    name: String,
    mode: Mode,
    profile: Profile,
    compiler: Compiler,
    names: bool,
    target: String,
    features: Vec<String>,
    default_features: bool,
    flags: Vec<String>,
    alone: bool,
    library: bool,
    opt_level: Option<&'static str>,
    fast_packages: bool,
}

impl Build {
    /// One of the examples.
    pub fn example(name: &str) -> Self {
        Self::new(EXAMPLES, name)
    }

    /// One of the test guests.
    pub fn guest(name: &str) -> Self {
        Self::new(GUESTS, name)
    }

    /// The test guests' library: a module of exports without a `main`.
    pub fn library() -> Self {
        Self {
            library: true,
            ..Self::new(GUESTS, "nanowasi_guests")
        }
    }

    /// One of the test guests that link the C library.
    pub fn c_guest(name: &str) -> Self {
        Self::new(C_GUESTS, name)
    }

    /// One of the programs that say what they see of their host.
    pub fn conformance(name: &str) -> Self {
        Self::new(CONFORMANCE, name)
    }

    /// One of the programs that are built for `std` as well, as it is without
    /// nanowasi. With it: [`Self::with_nanowasi`].
    pub fn program(name: &str) -> Self {
        Self::new(PROGRAMS, name)
    }

    /// One of the nine programs that are compared with other languages'.
    pub fn nine(name: &str) -> Self {
        Self::new(NINE, name)
    }

    /// One of the same nine as it is written for `std`.
    pub fn std_peer(name: &str) -> Self {
        Self::new(STD_PEERS, name)
    }

    /// A program with nanowasi as its `std`, as small as it gets.
    pub fn with_nanowasi(self) -> Self {
        self.mode(Mode::Tiny).feature("nanowasi")
    }

    fn new(package: &'static str, name: &str) -> Self {
        Self {
            package,
            name: name.to_owned(),
            mode: Mode::Default,
            profile: Profile::Workspace,
            compiler: Compiler::Stable,
            names: false,
            target: WASIP1.to_owned(),
            features: Vec::new(),
            default_features: true,
            flags: Vec::new(),
            alone: false,
            library: false,
            opt_level: None,
            fast_packages: false,
        }
    }

    /// Sets how it is linked.
    pub fn mode(mut self, mode: Mode) -> Self {
        self.mode = mode;
        self
    }

    /// Sets how it is optimized.
    pub fn profile(mut self, profile: Profile) -> Self {
        self.profile = profile;
        self
    }

    /// Sets what compiles it.
    pub fn compiler(mut self, compiler: Compiler) -> Self {
        self.compiler = compiler;
        self
    }

    /// Leaves the names of its functions in the module.
    pub fn names(mut self) -> Self {
        self.names = true;
        self
    }

    /// As small as stable Rust makes it: a panic says where and not why, tiny mode, and [`SMALL_STACK`].
    pub fn smallest(self) -> Self {
        self.no_default_features()
            .feature("panic-location")
            .mode(Mode::Tiny)
            .flag(SMALL_STACK)
    }

    /// The same without a buffer for output and without waiting: smaller, and with a price.
    pub fn bare(self) -> Self {
        self.smallest().feature("unbuffered").feature("no-wait")
    }

    /// Sets what it is built for; installed with rustup if need be.
    pub fn target(mut self, target: &str) -> Self {
        target.clone_into(&mut self.target);
        self
    }

    /// Turns on a feature of its package.
    pub fn feature(mut self, feature: &str) -> Self {
        self.features.push(feature.to_owned());
        self
    }

    /// Turns off its package's default features.
    pub fn no_default_features(mut self) -> Self {
        self.default_features = false;
        self
    }

    /// Adds a flag for rustc.
    pub fn flag(mut self, flag: &str) -> Self {
        self.flags.push(flag.to_owned());
        self
    }

    /// Builds this program alone. A plain build of a package builds all of its
    /// programs at once, since other tests want the others.
    pub fn alone(mut self) -> Self {
        self.alone = true;
        self
    }

    /// Sets what it is optimized for, where that is not its size: `3`, say.
    pub fn opt_level(mut self, level: &'static str) -> Self {
        self.opt_level = Some(level);
        self
    }

    /// Optimizes what it depends on for speed, whatever the program is optimized for.
    pub fn fast_packages(mut self) -> Self {
        self.fast_packages = true;
        self
    }

    /// Builds it and returns the module.
    ///
    /// # Panics
    /// If it doesn't build, with what cargo said.
    #[must_use]
    pub fn wasm(&self) -> Vec<u8> {
        self.try_wasm().unwrap_or_else(|error| panic!("{error}"))
    }

    /// Builds it and returns the module.
    ///
    /// # Errors
    /// What cargo said, if it doesn't build.
    pub fn try_wasm(&self) -> Result<Vec<u8>, String> {
        // A program that doesn't build must not fail the tests of the others:
        // then each is on its own.
        if !self.is_plain() || self.cargo(None).is_err() {
            self.cargo(Some(&self.name))?;
        }
        let path = self.path();
        fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// Where the module is once it is built.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        let file = format!("{}.wasm", self.name);
        self.folder().join(&self.target).join("release").join(file)
    }

    fn is_plain(&self) -> bool {
        // Of these, all are wanted in each way.
        let all = [PROGRAMS, NINE, CONFORMANCE].contains(&self.package);
        let features = all || (self.features.is_empty() && self.default_features);
        !self.alone && !self.library && features && (all || self.target == WASIP1)
    }

    fn rustflags(&self) -> Vec<&str> {
        let own = self.flags.iter().map(String::as_str);
        self.mode.flags().iter().copied().chain(own).collect()
    }

    /// Its target folder: `target/guests/nanowasi-examples/tiny`, say.
    fn folder(&self) -> PathBuf {
        let mut name = match self.mode {
            Mode::Default => "default".to_owned(),
            Mode::Tiny => "tiny".to_owned(),
        };
        if let Some(level) = self.opt_level {
            name.push_str("+O");
            name.push_str(level);
        }
        if self.fast_packages {
            name.push_str("+fast");
        }
        name.push_str(self.profile.suffix());
        name.push_str(self.compiler.suffix());
        let names = self.names.then_some("names");
        let without = (!self.default_features).then_some("no-default-features");
        let features = self.features.iter().map(String::as_str);
        for part in names
            .into_iter()
            .chain(without)
            .chain(features)
            .chain(self.flags.iter().map(String::as_str))
        {
            name.push('+');
            name.extend(
                part.chars()
                    .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }),
            );
        }
        target_folder().join("guests").join(self.package).join(name)
    }

    /// Runs cargo for one program or for all of the package's, once in this process.
    fn cargo(&self, name: Option<&str>) -> Result<(), String> {
        type Key = (PathBuf, String, Option<String>);
        type Done = Arc<OnceLock<Result<(), String>>>;
        static DONE: LazyLock<Mutex<HashMap<Key, Done>>> = LazyLock::new(Mutex::default);

        let key = (self.folder(), self.target.clone(), name.map(str::to_owned));
        // Nothing panics while it is locked.
        let mut all = DONE.lock().unwrap_or_else(PoisonError::into_inner);
        let done = Arc::clone(all.entry(key).or_default());
        drop(all);
        done.get_or_init(|| self.cargo_now(name)).clone()
    }

    fn cargo_now(&self, name: Option<&str>) -> Result<(), String> {
        if self.compiler == Compiler::Stable {
            install(&self.target)?;
        }
        let mut cargo = self.compiler.command("cargo");
        remove_outer_build(&mut cargo);
        let mut flags = self.rustflags();
        let remapped = remapped(self.compiler);
        flags.extend(remapped.iter().map(String::as_str));
        let (build_folder, shared) = shared_build_folder();
        cargo.env(build_folder, shared);
        cargo.envs(self.profile.variables().iter().copied());
        if self.names {
            // What is left when it strips no more than that: their names.
            cargo.env("CARGO_PROFILE_RELEASE_STRIP", "debuginfo");
        }
        // Flags that are set, even if empty, also outrank those of configuration files.
        cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"));
        if let Some(level) = self.opt_level {
            cargo.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", level);
        }
        if self.fast_packages {
            // `*` leaves out what is in the same workspace.
            for package in ["\"*\"", "nanowasi"] {
                let setting = format!("profile.release.package.{package}.opt-level=3");
                cargo.arg("--config").arg(setting);
            }
        }
        cargo.args(["build", "--quiet", "--release", "--package", self.package]);
        // What is a workspace of its own.
        match self.package {
            PROGRAMS => cargo.args(["--manifest-path", "tests/compat/programs/Cargo.toml"]),
            STD_PEERS => cargo.args(["--manifest-path", "benches/peers/rust-std/Cargo.toml"]),
            _ => &mut cargo,
        };
        cargo.args(self.compiler.arguments());
        cargo
            .args(["--target", &self.target])
            .arg("--target-dir")
            .arg(self.folder());
        match name {
            Some(_) if self.library => cargo.arg("--lib"),
            Some(name) => cargo.args(["--bin", name]),
            None => cargo.args(["--bins", "--keep-going"]),
        };
        if !self.default_features {
            cargo.arg("--no-default-features");
        }
        if !self.features.is_empty() {
            cargo.arg("--features").arg(self.features.join(","));
        }
        if std::io::stderr().is_terminal() {
            cargo.args(["--color", "always"]);
        }
        let output = cargo
            .output()
            .map_err(|error| format!("cannot run cargo: {error}"))?;
        if output.status.success() {
            return Ok(());
        }
        let what = name.unwrap_or("everything");
        let said = String::from_utf8_lossy(&output.stderr);
        Err(format!(
            "cannot build {what} of {} for {}:\n{}",
            self.package,
            self.target,
            said.trim_end()
        ))
    }
}
