//! Lifetimes, told apart by where they stand instead of by their names.
//!
//! `fn f<'x>(s: &'x str) -> &'x str` and `fn f(s: &str) -> &str` are the same promise. In a signature in
//! which each lifetime has a name, the names are given anew in the order in which they appear; one that
//! appears nowhere else says nothing, and goes.

use std::collections::{BTreeSet, HashMap};

/// A signature whose lifetimes all have names.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// What takes lifetimes: the type that it belongs to, and the arguments.
    pub takes: Vec<String>,
    /// What gives them back: the result.
    pub gives: Vec<String>,
    /// What is asked of them and of other parameters.
    pub predicates: BTreeSet<String>,
}

impl Draft {
    /// Names the lifetimes anew.
    #[must_use]
    pub fn settle(self) -> Self {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        let everything = || self.takes.iter().chain(&self.gives).chain(&self.predicates);
        for name in everything().flat_map(|text| names(text)) {
            *counts.entry(name).or_default() += 1;
        }
        let mut given: HashMap<String, String> = HashMap::new();
        for name in self.takes.iter().flat_map(|text| names(text)) {
            if counts.get(name) == Some(&1) {
                given.insert(name.to_owned(), String::new());
            }
        }
        let mut next = 0..;
        for name in self
            .takes
            .iter()
            .chain(&self.gives)
            .flat_map(|text| names(text))
        {
            name_anew(name, &mut given, &mut next);
        }
        // In the order that they have without the names that aren't settled yet.
        let mut predicates: Vec<_> = self.predicates.iter().collect();
        predicates.sort_by_key(|text| rename(text, &given));
        for name in predicates.into_iter().flat_map(|text| names(text)) {
            name_anew(name, &mut given, &mut next);
        }
        let rename_all = |texts: &[String]| texts.iter().map(|text| rename(text, &given)).collect();
        Self {
            takes: rename_all(&self.takes),
            gives: rename_all(&self.gives),
            predicates: self
                .predicates
                .iter()
                .map(|text| rename(text, &given))
                .collect(),
        }
    }
}

fn name_anew(name: &str, given: &mut HashMap<String, String>, next: &mut std::ops::RangeFrom<u8>) {
    given.entry(name.to_owned()).or_insert_with(|| {
        let number = next.next().unwrap_or_default();
        match number {
            0..26 => format!("'{}", char::from(b'a' + number)),
            _ => format!("'a{number}"),
        }
    });
}

/// The lifetimes in a text, without `'static`, in order, each as often as it is there.
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

/// What is before the next lifetime, its name, and what comes after.
fn next_name(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let start = from + text.get(from..)?.find('\'')?;
        let (before, found) = text.split_at(start);
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let end = found.char_indices().skip(1).find(|(_, c)| !is_word(*c));
        let (name, after) = found.split_at(end.map_or(found.len(), |(end, _)| end));
        // Not a character: `'a'`.
        if !matches!(name, "'static" | "'_" | "'") && !after.starts_with('\'') {
            return Some((before, name, after));
        }
        from = text.len() - after.len() + usize::from(after.starts_with('\''));
    }
}

fn rename(text: &str, given: &HashMap<String, String>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, name, after)) = next_name(rest) {
        out.push_str(before);
        rest = after;
        match given.get(name).map(String::as_str) {
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
    use super::{Draft, names};

    fn settle(takes: &[&str], gives: &str, predicates: &[&str]) -> String {
        let draft = Draft {
            takes: takes.iter().map(|&text| text.to_owned()).collect(),
            gives: vec![gives.to_owned()],
            predicates: predicates.iter().map(|&text| text.to_owned()).collect(),
        };
        let Draft {
            takes,
            gives,
            predicates,
        } = draft.settle();
        let predicates = Vec::from_iter(predicates).join(", ");
        format!(
            "({}) -> {} where {predicates}",
            takes.join(", "),
            gives.join("")
        )
    }

    #[test]
    fn names_say_nothing() {
        let a = settle(&["&'x str", "&'y mut Lines<'x>"], "&'x str", &["T: 'x"]);
        let b = settle(
            &["&'elided1 str", "&'elided2 mut Lines<'elided1>"],
            "&'elided1 str",
            &["T: 'elided1"],
        );
        assert_eq!(a, b);
        assert_eq!(a, "(&'a str, &mut Lines<'a>) -> &'a str where T: 'a");
    }

    #[test]
    fn predicates_name_what_is_nowhere_else() {
        let one = settle(&[], "", &["T: 'z", "U: 'z", "'z: 'b"]);
        assert_eq!(one, "() ->  where 'a: 'b, T: 'a, U: 'a");
    }

    #[test]
    fn a_result_of_any_lifetime_is_not_elided() {
        assert_eq!(settle(&["u8"], "&'x str", &[]), "(u8) -> &'a str where ");
        assert_eq!(
            settle(&["&'x u8"], "&'static str", &[]),
            "(&u8) -> &'static str where "
        );
    }

    #[test]
    fn characters_are_no_lifetimes() {
        assert_eq!(names("Foo<'a', 'b, 'static, '_>"), ["'b"]);
    }
}
