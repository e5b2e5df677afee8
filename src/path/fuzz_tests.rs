//! Compares paths of any bytes with `std::path`, all methods on the same input. `tests` compares
//! each method separately.

use std::cmp::Ordering;
use std::ffi::OsStr as StdOsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Component as StdComponent, Path as StdPath, PathBuf as StdPathBuf};

use arbtest::arbitrary::{Result, Unstructured};

use super::test_support::{bytes, ours, path, std_path, theirs};
use super::{Component, PathBuf};
use crate::ffi::OsStr;
use crate::fuzz::{Outcomes, fuzz};

const OUTCOMES: [&str; 24] = [
    "absolute",
    "relative",
    "no component",
    "a leading `.`",
    "`..`",
    "a trailing separator",
    "a doubled separator",
    "a skipped `.`",
    "no parent",
    "an empty parent",
    "no name",
    "an extension",
    "a name with a leading dot and no extension",
    "a file prefix different from the stem",
    "not UTF-8",
    "a prefix removed",
    "not a prefix",
    "ends with",
    "less, equal and greater",
    "equal, with different bytes",
    "replaced by an absolute path",
    "an extension replaced",
    "an extension removed",
    "popped until empty",
];

/// Returns the kind of a component, and its name.
fn kind<'a>(part: &Component<'a>) -> (&'static str, &'a [u8]) {
    match part {
        Component::Prefix(_) => ("prefix", b""),
        Component::RootDir => ("root", b""),
        Component::CurDir => ("current", b""),
        Component::ParentDir => ("parent", b""),
        Component::Normal(name) => ("name", name.as_encoded_bytes()),
    }
}

fn std_kind<'a>(part: &StdComponent<'a>) -> (&'static str, &'a [u8]) {
    match part {
        StdComponent::Prefix(_) => ("prefix", b""),
        StdComponent::RootDir => ("root", b""),
        StdComponent::CurDir => ("current", b""),
        StdComponent::ParentDir => ("parent", b""),
        StdComponent::Normal(name) => ("name", name.as_bytes()),
    }
}

/// Compares the components of one path, from both ends, and the methods without arguments.
fn check_path(bytes: &[u8], outcomes: &mut Outcomes) {
    let (our, their) = (path(bytes), std_path(bytes));
    let parts: Vec<_> = their.components().collect();
    let kinds: Vec<_> = parts.iter().map(std_kind).collect();
    assert!(
        our.components()
            .map(|part| kind(&part))
            .eq(kinds.iter().copied())
    );
    assert!(
        our.components()
            .rev()
            .map(|part| kind(&part))
            .eq(kinds.iter().rev().copied())
    );
    // From both ends to each position between, where the rest is a path itself.
    for front in 0..=parts.len().min(4) {
        let (mut our, mut their) = (our.components(), their.components());
        for _ in 0..front {
            assert_eq!(our.next().is_some(), their.next().is_some());
        }
        while their.next_back().is_some() {
            assert!(our.next_back().is_some());
            assert_eq!(ours(our.as_path()), theirs(their.as_path()));
        }
        assert!(our.next_back().is_none() && our.next().is_none());
    }
    assert!(our.ancestors().map(ours).eq(their.ancestors().map(theirs)));
    assert_eq!(our.is_absolute(), their.is_absolute());
    assert_eq!(our.parent().map(ours), their.parent().map(theirs));
    assert_eq!(our.file_name().map(ours), their.file_name().map(theirs));
    assert_eq!(our.file_stem().map(ours), their.file_stem().map(theirs));
    assert_eq!(our.file_prefix().map(ours), their.file_prefix().map(theirs));
    assert_eq!(our.extension().map(ours), their.extension().map(theirs));
    assert_eq!(our.to_str(), their.to_str());
    assert_eq!(
        format!("{our:?} {}", our.display()),
        format!("{their:?} {}", their.display())
    );

    outcomes.saw(if their.is_absolute() {
        "absolute"
    } else {
        "relative"
    });
    let name = their.file_name().map(theirs).unwrap_or_default();
    for (seen, what) in [
        (parts.is_empty(), "no component"),
        (
            parts.first() == Some(&StdComponent::CurDir),
            "a leading `.`",
        ),
        (parts.contains(&StdComponent::ParentDir), "`..`"),
        (
            bytes.len() > 1 && bytes.ends_with(b"/"),
            "a trailing separator",
        ),
        (
            bytes.windows(2).any(|two| two == b"//"),
            "a doubled separator",
        ),
        (
            bytes.windows(3).any(|three| three == b"/./"),
            "a skipped `.`",
        ),
        (their.parent().is_none(), "no parent"),
        (their.parent() == Some(StdPath::new("")), "an empty parent"),
        (their.file_name().is_none(), "no name"),
        (their.extension().is_some(), "an extension"),
        (
            name.starts_with(b".") && their.extension().is_none(),
            "a name with a leading dot and no extension",
        ),
        (
            their.file_prefix() != their.file_stem(),
            "a file prefix different from the stem",
        ),
        (their.to_str().is_none(), "not UTF-8"),
    ] {
        if seen {
            outcomes.saw(what);
        }
    }
}

