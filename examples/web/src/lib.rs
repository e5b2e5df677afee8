//! A page that runs the examples in the browser, and a local server for it: the command `cargo
//! web`.
//!
//! `page/` has the page: HTML, CSS and JavaScript modules, which are copied unchanged. The command
//! adds the tools' WebAssembly modules, a list of them, and the host functions from npm.

pub mod server;
pub mod site;
mod tools;
