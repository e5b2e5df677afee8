//! The environment, the paths and preludes of `std`, and what the target does not support.
//!
//! These tests guard against:
//!
//! - a program for `std` that does not compile because a path is missing or a prelude name is
//!   ambiguous;
//! - a variable with another variable's value, or with memory that is not a variable;
//! - a change of the environment that is not visible, or is visible twice;
//! - code of a `std` feature in a program that does not use it.
//!
//! | module | what it tests |
//! | --- | --- |
//! | `std_paths` | `std`'s paths, macros and preludes |
//! | `variables` | environment variables, also on hosts with false results |
//! | `unsupported` | what this target lacks, and what `std` does then |

mod std_paths;
mod unsupported;
mod variables;
