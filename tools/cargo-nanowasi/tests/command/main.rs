//! Runs the command as a user types it, with packages in temporary folders.
//!
//! All tests share the sysroots, which are in cargo's folder for tests. Only the dependencies of
//! the sysroot are downloaded.

mod build;
mod c_code;
mod errors;
mod flags;
mod imports;
mod new;
mod panics;
mod plugins;
mod programs;
mod run;
mod size;
mod support;
mod sysroot;
mod test;
mod unstable;
