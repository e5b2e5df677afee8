//! The hosts that plug-ins are called in, for the tests and for `docs/hosts.md`.

use std::process::Command;

use nanowasi_build::registry::{self, BROWSER_WASI_SHIM, PLAYWRIGHT};

use crate::driver::{self, Driver};

/// A host of plug-ins.
#[derive(Clone, Copy, Debug)]
pub struct Host {
    /// Its name in the tests.
    pub name: &'static str,
    /// Its name in the document.
    pub title: &'static str,
    /// The version that the results are of.
    pub version: &'static str,
    /// Where it is installed from.
    pub from: &'static str,
    /// What is called in it.
    pub plugin: &'static str,
    /// What calls `_initialize`.
    pub initialize: &'static str,
    /// What it has of WASI.
    pub wasi: &'static str,
    /// How it reports a trap.
    pub trap: &'static str,
}

/// Returns all hosts, in the order of the table.
#[must_use]
pub const fn hosts() -> &'static [Host] {
    &[
        Host {
            name: "wasmtime",
            title: "wasmtime",
            version: "50.0.1",
            from: "PyPI `wasmtime`",
            plugin: "`state`, as drop-in and with the crate",
            initialize: "the embedder",
            wasi: "all",
            trap: "wasm trap: wasm `unreachable` instruction executed",
        },
        Host {
            name: "node",
            title: "Node",
            version: "20.20.2",
            from: "installed on the system",
            plugin: "`state`, as drop-in and with the crate",
            initialize: "`wasi.initialize`; before it, the functions of WASI throw",
            wasi: "all; run with `--no-turbo-fast-api-calls`",
            trap: "unreachable",
        },
        Host {
            name: "shim",
            title: "browser_wasi_shim",
            version: "0.4.2",
            from: "npm `@bjorn3/browser_wasi_shim`",
            plugin: "`state`, as drop-in and with the crate",
            initialize: "`wasi.initialize`",
            wasi: "files in memory",
            trap: "unreachable",
        },
        Host {
            name: "chromium",
            title: "Chromium",
            version: "148.0.7778.167",
            from: "Debian `chromium`",
            plugin: "`state`, as drop-in, on browser_wasi_shim in a page",
            initialize: "`wasi.initialize`",
            wasi: "files in memory",
            trap: "unreachable",
        },
        Host {
            name: "jco",
            title: "jco",
            version: "1.35.0",
            from: "npm `@bytecodealliance/jco`",
            plugin: "`component`, with the bindings of `wit-bindgen` 0.61.1",
            initialize: "the component, when it is instantiated",
            wasi: "all, by the adapter for reactors to preview 2",
            trap: "RuntimeError: wasm trap: wasm `unreachable` instruction executed",
        },
        Host {
            name: "extism",
            title: "Extism",
            version: "1.0.3",
            from: "PyPI `extism`",
            plugin: "`words` and the example `extism-json`, with `extism-pdk`",
            initialize: "the host",
            wasi: "all; output with the variable `EXTISM_ENABLE_WASI_OUTPUT`",
            trap: "error while executing at wasm backtrace:",
        },
        Host {
            name: "typst",
            title: "Typst",
            version: "0.15.2",
            from: "PyPI `typst`",
            plugin: "the example `typst-words`, with `wasm-minimal-protocol` 0.2",
            initialize: "nothing",
            wasi: "none: a module that imports one function is refused",
            trap: "plugin panicked: wasm `unreachable` instruction executed",
        },
        Host {
            name: "extism-js",
            title: "Extism in JavaScript",
            version: "1.0.3",
            from: "npm `@extism/extism`",
            plugin: "`words`, with `extism-pdk` 1.4.1",
            initialize: "the host, by `wasi.initialize`",
            wasi: "that of `node:wasi`, with the option `useWasi`",
            trap: "RuntimeError: unreachable",
        },
        Host {
            name: "wapc",
            title: "waPC",
            version: "0.0.3",
            from: "npm `@wapc/host`",
            plugin: "`wapc`, with `wapc-guest` 1.2.0 and `--no-wasi`",
            initialize: "nothing: the host calls `wapc_init` instead",
            wasi: "`fd_write` and `args_get`; `fd_write` returns a count as the errno",
            trap: "RuntimeError: unreachable",
        },
        Host {
            name: "proxy-wasm",
            title: "Proxy-Wasm",
            version: "ABI 0.2.1",
            from: "a small host in Node, `drivers/filter.mjs`",
            plugin: "`filter`, with `proxy-wasm` 0.2.5 and `--no-wasi`",
            initialize: "the host; the SDK defines the function",
            wasi: "as Envoy: no `poll_oneoff`, no files",
            trap: "RuntimeError: unreachable",
        },
        Host {
            name: "redpanda",
            title: "Redpanda",
            version: "ABI 2",
            from: "a small host in Node, `drivers/transform.mjs`",
            plugin: "`transform`, a command with `redpanda-transform-sdk` 1.1.0",
            initialize: "nothing: `main` asks the host for records, and does not return",
            wasi: "as Redpanda: output, environment, clocks",
            trap: "Error: Exiting: 101",
        },
    ]
}

/// Returns a host.
///
/// # Panics
///
/// Panics if there is none of this name.
#[must_use]
pub fn host(name: &str) -> Host {
    let host = hosts().iter().find(|host| host.name == name);
    *host.unwrap_or_else(|| panic!("no host {name}"))
}

impl Host {
    /// Installs the host, and returns the driver that plays transcripts or calls one plug-in in it.
    ///
    /// # Errors
    ///
    /// Returns why the host is not available.
    pub fn driver(&self) -> Result<Driver, String> {
        match self.name {
            "wasmtime" => {
                let package = format!("wasmtime=={}", self.version);
                let folder = format!("wasmtime-{}", self.version);
                Driver::python("play_wasmtime.py", &folder, &[&package])
            }
            "node" => {
                let mut node = Driver::new("node");
                registry::run(Command::new("node").arg("--version"))?;
                // Versions without this option have no such calls.
                let option = "--no-turbo-fast-api-calls";
                if registry::run(Command::new("node").args([option, "--version"])).is_ok() {
                    node = node.arg(option);
                }
                Ok(node.arg(driver::path("node.mjs")))
            }
            "shim" => Driver::node("shim.mjs", "shim", &[BROWSER_WASI_SHIM]),
            "chromium" => {
                let program = registry::chromium()?;
                let packages = [BROWSER_WASI_SHIM, PLAYWRIGHT];
                Ok(Driver::node("chromium.mjs", "chromium", &packages)?.env("CHROMIUM", program))
            }
            "jco" => {
                let jco = format!("@bytecodealliance/jco@{}", self.version);
                let shim = "@bytecodealliance/preview2-shim@0.26.1";
                Driver::node("component.mjs", "jco", &[&jco, shim])
            }
            "extism" => {
                let package = format!("extism=={}", self.version);
                Driver::python("call_extism.py", "extism", &[&package])
            }
            "typst" => {
                let package = format!("typst=={}", self.version);
                Driver::python("compile_typst.py", "typst", &[&package])
            }
            "extism-js" => {
                let package = format!("@extism/extism@{}", self.version);
                Driver::node("extism.mjs", "extism-js", &[&package])
            }
            "wapc" => {
                let package = format!("@wapc/host@{}", self.version);
                Driver::node("wapc.mjs", "wapc", &[&package])
            }
            "redpanda" => Driver::node("transform.mjs", "", &[]),
            "proxy-wasm" => Driver::node("filter.mjs", "", &[]),
            name => Err(format!("{name} has no driver here")),
        }
    }
}
