//! The page that runs the examples in the browser: what `cargo web` writes, and the server that shows it here.
//!
//! The page itself is in `page/`, plain modules, HTML and CSS that no tool changes. What it can't bring along is
//! added when it is written: the modules, what is known of them, and the host functions, which come from npm.

pub mod server;
pub mod site;
mod tools;
