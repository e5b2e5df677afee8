//! Guards what a program has of `std` by name: its environment, processes, and the paths of `std` itself.
//!
//! The failures that it stands for: a program for `std` that does not compile, since a path is missing or a
//! name of the prelude is ambiguous; a variable that is another one's, or somebody else's memory; a change
//! of the environment that is not seen, or seen twice; and a feature of `std` that a program pays for without
//! using it.
//!
//! - `std_paths`: `std`'s paths, macros and preludes.
//! - `variables`: the environment, also of hosts that get it wrong.
//! - `unsupported`: what this target does not have, and what `std` says then.

mod std_paths;
mod unsupported;
mod variables;
