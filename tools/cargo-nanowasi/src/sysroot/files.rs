//! The sources of nanowasi, embedded by `build.rs`.

include!(concat!(env!("OUT_DIR"), "/files.rs"));
