//! Builds a plug-in: a package with a workspace of its own and a `cdylib`.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use nanowasi_build::{Module, WASIP1, install, target_folder, workspace};
use nanowasi_dropin::tool::{Tool, Variant};

/// A plug-in, and how to build it.
///
/// ```no_run
/// use nanowasi_plugins::Plugin;
///
/// let ours = Plugin::example("extism-json").drop_in().module();
/// let std = Plugin::example("extism-json").module();
/// ```
#[derive(Clone, Debug)]
#[must_use = "nothing is built before `module`"]
pub struct Plugin {
    package: PathBuf,
    name: String,
    variant: Variant,
    target: String,
    args: Vec<String>,
}

impl Plugin {
    /// A plug-in of `examples/plugins`.
    pub fn example(name: &str) -> Self {
        Self::new(&workspace().join("examples/plugins").join(name), name)
    }

    /// A plug-in of `tests/plugins/guests`.
    pub fn guest(name: &str) -> Self {
        let guests = Path::new(env!("CARGO_MANIFEST_DIR")).join("guests");
        Self::new(&guests.join(name), name)
    }

    /// The plug-in of a package, which is built with plain cargo unless [`Self::drop_in`] is
    /// called.
    pub fn new(package: &Path, name: &str) -> Self {
        Self {
            package: package.to_owned(),
            name: name.to_owned(),
            variant: Variant::Std,
            target: WASIP1.to_owned(),
            args: Vec::new(),
        }
    }

    /// Builds it by `cargo nanowasi build`, with nanowasi as its `std`.
    pub fn drop_in(mut self) -> Self {
        self.variant = Variant::DropIn;
        self
    }

    /// Sets the target, for plain cargo.
    pub fn target(mut self, target: &str) -> Self {
        target.clone_into(&mut self.target);
        self
    }

    /// Adds an argument of the command.
    pub fn arg(mut self, arg: &str) -> Self {
        self.args.push(arg.to_owned());
        self
    }

    /// Builds it with the release profile of its package, and returns the path of the module.
    ///
    /// # Panics
    ///
    /// Panics with cargo's message if it does not build.
    #[must_use]
    pub fn module(&self) -> PathBuf {
        install(&self.target).unwrap_or_else(|error| panic!("{error}"));
        // Builds with other arguments would overwrite the module.
        let folder = [self.variant.name(), &self.args.concat()].concat();
        let folder = target_folder().join("plugins").join(folder);
        let mut args: Vec<&str> = self.args.iter().map(String::as_str).collect();
        if self.variant == Variant::Std {
            args.extend(["--target", &self.target]);
        }
        tool()
            .build_package(&self.package, &args, self.variant, &folder)
            .unwrap_or_else(|error| panic!("{error}"));
        let file = format!("{}.wasm", self.name.replace('-', "_"));
        folder.join(&self.target).join("release").join(file)
    }

    /// Builds it, and returns its size in bytes.
    ///
    /// # Panics
    ///
    /// Panics with cargo's message if it does not build.
    #[must_use]
    pub fn size(&self) -> u64 {
        let module = self.module();
        let metadata = fs::metadata(&module);
        metadata
            .unwrap_or_else(|error| panic!("{}: {error}", module.display()))
            .len()
    }

    /// Builds it, and returns its imports and exports.
    ///
    /// # Panics
    ///
    /// Panics with cargo's message if it does not build.
    #[must_use]
    pub fn inspect(&self) -> Module {
        let module = self.module();
        let wasm = fs::read(&module);
        let wasm = wasm.unwrap_or_else(|error| panic!("{}: {error}", module.display()));
        Module::parse(&wasm).unwrap_or_else(|error| panic!("{}: {error}", module.display()))
    }
}

/// Returns `cargo nanowasi`, which is built once in a process.
///
/// # Panics
///
/// Panics with cargo's message if it does not build.
#[must_use]
pub fn tool() -> &'static Tool {
    static TOOL: OnceLock<Tool> = OnceLock::new();
    TOOL.get_or_init(|| Tool::build().unwrap_or_else(|error| panic!("{error}")))
}
