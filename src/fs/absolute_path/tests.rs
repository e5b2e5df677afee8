//! Checks returned paths on random hosts: each leads to the same file as the relative path.

use arbtest::arbitrary::{self, Unstructured};

use super::super::canonical::canonical_path;
use super::model::{Kind, Model, Node};
use super::*;
use crate::path::{PathBuf, absolute_in};

/// The number of hosts.
const HOSTS: u64 = 20_000;
/// The number of random bytes that a host is made from.
const INPUT_LEN: u64 = 400;

/// Outcomes. Each must occur on 20 hosts, because a property tests nothing for an outcome that
/// never occurs.
const OUTCOMES: [&str; 12] = [
    "canonical: the same path",
    "canonical: another path",
    "canonical: none",
    "canonical: another preopen of the same file",
    "canonical: not found",
    "canonical: a link that a host refuses",
    "absolute: found",
    "absolute: none",
    "current_dir: found",
    "current_dir: none",
    "set_current_dir: a directory",
    "set_current_dir: the name of a preopen ends in a dot",
];

/// The names of preopened directories.
const NAMES: [&str; 19] = [
    ".", ".", "/", "/", "./", "", "a", "/a", "./a/", "a/b", "/a/b", "b", "/b", "a/b/c", "a/./b",
    "a/.", "//a", "b//a", "/b/./",
];

const PARTS: [&str; 8] = ["a", "a", "b", "b", "c", "..", ".", ""];

fn path(u: &mut Unstructured<'_>) -> arbitrary::Result<String> {
    let mut path = String::from(*u.choose(&["", "", "", "/", "./", "//"])?);
    for number in 0..u.int_in_range(0..=5)? {
        if number > 0 {
            path.push('/');
        }
        path.push_str(u.choose(&PARTS)?);
    }
    Ok(path)
}

fn model(u: &mut Unstructured<'_>) -> arbitrary::Result<Model> {
    let mut model = Model::new();
    model.has_ids = u.ratio(3, 4)?;
    let mut dirs = vec![0];
    for _ in 0..u.int_in_range(0..=14)? {
        let dir = *u.choose(&dirs)?;
        let name = *u.choose(&["a", "b", "c"])?;
        let kind = match u.int_in_range(0..=4)? {
            0 | 1 => Kind::Dir(Vec::new()),
            2 => Kind::Link(
                Some(path(u)?)
                    .filter(|path| !path.is_empty())
                    .unwrap_or("a".into()),
            ),
            _ => Kind::File,
        };
        let is_dir = matches!(kind, Kind::Dir(_));
        let next = model.nodes.len();
        if model.add(dir, name, kind) == next && is_dir {
            dirs.push(next);
        }
    }
    for _ in 0..u.int_in_range(0..=4)? {
        let name = *u.choose(&NAMES)?;
        model.preopen(name, *u.choose(&dirs)?);
    }
    Ok(model)
}

/// The current directory, if it was set: whether it is absolute, and its path.
#[derive(Clone)]
struct CurrentDir(Option<(bool, Vec<u8>)>);

impl CurrentDir {
    /// Puts the current directory before a path, as `path_resolve::from_current_dir` does.
    fn join(&self, path: &[u8]) -> (bool, Vec<u8>) {
        match &self.0 {
            Some((absolute, text)) if !path.starts_with(b"/") => {
                (*absolute, [text.as_slice(), b"/", path].concat())
            }
            _ => (path.starts_with(b"/"), path.to_vec()),
        }
    }

    fn path(&self) -> Vec<u8> {
        self.0
            .as_ref()
            .map_or(b"/".to_vec(), |(_, text)| text.clone())
    }
}

/// Returns the file at a path, or `None` if no preopened directory leads to it. The current
/// directory is not used.
fn node(model: &Model, absolute: bool, path: &[u8]) -> Option<Result<Node, Errno>> {
    let location = model.lookup(absolute, path).ok()?;
    Some(model.open(location, true))
}

