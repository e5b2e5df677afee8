//! The sources of nanowasi, which are in this program.

include!(concat!(env!("OUT_DIR"), "/files.rs"));
