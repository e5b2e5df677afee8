//! The sources of nanowasi and of the crate `test`, embedded by `build.rs`.

include!(concat!(env!("OUT_DIR"), "/files.rs"));
