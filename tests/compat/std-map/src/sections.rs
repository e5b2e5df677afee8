//! The sections of the document: `std`'s modules, in the order in which most programs use them.

use crate::interface::Interface;
use crate::item::Row;

/// The modules whose order matters. Others follow, sorted by name.
const ORDER: [&str; 20] = [
    "io",
    "fs",
    "path",
    "ffi",
    "env",
    "process",
    "time",
    "thread",
    "sync",
    "net",
    "collections",
    "hash",
    "prelude",
    "alloc",
    "panic",
    "error",
    "backtrace",
    "os::fd",
    "os::wasi",
    "os",
];

/// The index of the section for items outside modules. It comes last, and has its own total.
pub const PRIMITIVES: usize = usize::MAX;

/// Returns the section of a row: its index and its name.
#[must_use]
pub fn of(row: &Row) -> (usize, String) {
    let is_foreign = matches!(row.interface, Interface::Foreign { .. });
    let last = ORDER.len();
    match row.owner.as_str() {
        "" if matches!(row.kind, "macro" | "attribute" | "derive") => (last, "macros".to_owned()),
        owner
            if owner.is_empty()
                || (is_foreign && row.kind == "module" && !owner.contains("::")) =>
        {
            (last + 1, "modules of `core` and `alloc`".to_owned())
        }
        // A module has no methods.
        "f32" | "f64" if row.kind == "method" => {
            (PRIMITIVES, "methods of `f32` and `f64`".to_owned())
        }
        owner => {
            let mut parts = owner.split("::");
            let first = parts.next().unwrap_or_default();
            let two = match (first, parts.next()) {
                ("os", Some(second @ ("fd" | "wasi"))) => format!("os::{second}"),
                _ => first.to_owned(),
            };
            let index = ORDER
                .iter()
                .position(|name| *name == two)
                .unwrap_or(last + 2);
            (index, format!("`{two}`"))
        }
    }
}
