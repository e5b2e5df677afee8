//! Lifetimes, identified by their positions instead of their names.
//!
//! `fn f<'x>(s: &'x str) -> &'x str` and `fn f(s: &str) -> &str` are equal. In a signature in which
//! each lifetime has a name, the lifetimes are renamed in the order in which they appear. One that
//! appears only once is removed.

use std::collections::{BTreeSet, HashMap};

/// A signature in which each lifetime has a name.
#[derive(Clone, Debug, Default)]
pub struct SignatureDraft {
    /// The parts that take lifetimes: the type that a method belongs to, and the arguments.
    pub inputs: Vec<String>,
    /// The parts that return lifetimes: the result.
    pub outputs: Vec<String>,
    /// The bounds of lifetimes and other parameters.
    pub predicates: BTreeSet<String>,
}

impl SignatureDraft {
    /// Renames the lifetimes.
    #[must_use]
    pub fn normalize(self) -> Self {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        let everything = || {
            self.inputs
                .iter()
                .chain(&self.outputs)
                .chain(&self.predicates)
        };
        for name in everything().flat_map(|text| names(text)) {
            *counts.entry(name).or_default() += 1;
        }
        let mut assigned: HashMap<String, String> = HashMap::new();
        for name in self.inputs.iter().flat_map(|text| names(text)) {
            if counts.get(name) == Some(&1) {
                assigned.insert(name.to_owned(), String::new());
            }
        }
        let mut next = 0..;
        for name in self
            .inputs
            .iter()
            .chain(&self.outputs)
            .flat_map(|text| names(text))
        {
            name_anew(name, &mut assigned, &mut next);
        }
        // In the order that they have without the names that are not assigned yet.
        let mut predicates: Vec<_> = self.predicates.iter().collect();
        predicates.sort_by_key(|text| rename(text, &assigned));
        for name in predicates.into_iter().flat_map(|text| names(text)) {
            name_anew(name, &mut assigned, &mut next);
        }
        let rename_all =
            |texts: &[String]| texts.iter().map(|text| rename(text, &assigned)).collect();
        Self {
            inputs: rename_all(&self.inputs),
            outputs: rename_all(&self.outputs),
            predicates: self
                .predicates
                .iter()
                .map(|text| rename(text, &assigned))
                .collect(),
        }
    }
}

fn name_anew(
    name: &str,
    assigned: &mut HashMap<String, String>,
    next: &mut std::ops::RangeFrom<u8>,
) {
    assigned.entry(name.to_owned()).or_insert_with(|| {
        let number = next.next().unwrap_or_default();
        match number {
            0..26 => format!("'{}", char::from(b'a' + number)),
            _ => format!("'a{number}"),
        }
    });
}

/// Returns the lifetimes in a text except `'static`, in order, with repetitions.
#[must_use]
pub fn names(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((_, name, after)) = next_name(rest) {
        out.push(name);
        rest = after;
    }
    out
}

/// Returns the text before the next lifetime, its name, and the rest.
fn next_name(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let start = from + text.get(from..)?.find('\'')?;
        let (before, found) = text.split_at(start);
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let end = found.char_indices().skip(1).find(|(_, c)| !is_word(*c));
        let (name, after) = found.split_at(end.map_or(found.len(), |(end, _)| end));
        // Not a character such as `'a'`.
        if !matches!(name, "'static" | "'_" | "'") && !after.starts_with('\'') {
            return Some((before, name, after));
        }
        from = text.len() - after.len() + usize::from(after.starts_with('\''));
    }
}

fn rename(text: &str, assigned: &HashMap<String, String>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, name, after)) = next_name(rest) {
        out.push_str(before);
        rest = after;
        match assigned.get(name).map(String::as_str) {
            Some("") if before.ends_with('&') => rest = after.strip_prefix(' ').unwrap_or(after),
            Some("") => out.push_str("'_"),
            Some(settled) => out.push_str(settled),
            None => out.push_str(name),
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::{SignatureDraft, names};

    fn normalize(inputs: &[&str], outputs: &str, predicates: &[&str]) -> String {
        let draft = SignatureDraft {
            inputs: inputs.iter().map(|&text| text.to_owned()).collect(),
            outputs: vec![outputs.to_owned()],
            predicates: predicates.iter().map(|&text| text.to_owned()).collect(),
        };
        let SignatureDraft {
            inputs,
            outputs,
            predicates,
        } = draft.normalize();
        let predicates = Vec::from_iter(predicates).join(", ");
        format!(
            "({}) -> {} where {predicates}",
            inputs.join(", "),
            outputs.join("")
        )
    }

    #[test]
    fn names_say_nothing() {
        let a = normalize(&["&'x str", "&'y mut Lines<'x>"], "&'x str", &["T: 'x"]);
        let b = normalize(
            &["&'elided1 str", "&'elided2 mut Lines<'elided1>"],
            "&'elided1 str",
            &["T: 'elided1"],
        );
        assert_eq!(a, b);
        assert_eq!(a, "(&'a str, &mut Lines<'a>) -> &'a str where T: 'a");
    }

    #[test]
    fn predicates_keep_lifetimes_that_occur_only_there() {
        let one = normalize(&[], "", &["T: 'z", "U: 'z", "'z: 'b"]);
        assert_eq!(one, "() ->  where 'a: 'b, T: 'a, U: 'a");
    }

    #[test]
    fn a_result_of_any_lifetime_is_not_elided() {
        assert_eq!(normalize(&["u8"], "&'x str", &[]), "(u8) -> &'a str where ");
        assert_eq!(
            normalize(&["&'x u8"], "&'static str", &[]),
            "(&u8) -> &'static str where "
        );
    }

    #[test]
    fn character_literals_are_not_lifetimes() {
        assert_eq!(names("Foo<'a', 'b, 'static, '_>"), ["'b"]);
    }
}
