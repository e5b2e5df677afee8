//! The traits of `io`, for one import: `use nanowasi::io::prelude::*`.

pub use super::{BufRead, Read, Seek, Write};
