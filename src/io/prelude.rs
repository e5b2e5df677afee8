//! The traits of `io`, to be imported all at once: `use nanowasi::io::prelude::*`.

pub use super::{BufRead, Read, Seek, Write};
