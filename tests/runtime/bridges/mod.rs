//! The bridges to other crates: guests that use these crates, with the feature of the bridge.
//!
//! These tests guard against:
//!
//! - a critical section that is entered twice, or a program that does not link without one;
//! - errors that lose their kind, and writers that report a success without progress;
//! - a record that is formatted or printed below its level, or in several calls;
//! - a target where `getrandom` does not compile, or returns bytes that are not the host's.

mod critical_section;
mod embedded_io;
mod getrandom;
mod log;