/// Returns the components of a name, except empty ones and `.`.
fn components(name: &[u8]) -> Vec<&[u8]> {
    let parts = name.split(|byte| *byte == b'/');
    parts.filter(|part| !matches!(*part, b"" | b".")).collect()
}

/// Returns whether a path has a `.` or an empty component after the first one.
fn has_dots(path: &[u8]) -> bool {
    let mut rest = path.split(|byte| *byte == b'/').skip(1);
    rest.any(|part| matches!(part, b"" | b"."))
}

/// Returns whether every file has an absolute path: the preopened directories have names without
/// `.` components that all differ and, if `nested`, do not begin with each other.
fn is_plain(model: &Model, nested: bool) -> bool {
    let names: Vec<_> = model
        .preopens
        .iter()
        .map(|(_, name)| components(name))
        .collect();
    let dots = model.preopens.iter().any(|(_, name)| {
        let name = name.strip_prefix(b"./").unwrap_or(name);
        has_dots(name.strip_suffix(b"/").unwrap_or(name))
    });
    let alike = |one: usize, other: usize| {
        one != other
            && if nested {
                names[other].starts_with(&names[one])
            } else {
                names[other] == names[one]
            }
    };
    let all = 0..names.len();
    !dots
        && !all
            .clone()
            .any(|one| all.clone().any(|other| alike(one, other)))
}

fn property(u: &mut Unstructured<'_>, saw: &mut dyn FnMut(&str)) -> arbitrary::Result<()> {
    let model = model(u)?;
    let mut current_dir = CurrentDir(None);
    for _ in 0..u.int_in_range(0..=3)? {
        let path = path(u)?;
        let below = self::path(u)?;
        let (absolute, joined) = current_dir.join(path.as_bytes());
        let target = node(&model, absolute, &joined);
        if !matches!(target, Some(Ok(dir)) if matches!(model.nodes[dir], Kind::Dir(_))) {
            continue;
        }
        saw("set_current_dir: a directory");
        let text = path_resolve::current_dir_path(&joined, |path| model.lookup(absolute, path))
            .expect("memory");
        assert!(text.starts_with(b"/"));
        if components(&text) != text[1..].split(|byte| *byte == b'/').collect::<Vec<_>>()
            && components(&joined) == components(&text)
            && model
                .preopens
                .iter()
                .any(|(_, name)| name == b"a/." && text.starts_with(b"/a/."))
        {
            saw("set_current_dir: the name of a preopen ends in a dot");
        }
        let moved = CurrentDir(Some((absolute, text)));
        // The new current directory is that directory.
        let (kind, now) = moved.join(b"");
        assert_eq!(
            node(&model, kind, &now),
            target,
            "{current_dir:?} {path}: {moved:?}"
        );
        // Relative paths lead to the same files. (A `.` in the path can hide a preopened directory
        // from the paths below, so those paths are left out.)
        if !joined
            .split(|byte| *byte == b'/')
            .skip(1)
            .any(|part| matches!(part, b"" | b"."))
        {
            let below = below.trim_start_matches('/').as_bytes();
            let (kind, now) = moved.join(below);
            let before = [&joined, below].join(&b'/');
            assert_eq!(
                node(&model, kind, &now),
                node(&model, absolute, &before),
                "{current_dir:?} {path} {below:?}: {moved:?}"
            );
        }
        current_dir = moved;
    }
    let path = path(u)?;
    let (absolute, joined) = current_dir.join(path.as_bytes());
    let target = node(&model, absolute, &joined);
    let context = format!("{path:?} in {current_dir:?}, {:?}", names(&model));

    let canonical = canonical_path(&model, absolute, joined.clone(), path.starts_with('/'));
    match (target, canonical) {
        (Some(Ok(target)), Ok(canonical)) => {
            let location = model.lookup(true, &canonical).expect(&context);
            // No component below the preopened directory is a link.
            assert_eq!(
                model.open(location, false),
                Ok(target),
                "{canonical:?} of {context}"
            );
            assert!(
                components(location.1).iter().all(|part| *part != b".."),
                "{canonical:?} of {context}"
            );
            let again = canonical_path(&model, true, canonical.clone(), true).expect(&context);
            assert_eq!(again, canonical, "{context}");
            saw(if components(&canonical) == components(&joined) {
                "canonical: the same path"
            } else {
                "canonical: another path"
            });
            let before = model.lookup(absolute, &joined).unwrap().0;
            if before.raw() != location.0.raw() {
                saw("canonical: another preopen of the same file");
            }
        }
        (Some(Ok(_)), Err(error)) => {
            assert_eq!(error.kind(), ErrorKind::Unsupported, "{context}");
            assert!(!is_plain(&model, true), "{context}");
            saw("canonical: none");
        }
        // A host refuses a link that leaves the directory. `canonicalize` reads it as a text.
        (Some(Err(Errno::PERM)), _) => saw("canonical: a link that a host refuses"),
        (_, canonical) => {
            assert!(canonical.is_err(), "{canonical:?} of {context}");
            saw("canonical: not found");
        }
    }

    let shown = |text: Vec<u8>| PathBuf::from(String::from_utf8(text).unwrap());
    if let Ok(name) = absolute_in(|| Ok(shown(current_dir.path())), Path::new(&path)) {
        let name = bytes(&name);
        match check_path(&model, absolute, &joined, name) {
            Ok(()) => {
                if let Some(Ok(target)) = target {
                    saw("absolute: found");
                    assert_eq!(
                        node(&model, true, name),
                        Some(Ok(target)),
                        "{name:?} of {context}"
                    );
                }
            }
            Err(error) => {
                saw("absolute: none");
                assert_eq!(error.kind(), ErrorKind::Unsupported, "{context}");
                // A `.` in the path can hide a preopened directory from it, and not from the
                // absolute path.
                assert!(!is_plain(&model, has_dots(&joined)), "{context}");
            }
        }
    }

    let (absolute, text) = current_dir.join(b"");
    match check_below(&model, absolute, &text) {
        Ok(()) => {
            saw("current_dir: found");
            for _ in 0..3 {
                let below = self::path(u)?;
                let below = below.trim_start_matches('/').as_bytes();
                let (absolute, joined) = current_dir.join(below);
                let absolute_path = [current_dir.path().as_slice(), b"/", below].concat();
                assert_eq!(
                    node(&model, absolute, &joined),
                    node(&model, true, &absolute_path),
                    "{below:?} below {context}"
                );
            }
        }
        Err(error) => {
            saw("current_dir: none");
            assert_eq!(error.kind(), ErrorKind::Unsupported, "{context}");
            assert!(!is_plain(&model, false), "{context}");
        }
    }
    Ok(())
}