/// Compares the methods that take a second path.
fn check_pair(left: &[u8], right: &[u8], outcomes: &mut Outcomes) {
    let (our, their) = (path(left), std_path(left));
    let (our_other, their_other) = (path(right), std_path(right));
    let order = their.cmp(their_other);
    assert_eq!(our.cmp(our_other), order);
    assert_eq!(our == our_other, order == Ordering::Equal);
    outcomes.saw("less, equal and greater");
    if order == Ordering::Equal && left != right {
        outcomes.saw("equal, with different bytes");
    }
    let stripped = our.strip_prefix(our_other).ok().map(ours);
    assert_eq!(stripped, their.strip_prefix(their_other).ok().map(theirs));
    assert_eq!(our.starts_with(our_other), stripped.is_some());
    outcomes.saw(if stripped.is_some() {
        "a prefix removed"
    } else {
        "not a prefix"
    });
    assert_eq!(our.ends_with(our_other), their.ends_with(their_other));
    if their.ends_with(their_other) {
        outcomes.saw("ends with");
    }
    assert_eq!(ours(&our.join(our_other)), theirs(&their.join(their_other)));
    if !left.is_empty() && right.starts_with(b"/") {
        outcomes.saw("replaced by an absolute path");
    }
}

/// Compares a path after a sequence of changes.
fn check_changes(u: &mut Unstructured<'_>, start: &[u8], outcomes: &mut Outcomes) -> Result<()> {
    let (mut our, mut their) = (path(start).to_path_buf(), std_path(start).to_path_buf());
    for _ in 0..u.int_in_range(0..=5)? {
        let with = bytes(u)?;
        let extension: Vec<u8> = with.iter().copied().filter(|byte| *byte != b'/').collect();
        let (our_extension, their_extension) = (
            OsStr::from_bytes(&extension),
            StdOsStr::from_bytes(&extension),
        );
        let before = their
            .extension()
            .map(|extension| theirs(extension).to_vec());
        match u.int_in_range(0..=6)? {
            0 => drop((our.push(path(&with)), their.push(std_path(&with)))),
            1 => assert_eq!(our.pop(), their.pop()),
            2 => drop((
                our.set_file_name(path(&with)),
                their.set_file_name(std_path(&with)),
            )),
            3 => {
                let is_set = their.set_extension(their_extension);
                assert_eq!(our.set_extension(our_extension), is_set);
                if before.is_some() && extension.is_empty() {
                    outcomes.saw("an extension removed");
                } else if before.is_some() {
                    outcomes.saw("an extension replaced");
                }
            }
            4 => assert_eq!(
                our.add_extension(our_extension),
                their.add_extension(their_extension)
            ),
            5 => {
                assert_eq!(
                    ours(&our.with_extension(our_extension)),
                    theirs(&their.with_extension(their_extension))
                );
            }
            _ => {
                our = our.components().collect::<PathBuf>();
                their = their.components().collect::<StdPathBuf>();
            }
        }
        assert_eq!(ours(&our), theirs(&their));
    }
    while their.pop() {
        assert!(our.pop());
        assert_eq!(ours(&our), theirs(&their));
    }
    assert!(!our.pop());
    outcomes.saw("popped until empty");
    Ok(())
}

/// Guards against a result that differs from `std`'s for some bytes.
#[test]
fn paths_are_as_in_std() {
    fuzz("paths", &OUTCOMES, |u, outcomes| {
        let (left, mut right) = (bytes(u)?, bytes(u)?);
        match u.int_in_range(0..=3)? {
            // A fragment of the other path: a prefix, a suffix, or one between.
            0 => {
                let from = u.int_in_range(0..=left.len())?;
                right = left[from..u.int_in_range(from..=left.len())?].to_vec();
            }
            // The same components in other bytes.
            1 => right = theirs(&std_path(&left).components().collect::<StdPathBuf>()).to_vec(),
            _ => {}
        }
        check_path(&left, outcomes);
        check_pair(&left, &right, outcomes);
        check_changes(u, &left, outcomes)
    });
}
