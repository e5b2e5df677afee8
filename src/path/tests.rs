//! Compares `path` with `std::path`, natively, on random bytes with many `/`, `.`, `..`, and bytes
//! that are not UTF-8.

use alloc_crate::borrow::Cow;
use alloc_crate::rc::Rc;
use alloc_crate::sync::Arc;
use std::collections::hash_map::DefaultHasher;
use std::ffi::OsStr as StdOsStr;
use std::hash::{Hash, Hasher};
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf as StdPathBuf;

use arbtest::arbtest;

use super::test_support::{bytes, ours, path, std_path, theirs};
use super::*;

/// A hasher that records the bytes it gets.
#[derive(Default, Debug, PartialEq)]
struct Recorder(Vec<Vec<u8>>);

impl Hasher for Recorder {
    fn finish(&self) -> u64 {
        0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0.push(bytes.to_vec());
    }
}

fn hashed(value: &(impl Hash + ?Sized)) -> Recorder {
    let mut recorder = Recorder::default();
    value.hash(&mut recorder);
    recorder
}

#[test]
fn a_path_is_split_as_in_std() {
    arbtest(|u| {
        let bytes = bytes(u)?;
        let (our, their) = (path(&bytes), std_path(&bytes));
        assert_eq!(
            our.ancestors().map(ours).collect::<Vec<_>>(),
            their.ancestors().map(theirs).collect::<Vec<_>>()
        );
        assert_eq!(our.parent().map(ours), their.parent().map(theirs));
        assert_eq!(our.file_name().map(ours), their.file_name().map(theirs));
        assert_eq!(our.file_stem().map(ours), their.file_stem().map(theirs));
        assert_eq!(our.file_prefix().map(ours), their.file_prefix().map(theirs));
        assert_eq!(our.extension().map(ours), their.extension().map(theirs));
        assert_eq!(our.has_root(), their.has_root());
        assert_eq!(our.is_absolute(), their.is_absolute());
        assert_eq!(our.is_relative(), their.is_relative());
        assert_eq!(our.to_str(), their.to_str());
        Ok(())
    });
}

/// Takes components from both ends in any order, and compares the rest after each step.
#[test]
fn components_are_taken_as_in_std() {
    arbtest(|u| {
        let bytes = bytes(u)?;
        let (our, their) = (path(&bytes), std_path(&bytes));
        let (mut our_parts, mut their_parts) = (our.components(), their.components());
        let (mut our_texts, mut their_texts) = (our.iter(), their.iter());
        for _ in 0..12 {
            assert_eq!(ours(&our_parts), theirs(&their_parts));
            assert_eq!(ours(our_texts.as_path()), theirs(their_texts.as_path()));
            assert_eq!(format!("{our_parts:?}"), format!("{their_parts:?}"));
            assert_eq!(format!("{our_texts:?}"), format!("{their_texts:?}"));
            let (our_part, their_part, our_text, their_text) = if u.arbitrary()? {
                (
                    our_parts.next(),
                    their_parts.next(),
                    our_texts.next(),
                    their_texts.next(),
                )
            } else {
                (
                    our_parts.next_back(),
                    their_parts.next_back(),
                    our_texts.next_back(),
                    their_texts.next_back(),
                )
            };
            assert_eq!(format!("{our_part:?}"), format!("{their_part:?}"));
            assert_eq!(our_text.map(ours), their_text.map(theirs));
        }
        Ok(())
    });
}

/// Compares whole paths, and iterators that have yielded some components.
#[test]
fn paths_compare_and_hash_as_in_std() {
    arbtest(|u| {
        let (left, right) = (bytes(u)?, bytes(u)?);
        let (our_left, our_right) = (path(&left), path(&right));
        let (their_left, their_right) = (std_path(&left), std_path(&right));
        assert_eq!(our_left == our_right, their_left == their_right);
        assert_eq!(our_left.cmp(our_right), their_left.cmp(their_right));
        assert_eq!(
            our_left.partial_cmp(our_right),
            their_left.partial_cmp(their_right)
        );
        assert_eq!(hashed(our_left), hashed(their_left));
        for part in our_left {
            assert_eq!(hashed(part), hashed(StdOsStr::from_bytes(ours(part))));
        }
        assert_eq!(
            our_left
                .components()
                .map(|part| hashed(&part))
                .collect::<Vec<_>>(),
            their_left
                .components()
                .map(|part| hashed(&part))
                .collect::<Vec<_>>()
        );
        let (mut our_left, mut our_right) = (our_left.components(), our_right.components());
        let (mut their_left, mut their_right) = (their_left.components(), their_right.components());
        for _ in 0..u.int_in_range(0..=3)? {
            match u.int_in_range(0..=3)? {
                0 => drop((our_left.next(), their_left.next())),
                1 => drop((our_left.next_back(), their_left.next_back())),
                2 => drop((our_right.next(), their_right.next())),
                _ => drop((our_right.next_back(), their_right.next_back())),
            }
        }
        assert_eq!(our_left == our_right, their_left == their_right);
        assert_eq!(
            Ord::cmp(&our_left, &our_right),
            Ord::cmp(&their_left, &their_right)
        );
        assert_eq!(
            our_left.cmp(our_right),
            their_left.cmp(their_right),
            "as iterators, over components"
        );
        Ok(())
    });
}