impl core::fmt::Debug for CurrentDir {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match &self.0 {
            None => f.write_str("(unset)"),
            Some((absolute, text)) => {
                write!(f, "{absolute} {}", text.escape_ascii())
            }
        }
    }
}

fn names(model: &Model) -> Vec<(String, Node)> {
    let names = model
        .preopens
        .iter()
        .map(|(_, name)| String::from_utf8_lossy(name).into_owned());
    names.zip(model.roots.iter().copied()).collect()
}

/// With `.` and `/` preopened, `canonicalize("f")` was `/f`, which is another file.
#[test]
fn a_returned_path_leads_to_the_same_file() {
    let mut counts = OUTCOMES.map(|_| 0);
    for seed in 0..HOSTS {
        let mut state = (seed + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut byte = || {
            state = state
                .wrapping_mul(0x5851_F42D_4C95_7F2D)
                .wrapping_add(0x1405_7B7E_F767_814F);
            state.to_be_bytes()[0]
        };
        let input: Vec<u8> = (0..INPUT_LEN).map(|_| byte()).collect();
        let mut saw = |outcome: &str| {
            let index = OUTCOMES.iter().position(|known| *known == outcome);
            counts[index.expect("none of the outcomes")] += 1;
        };
        // The input is long enough for each host.
        property(&mut Unstructured::new(&input), &mut saw).unwrap();
    }
    for (outcome, count) in OUTCOMES.iter().zip(counts) {
        assert!(count >= 20, "{outcome}: {count}");
    }
}
