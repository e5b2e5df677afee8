//! Readable names of functions.

use rustc_demangle::demangle;

/// Returns the name of a function without the hashes of crates, without generic arguments, and
/// without the modules of a trait.
pub(super) fn readable(symbol: &str) -> String {
    let name = without_arguments(&format!("{:#}", demangle(symbol)));
    let inner = name
        .strip_prefix('<')
        .and_then(|name| name.split_once(">::"));
    let Some((implementation, function)) = inner else {
        return name;
    };
    match implementation.split_once(" as ") {
        Some((ty, name)) if !name.contains(" as ") => {
            let (_, name) = name.rsplit_once("::").unwrap_or(("", name));
            format!("<{} as {name}>::{function}", short(ty))
        }
        _ => name,
    }
}

/// Returns a path without the modules between its crate and its last name, if there are many.
fn short(path: &str) -> String {
    let names: Vec<&str> = path.split("::").collect();
    match names[..] {
        [first, _, _, .., last] => format!("{first}::…::{last}"),
        _ => path.to_owned(),
    }
}

/// Returns a name without generic arguments.
fn without_arguments(name: &str) -> String {
    let mut text = String::new();
    let (mut depth, mut last) = (0_usize, ' ');
    for c in name.chars() {
        // `<Type as Trait>::function` begins with a bracket, and `Vec<Type>` has one after a name.
        let is_open =
            c == '<' && (depth > 0 || last.is_alphanumeric() || matches!(last, '_' | ':'));
        // In the type of a function, `->` is no bracket.
        let is_close = c == '>' && depth > 0 && last != '-';
        if is_open {
            depth += 1;
        }
        if depth == 0 {
            text.push(c);
        }
        if is_close {
            depth -= 1;
            if depth == 0 {
                match text.strip_suffix("::").map(str::len) {
                    Some(len) => text.truncate(len),
                    None => text.push_str("<…>"),
                }
            }
        }
        last = c;
    }
    text
}

/// Returns the crate of a function: the first in its name. A C function has none.
///
/// That of `<alloc::vec::Vec<T> as core::fmt::Debug>::fmt` is `alloc`.
pub(crate) fn crate_of(symbol: &str) -> Option<String> {
    let name = format!("{:#}", demangle(symbol));
    let path = name.trim_start_matches(|c: char| !c.is_alphabetic() && c != '_');
    let path = path.strip_prefix("dyn ").unwrap_or(path);
    let path = path.strip_prefix("mut ").unwrap_or(path);
    let (first, _) = path.split_once("::")?;
    let is_name = first.chars().all(|c| c.is_alphanumeric() || c == '_');
    is_name.then(|| first.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_neither_hashes_nor_generic_arguments() {
        for (symbol, name) in [
            ("_ZN4core3fmt5write17h0123456789abcdefE", "core::fmt::write"),
            (
                "_ZN48_$LT$plug..Point$u20$as$u20$core..fmt..Debug$GT$3fmt17hbf9e54dbcfa02961E",
                "<plug::Point as Debug>::fmt",
            ),
            (
                "_ZN9hashbrown3raw21RawTable$LT$T$C$A$GT$14reserve_rehash17h0466705e1b2d7c4aE",
                "hashbrown::raw::RawTable<…>::reserve_rehash",
            ),
            (
                "_RINvNtNtCsbDFwKHx0oZG_3std2io5print9print_u64NtNtNtB4_5stdio13print_streams4__ErrEB6_",
                "std::io::print::print_u64",
            ),
            ("memcpy", "memcpy"),
        ] {
            assert_eq!(readable(symbol), name);
        }
        // Not mangled, but as a name has them.
        assert_eq!(readable("a::<fn() -> Vec<u8>>::b"), "a::b");
        assert_eq!(readable("<Vec<u8> as A<B>>::b"), "<Vec<…> as A<…>>::b");
        assert_eq!(readable("<a::b::c::D as e::F>::g"), "<a::…::D as F>::g");
        assert_eq!(
            readable("<std::time::Instant>::now"),
            "<std::time::Instant>::now"
        );
    }

    #[test]
    fn the_crate_of_a_function_is_the_first_in_its_name() {
        for (symbol, crate_) in [
            ("_ZN4core3fmt5write17h0123456789abcdefE", Some("core")),
            ("_RNvNtNtCs7VE4jfIaNpJ_3std3sys6stream5drain", Some("std")),
            ("memcpy", None),
        ] {
            assert_eq!(crate_of(symbol).as_deref(), crate_, "{symbol}");
        }
    }
}
