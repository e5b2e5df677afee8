//! Compiles guests with cargo, and inspects modules without running them.
//!
//! Guests are built for wasm in release mode, often with flags; the tests are built natively in dev
//! mode. Each package and set of flags has its own target directory below the workspace's, so
//! builds neither overwrite each other's modules nor wait for the cargo that runs the tests. A
//! build directory for each mode holds what its builds have in common. Cargo's lock serializes
//! these builds; within a process each runs once.

use std::fs;
use std::path::PathBuf;

mod cargo;
pub mod functions;
mod machine;
pub mod module;
mod names;
pub mod pattern;
mod profile;
pub mod references;
pub mod registry;

pub use machine::{install, remove_outer_build, shared_build_folder, target_folder, workspace};
pub use module::Module;
pub use names::{examples, nine, programs};
pub use nanowasi_runner::preview1::PREVIEW1;
pub use profile::{Compiler, Mode, Profile};

/// The default target of guests.
pub const WASIP1: &str = "wasm32-wasip1";

/// The flag for two initial pages of memory: 80 KiB of stack, and 48 KiB of data, of which the
/// buffer of standard output takes 16 KiB.
pub const SMALL_STACK: &str = "-Clink-arg=-zstack-size=81920";

const EXAMPLES: &str = "nanowasi-examples";
const GUESTS: &str = "nanowasi-guests";
const BRIDGE_GUESTS: &str = "nanowasi-bridge-guests";
const C_GUESTS: &str = "nanowasi-c-guests";
const CONFORMANCE: &str = "nanowasi-conformance";
const PROGRAMS: &str = "nanowasi-programs";
const NINE: &str = "nanowasi-nine";
const STD_PEERS: &str = "rust-std";

/// Returns an example's module.
///
/// # Panics
///
/// Panics with cargo's message if it does not build.
pub fn example(name: &str, mode: Mode) -> Vec<u8> {
    Build::example(name).mode(mode).wasm()
}

/// Returns a test guest's module.
///
/// # Panics
///
/// Panics with cargo's message if it does not build.
pub fn guest(name: &str, mode: Mode) -> Vec<u8> {
    Build::guest(name).mode(mode).wasm()
}

/// A guest, and how to build it.
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
    plugin: bool,
    opt_level: Option<&'static str>,
    fast_packages: bool,
}

impl Build {
    /// An example.
    pub fn example(name: &str) -> Self {
        Self::new(EXAMPLES, name)
    }

    /// A test guest.
    pub fn guest(name: &str) -> Self {
        Self::new(GUESTS, name)
    }

    /// The test guests' library: a module with exports and without a `main`.
    pub fn library() -> Self {
        Self {
            library: true,
            ..Self::new(GUESTS, "nanowasi_guests")
        }
    }

    /// A plug-in of the test guests: a module with `_initialize` and exports.
    pub fn plugin(name: &str) -> Self {
        Self {
            plugin: true,
            ..Self::new(GUESTS, name)
        }
    }

    /// A test guest for a bridge to another crate. It needs the feature of that bridge.
    pub fn bridge_guest(name: &str) -> Self {
        Self::new(BRIDGE_GUESTS, name)
    }

    /// A test guest that links the C library.
    pub fn c_guest(name: &str) -> Self {
        Self::new(C_GUESTS, name)
    }

    /// A program of the conformance suite.
    pub fn conformance(name: &str) -> Self {
        Self::new(CONFORMANCE, name)
    }

    /// A program that is built for `std` as well, without nanowasi. See [`Self::with_nanowasi`].
    pub fn program(name: &str) -> Self {
        Self::new(PROGRAMS, name)
    }

    /// One of the nine programs that are compared with other languages.
    pub fn nine(name: &str) -> Self {
        Self::new(NINE, name)
    }

    /// The version of one of the nine programs for `std`.
    pub fn std_peer(name: &str) -> Self {
        Self::new(STD_PEERS, name)
    }

    /// Builds a program with nanowasi as its `std`, as small as possible.
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
            plugin: false,
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

    /// Sets the compiler.
    pub fn compiler(mut self, compiler: Compiler) -> Self {
        self.compiler = compiler;
        self
    }

    /// Keeps the names of its functions in the module.
    pub fn names(mut self) -> Self {
        self.names = true;
        self
    }

    /// Builds it as small as stable Rust can: panics print only their location, tiny mode, and
    /// [`SMALL_STACK`].
    pub fn smallest(self) -> Self {
        self.no_default_features()
            .feature("panic-location")
            .mode(Mode::Tiny)
            .flag(SMALL_STACK)
    }

    /// As [`Self::smallest`], also without a buffer for output and without waiting.
    pub fn bare(self) -> Self {
        self.smallest().feature("unbuffered").feature("no-wait")
    }

    /// Sets the target, which rustup installs if it is missing.
    pub fn target(mut self, target: &str) -> Self {
        target.clone_into(&mut self.target);
        self
    }

    /// Enables a feature of its package.
    pub fn feature(mut self, feature: &str) -> Self {
        self.features.push(feature.to_owned());
        self
    }

    /// Disables its package's default features.
    pub fn no_default_features(mut self) -> Self {
        self.default_features = false;
        self
    }

    /// Adds a flag for rustc.
    pub fn flag(mut self, flag: &str) -> Self {
        self.flags.push(flag.to_owned());
        self
    }

    /// Builds only this program. A plain build builds all programs of the package together, because
    /// other tests need them.
    pub fn alone(mut self) -> Self {
        self.alone = true;
        self
    }

    /// Sets the optimization level, such as `3`.
    pub fn opt_level(mut self, level: &'static str) -> Self {
        self.opt_level = Some(level);
        self
    }

    /// Optimizes its dependencies for speed, whatever the program itself is optimized for.
    pub fn fast_packages(mut self) -> Self {
        self.fast_packages = true;
        self
    }

    /// Builds it and returns the module.
    ///
    /// # Panics
    ///
    /// Panics with cargo's message if it does not build.
    #[must_use]
    pub fn wasm(&self) -> Vec<u8> {
        self.try_wasm().unwrap_or_else(|error| panic!("{error}"))
    }

    /// Builds it and returns the module.
    ///
    /// # Errors
    ///
    /// Returns cargo's message if it does not build.
    pub fn try_wasm(&self) -> Result<Vec<u8>, String> {
        // A program that does not build must not fail the tests of the others. Then each is built
        // separately.
        if !self.is_plain() || self.cargo(None).is_err() {
            self.cargo(Some(&self.name))?;
        }
        let path = self.path();
        fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// Returns the path of the module after a build.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        let folder = self.folder().join(&self.target).join("release");
        let folder = match self.plugin {
            true => folder.join("examples"),
            false => folder,
        };
        folder.join(format!("{}.wasm", self.name))
    }

    fn is_plain(&self) -> bool {
        // All programs of these packages are needed in each configuration.
        let all = [PROGRAMS, NINE, CONFORMANCE].contains(&self.package);
        let features = all || (self.features.is_empty() && self.default_features);
        !self.alone && !self.library && !self.plugin && features && (all || self.target == WASIP1)
    }

    fn rustflags(&self) -> Vec<&str> {
        let own = self.flags.iter().map(String::as_str);
        self.mode.flags().iter().copied().chain(own).collect()
    }

    /// Returns its target directory, such as `target/guests/nanowasi-examples/tiny`.
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
}
