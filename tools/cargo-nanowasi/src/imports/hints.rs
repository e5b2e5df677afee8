//! What brings each import of WASI in, and what to do about it.

use std::fmt::Write;

/// Returns a line of help for each import that a program often has.
pub(super) fn of(imports: &[String]) -> String {
    let mut text = String::new();
    let mut known: Vec<_> = imports.iter().filter_map(|name| hint(name)).collect();
    known.sort_unstable();
    known.dedup();
    for (name, hint) in known {
        let _ = write!(text, "\n  help: {name}: {hint}");
    }
    text
}

/// Returns the names of related imports, and the hint.
fn hint(import: &str) -> Option<(&'static str, &'static str)> {
    Some(match import {
        "fd_write" | "fd_pwrite" => (
            "fd_write",
            "`print!`, `eprint!`, `dbg!` and files write with it: return the text to the host. So \
             does a panic, if the package depends on nanowasi without its feature `panic-trap`",
        ),
        "fd_read" | "fd_pread" => (
            "fd_read",
            "standard input and files are read with it: take the bytes from the host",
        ),
        "random_get" => (
            "random_get",
            "random numbers and keys of hash maps: seed the generator with a number of the host",
        ),
        "clock_time_get" | "clock_res_get" => (
            "clock_time_get",
            "`Instant::now` and `SystemTime::now`: take the time from the host",
        ),
        "environ_get" | "environ_sizes_get" => (
            "environ_get",
            "`env::var` and `env::vars`: take the settings from the host",
        ),
        "args_get" | "args_sizes_get" => ("args_get", "`env::args`: a plug-in has no arguments"),
        "proc_exit" => (
            "proc_exit",
            "`process::exit`, `print!` without link-time optimization, or `env` without memory or \
             with invalid text: return an error, or panic",
        ),
        "poll_oneoff" => (
            "poll_oneoff",
            "`thread::sleep`, and output that a host is not ready for",
        ),
        "sched_yield" => ("sched_yield", "`thread::yield_now`"),
        name if name.starts_with("sock_") => ("sock_*", "`std::net`"),
        name if name.starts_with("path_") || name.starts_with("fd_") => {
            ("fd_*, path_*", "`std::fs` and the standard streams")
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn related_imports_have_one_line() {
        let imports = ["fd_close", "fd_write", "path_open", "unknown"].map(str::to_owned);
        let text = of(&imports);
        assert_eq!(text.lines().count(), 3, "{text}");
        let files = text.matches("\n  help: fd_*, path_*: `std::fs`").count();
        assert_eq!(files, 1, "{text}");
    }
}
