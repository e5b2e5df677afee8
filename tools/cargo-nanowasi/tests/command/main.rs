//! The command as a user types it, with packages in temporary folders.
//!
//! The sysroots are kept in cargo's folder for tests, and shared. Nothing is downloaded, beyond what
//! the sysroot itself depends on.

mod build;
mod c_code;
mod errors;
mod flags;
mod new;
mod panics;
mod programs;
mod run;
mod size;
mod support;
mod sysroot;
mod unstable;
