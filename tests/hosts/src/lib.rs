//! Runs the conformance suite on many hosts, for `cargo hosts` and for a test.
//!
//! The suite consists of programs ([`tests/hosts/conformance`]) and their expected output
//! ([`cases.toml`]). A [`Host`] runs a module with arguments, an environment, a standard input and
//! an empty directory. An unexpected result is a [`Difference`]. Either a [`Fault`] of that host
//! explains it, with a reference, or the suite fails.
//!
//! [`tests/hosts/conformance`]: ../conformance
//! [`cases.toml`]: ../cases.toml

mod case;
mod compare;
mod document;
mod fault;
mod host;
mod hosts;
mod process;
mod report;
pub mod suite;
mod toml;

pub use case::{Case, Input, cases};
pub use compare::{Difference, differences};
pub use document::write;
pub use fault::{Fault, Reason, faults};
pub use host::{Host, Launch};
pub use hosts::hosts;
pub use process::{Ended, Outcome};
pub use report::{Report, Seen};
