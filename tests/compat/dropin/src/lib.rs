//! Builds crates and whole programs from crates.io with nanowasi as their `std`, without a change to
//! them, and compares what the programs do with what they do with real `std`.
//!
//! | module | what it does |
//! | --- | --- |
//! | [`tool`] | builds `cargo nanowasi`, and builds packages with it and with real `std` |
//! | [`crates`] | compiles and links the crates of `crates.txt` |
//! | [`programs`] | lists the programs, and what they are run with |
//! | [`sources`] | fetches a program's sources |
//! | [`inputs`] | makes the files that programs are run on |
//! | [`compare`] | runs a program with either `std`, and compares output, status and files |
//! | [`measure`] | measures sizes and processor time, and writes the document's table |

pub mod compare;
pub mod crates;
pub mod inputs;
pub mod measure;
pub mod programs;
pub mod sources;
pub mod tool;

/// Why something can't go on.
pub type Failure = Box<dyn std::error::Error>;

/// The result of a step.
pub type Result<T> = std::result::Result<T, Failure>;