/// The second path is often a fragment of the first.
#[test]
fn a_path_begins_and_ends_as_in_std() {
    arbtest(|u| {
        let (long, mut short) = (bytes(u)?, bytes(u)?);
        if u.arbitrary()? {
            let (from, to) = (
                u.choose_index(long.len() + 1)?,
                u.choose_index(long.len() + 1)?,
            );
            short = long.get(from..to).unwrap_or_default().to_vec();
        }
        let (our, their) = (path(&long), std_path(&long));
        assert_eq!(
            our.starts_with(path(&short)),
            their.starts_with(std_path(&short))
        );
        assert_eq!(
            our.ends_with(path(&short)),
            their.ends_with(std_path(&short))
        );
        let (our, their) = (
            our.strip_prefix(path(&short)),
            their.strip_prefix(std_path(&short)),
        );
        assert_eq!(our.is_err(), their.is_err());
        if let (Ok(our), Ok(their)) = (&our, &their) {
            assert_eq!(ours(our), theirs(their));
        } else {
            assert_eq!(format!("{our:?}"), format!("{their:?}"));
        }
        Ok(())
    });
}

#[test]
fn a_path_is_changed_as_in_std() {
    arbtest(|u| {
        let start = bytes(u)?;
        let mut our = path(&start).to_path_buf();
        let mut their = std_path(&start).to_path_buf();
        for _ in 0..4 {
            let with = bytes(u)?;
            let (our_with, their_with) = (path(&with), std_path(&with));
            assert_eq!(ours(&our.join(our_with)), theirs(&their.join(their_with)));
            assert_eq!(
                ours(&our.with_file_name(our_with)),
                theirs(&their.with_file_name(their_with))
            );
            let extends = !with.contains(&b'/');
            if extends {
                assert_eq!(
                    ours(&our.with_extension(our_with)),
                    theirs(&their.with_extension(their_with))
                );
                assert_eq!(
                    ours(&our.with_added_extension(our_with)),
                    theirs(&their.with_added_extension(their_with))
                );
            }
            match u.int_in_range(0..=6)? {
                0 | 1 => drop((our.push(our_with), their.push(their_with))),
                2 => assert_eq!(our.pop(), their.pop()),
                3 => drop((our.set_file_name(our_with), their.set_file_name(their_with))),
                4 if extends => {
                    assert_eq!(our.set_extension(our_with), their.set_extension(their_with))
                }
                5 if extends => {
                    assert_eq!(our.add_extension(our_with), their.add_extension(their_with))
                }
                _ => {
                    our.extend(our_with.iter());
                    their.extend(their_with.iter());
                }
            }
            assert_eq!(ours(&our), theirs(&their));
            assert_eq!(
                ours(&our_with.iter().collect::<PathBuf>()),
                theirs(&their_with.iter().collect::<StdPathBuf>())
            );
        }
        Ok(())
    });
}

#[test]
fn a_path_is_printed_as_in_std() {
    arbtest(|u| {
        let bytes = bytes(u)?;
        let (our, their) = (path(&bytes), std_path(&bytes));
        assert_eq!(format!("{our:?} {our:#?}"), format!("{their:?} {their:#?}"));
        let (our, their) = (our.display(), their.display());
        assert_eq!(format!("{our} {our:?}"), format!("{their} {their:?}"));
        let (width, precision) = (u.int_in_range(0..=12)?, u.int_in_range(0..=12)?);
        assert_eq!(
            format!(
                "{our:width$}|{our:-<width$}|{our:>width$.precision$}|{our:ä^width$}|{our:012}"
            ),
            format!(
                "{their:width$}|{their:-<width$}|{their:>width$.precision$}|{their:ä^width$}|{their:012}"
            )
        );
        Ok(())
    });
}

/// Guards against a wrong cast in one of the conversions, each of which has its own.
#[test]
fn a_path_stays_the_same_in_every_owner() {
    for text in ["", "a/b", "/\u{1F980}/"] {
        let borrowed = Path::new(text);
        let owned = PathBuf::from(text);
        assert_eq!(*Box::<Path>::from(borrowed), *borrowed);
        assert_eq!(*Rc::<Path>::from(borrowed), *borrowed);
        assert_eq!(*Arc::<Path>::from(borrowed), *borrowed);
        assert_eq!(*Rc::<Path>::from(owned.clone()), *borrowed);
        assert_eq!(*Arc::<Path>::from(owned.clone()), *borrowed);
        let boxed = owned.clone().into_boxed_path();
        assert_eq!(boxed.clone().into_path_buf(), owned);
        assert_eq!(PathBuf::from(boxed), owned);
        assert_eq!(Box::<Path>::from(Cow::from(borrowed)), owned.clone().into());
        assert_eq!(PathBuf::from(Cow::from(&owned)), owned);
        let mut copy = PathBuf::from("longer than the others");
        borrowed.clone_into(&mut copy);
        assert_eq!(ours(&copy), text.as_bytes());
        copy.as_mut_os_str().make_ascii_uppercase();
        assert_eq!(ours(&copy), text.to_ascii_uppercase().as_bytes());
        assert_eq!(owned.leak(), borrowed);
    }
}

/// Guards against equal paths, such as `a/b` and `a//b/.`, that are different keys of a map.
#[test]
fn equal_paths_hash_alike() {
    let hash = |path: &str| {
        let mut hasher = DefaultHasher::new();
        Path::new(path).hash(&mut hasher);
        hasher.finish()
    };
    for equal in ["a//b", "a/./b", "a/b/", "a/b/.", "a/b//."] {
        assert_eq!(Path::new(equal), Path::new("a/b"));
        assert_eq!(hash(equal), hash("a/b"));
    }
    assert_ne!(hash("ab"), hash("a/b"));
}

#[test]
#[should_panic = r#"extension cannot contain path separators: "a/b""#]
fn an_extension_is_no_path() {
    PathBuf::from("x").set_extension("a/b");
}

#[test]
#[should_panic = r#"extension cannot contain path separators: "/""#]
fn an_added_extension_is_no_path_even_without_a_name() {
    PathBuf::from("..").add_extension("/");
}
