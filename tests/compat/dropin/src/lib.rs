//! Builds crates and whole programs from crates.io with nanowasi as their `std`, unchanged, and
//! compares their behaviour with that under real `std`.
//!
//! | module | what it does |
//! | --- | --- |
//! | [`tool`] | builds `cargo nanowasi`, and builds packages with it and with real `std` |
//! | [`crates`] | compiles and links the crates of `crates.txt` |
//! | [`programs`] | lists the programs and their runs |
//! | [`sources`] | downloads a program's sources |
//! | [`inputs`] | makes the files that programs run on |
//! | [`compare`] | runs a program with either `std`, and compares output, status and files |
//! | [`measure`] | measures sizes and processor time, and writes the document's tables |

pub mod compare;
pub mod crates;
pub mod inputs;
pub mod measure;
pub mod programs;
pub mod sources;
pub mod tool;

/// The error of a step.
pub type Failure = Box<dyn std::error::Error>;

/// The result of a step.
pub type Result<T> = std::result::Result<T, Failure>;
