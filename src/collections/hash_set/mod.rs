//! [`HashSet`]: values that are found by their hash, a [`HashMap`] without values.
//!
//! # Examples
//!
//! ```
//! use nanowasi::collections::hash_set::HashSet;
//!
//! let mut seen = HashSet::new();
//! let unique: Vec<_> = [1, 2, 1, 3].into_iter().filter(|n| seen.insert(*n)).collect();
//! assert_eq!(unique, [1, 2, 3]);
//! ```

// First, because rustdoc lists the methods in the order of the modules.
mod set;

mod iter;
mod set_ops;
mod traits;
mod update;

use super::HashMap;
use crate::hash::RandomState;

pub use iter::{Drain, ExtractIf, IntoIter, Iter};
pub use set::HashSet;
pub use set_ops::{Difference, Intersection, SymmetricDifference, Union};
