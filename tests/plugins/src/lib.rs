//! Builds plug-ins with nanowasi and with real `std`, and calls them in the hosts that load them.
//!
//! The plug-ins are those of `examples/plugins` and of `guests/`. Each is a workspace of its own.
//! The hosts are packages of registries in pinned versions. A host that is not available is
//! skipped, and the test prints the reason.
//!
//! | module | what it does |
//! | --- | --- |
//! | [`plugin`] | builds a plug-in |
//! | [`driver`] | starts the program of `drivers/` that contains a host |
//! | [`hosts`] | lists the hosts, for the tests and for the document |
//! | [`transcript`] | plays calls of a plug-in that keeps state, and compares what a host shows |
//!
//! To add a host, write a driver, a program in `drivers/` that loads a module and makes calls, and
//! add the host to [`hosts`].

pub mod driver;
pub mod hosts;
pub mod plugin;
pub mod transcript;

pub use driver::{Driver, or_skip};
pub use plugin::Plugin;
