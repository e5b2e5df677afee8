//! A module between a wrapped import and the real one.
//!
//! A host's preview 1 finds the guest's memory by asking the *caller* of an import for its export
//! `memory`. A wrapper that the host defines is no module, so it exports no memory. This module
//! imports the guest's memory and the real functions, exports the memory again, and exports one
//! trampoline for each function. The memory is shared and not copied, so both sides see it grow.

use std::fmt::Write as _;

/// Returns the module's text, for functions of the module `from`: their names, and the names of the
/// types of their parameters and results.
///
/// The module imports the guest's memory as `guest` `memory` first, and then the functions in the
/// order given. It exports the memory as `memory`, and each trampoline under its function's name.
pub fn text<'a>(
    from: &str,
    functions: impl IntoIterator<Item = (&'a str, Vec<&'a str>, Vec<&'a str>)>,
) -> String {
    let (mut imports, mut trampolines) = (String::new(), String::new());
    for (name, params, results) in functions {
        let ty = format!(
            "(param {}) (result {})",
            params.join(" "),
            results.join(" ")
        );
        let args: String = (0..params.len())
            .map(|index| format!(" (local.get {index})"))
            .collect();
        // Writing to a `String` cannot fail.
        let _ = writeln!(imports, "(import {from:?} {name:?} (func ${name} {ty}))");
        let _ = writeln!(
            trampolines,
            "(func (export {name:?}) {ty} (call ${name}{args}))"
        );
    }
    // A memory of no pages and no limit is what every memory can be imported as.
    format!(
        "(module\n(import \"guest\" \"memory\" (memory 0))\n{imports}\
         (export \"memory\" (memory 0))\n{trampolines})"
    )
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn a_trampoline_passes_all_arguments_on() {
        let shim = text("wasi", [("f", vec!["i32", "i64"], vec!["i32"])]);
        assert!(shim.contains(r#"(import "wasi" "f" (func $f (param i32 i64) (result i32)))"#));
        let trampoline = r#"(func (export "f") (param i32 i64) (result i32) (call $f (local.get 0) (local.get 1)))"#;
        assert!(shim.contains(trampoline), "{shim}");
    }
}
