//! What both benches have: the programs of other languages, and where their compilers come from.

pub mod peers;
pub mod tools;

/// Why a bench can't go on.
pub type Failure = Box<dyn std::error::Error>;
