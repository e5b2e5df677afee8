//! The templates of packages: a program with or without `std`, and the kinds of plug-ins.

use std::ffi::{OsStr, OsString};

/// A template of a package.
#[derive(Debug)]
pub(super) struct Template {
    /// The file that has the code.
    pub(super) file: &'static str,
    pub(super) code: &'static str,
    /// The lines of the table `dependencies`.
    dependencies: &'static str,
    /// Whether the package has a copy of nanowasi.
    pub(super) needs_nanowasi: bool,
    /// The edition, if the code is not valid in the newest one.
    edition: Option<&'static str>,
    /// Another file. `MODULE` in its text is the name of the module.
    pub(super) extra: Option<(&'static str, &'static str)>,
}

impl Template {
    /// Returns the options for `cargo new` in addition to those of the user.
    pub(super) fn options(&self, args: &[OsString]) -> Vec<OsString> {
        let mut options = Vec::new();
        if self.is_plugin() {
            options.push("--lib".into());
        }
        let has_edition = args
            .iter()
            .any(|arg| arg.as_encoded_bytes().starts_with(b"--edition"));
        if let (Some(edition), false) = (self.edition, has_edition) {
            options.extend(["--edition".into(), edition.into()]);
        }
        options
    }

    /// Returns the manifest of the package, given that of `cargo new`.
    pub(super) fn manifest(&self, text: &str) -> String {
        const TABLE: &str = "[dependencies]\n";
        let mut table = format!("{TABLE}{}", self.dependencies);
        if self.is_plugin() {
            table.insert_str(0, "[lib]\ncrate-type = [\"cdylib\"]\n\n");
        }
        text.replace(TABLE, &table)
    }

    fn is_plugin(&self) -> bool {
        self.file == LIB
    }
}

/// Returns the template of a kind of plug-ins.
pub(super) fn plugin(kind: &OsStr) -> Option<&'static Template> {
    match kind.to_str()? {
        "plain" => Some(&PLAIN),
        "extism" => Some(&EXTISM),
        "typst" => Some(&TYPST),
        _ => None,
    }
}

const MAIN: &str = "src/main.rs";
const LIB: &str = "src/lib.rs";

/// A program with `std`.
pub(super) static PROGRAM: Template = Template {
    file: MAIN,
    code: include_str!("program.txt"),
    dependencies: "",
    needs_nanowasi: false,
    edition: None,
    extra: None,
};

/// A program without `std`. The test harness has a `main` of its own.
pub(super) static NO_STD: Template = Template {
    code: concat!(include_str!("no_std.txt"), include_str!("program.txt")),
    dependencies: "nanowasi = { path = \"nanowasi\" }\n",
    needs_nanowasi: true,
    ..PROGRAM
};

/// A plug-in for a host of the user's own.
static PLAIN: Template = Template {
    file: LIB,
    code: include_str!("plain.txt"),
    ..NO_STD
};

/// A plug-in for Extism, with its SDK.
static EXTISM: Template = Template {
    file: LIB,
    code: include_str!("extism.txt"),
    dependencies: "extism-pdk = { version = \"1\", default-features = false }\n",
    ..PROGRAM
};

/// A plug-in for Typst, which has no WASI. The macros of `wasm-minimal-protocol` 0.2 are not valid
/// in edition 2024.
static TYPST: Template = Template {
    file: LIB,
    code: include_str!("typst.txt"),
    dependencies: "nanowasi = { path = \"nanowasi\", default-features = false, \
                   features = [\"talc\", \"panic-trap\", \"fixed-keys\"] }\n\
                   wasm-minimal-protocol = \"0.2\"\n",
    needs_nanowasi: true,
    edition: Some("2021"),
    extra: Some(("greet.typ", include_str!("greet.typ"))),
};
