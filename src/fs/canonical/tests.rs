//! Compares [`canonicalize`] with `std`: with its results on this target, and natively on real
//! files.

use super::super::absolute_path::model::{Kind, Model};
use super::*;
use crate::path_resolve::{Location, Unresolved};

/// A file system: paths of directories (`/`), files (empty) and links (with their targets).
const TREE: &[(&str, &str)] = &[
    ("/sub", "/"),
    ("/sub/deep", "/"),
    ("/f", ""),
    ("/sub/f", ""),
    ("/lnk", "sub"),
    ("/lnks", "sub/"),
    ("/abs", "/sub/deep"),
    ("/up", "lnk/../f"),
    ("/loop", "loop"),
    ("/dangling", "nowhere"),
    ("/two", "lnk/deep"),
    ("/escape", "../../f"),
];

fn canonical(current_dir: &str, path: &str) -> core::result::Result<String, &'static str> {
    let mut model = Model::new();
    for (path, kind) in TREE {
        let kind = match *kind {
            "/" => Kind::Dir(Vec::new()),
            "" => Kind::File,
            target => Kind::Link(target.to_owned()),
        };
        model.add_path(path, kind);
    }
    model.preopen(".", 0);
    let (absolute, joined) = if path.starts_with('/') || current_dir.is_empty() {
        (path.starts_with('/'), path.to_owned())
    } else {
        (true, format!("{current_dir}/{path}"))
    };
    canonical_path(&model, absolute, joined.into_bytes(), path.starts_with('/'))
        .map(|text| String::from_utf8(text).unwrap())
        .map_err(|error| error.name())
}

/// The expected results are what `std` returned on this target, under a host with this tree.
#[test]
fn results_are_those_of_std() {
    for (path, canonical_path) in [
        ("f", "/f"),
        (".", "/"),
        ("./", "/"),
        ("/", "/"),
        ("//f", "//f"),
        ("///f", "/f"),
        ("//sub/f", "//sub/f"),
        ("/..", "/"),
        ("/../f", "/f"),
        ("..", "/"),
        ("../..", "/"),
        ("lnk", "/sub"),
        ("lnks", "/sub"),
        ("lnks/", "/sub"),
        ("lnks//f", "/sub/f"),
        ("two", "/sub/deep"),
        ("abs", "/sub/deep"),
        ("sub/.", "/sub"),
        ("sub/..", "/"),
        ("sub/../", "/"),
        ("lnk/..", "/"),
        ("lnk/deep/..", "/sub"),
        ("up", "/f"),
        ("sub/deep/../../lnk/f", "/sub/f"),
    ] {
        assert_eq!(canonical("", path).as_deref(), Ok(canonical_path), "{path}");
    }
    for (path, error) in [
        ("nope", "NOENT"),
        ("nope/..", "NOENT"),
        ("sub/nope/..", "NOENT"),
        ("dangling", "NOENT"),
        ("loop", "LOOP"),
        ("f/", "NOTDIR"),
        ("f/.", "NOTDIR"),
        ("f/..", "NOTDIR"),
        ("../f", "PERM"),
        ("sub/../../lnk/..", "PERM"),
        ("escape", "PERM"),
        (&"./".repeat(3000), "NAMETOOLONG"),
    ] {
        assert_eq!(canonical("", path), Err(error), "{path}");
    }
}

#[test]
fn a_relative_path_begins_at_the_current_directory() {
    for (path, canonical_path) in [
        ("f", "/sub/f"),
        (".", "/sub"),
        ("..", "/"),
        ("../..", "/"),
        ("../f", "/f"),
        ("../lnk/f", "/sub/f"),
        ("/f", "/f"),
    ] {
        assert_eq!(
            canonical("/sub", path).as_deref(),
            Ok(canonical_path),
            "{path}"
        );
    }
}

/// The expected results are what `std` returns natively for the same files, for paths of random
/// components. A difference is a path that leads to another file.
#[test]
#[cfg(unix)]
fn random_paths_are_those_of_a_real_system() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    let root = std::env::temp_dir().join(format!("nanowasi-canonical-{}", std::process::id()));
    let root_text = root.as_os_str().as_bytes().to_vec();
    let _ = std::fs::remove_dir_all(&root);
    std::fs::create_dir_all(root.join("sub/deep")).unwrap();
    for (name, kind) in TREE {
        let path = root.join(&name[1..]);
        match *kind {
            "/" => {}
            "" => std::fs::write(path, "").unwrap(),
            target if target.starts_with('/') => symlink(root.join(&target[1..]), path).unwrap(),
            target => symlink(target, path).unwrap(),
        }
    }
    /// The real file system, whose root is preopened as `/`.
    struct Real;

    fn real((_, path): Location<'_>) -> std::path::PathBuf {
        std::path::Path::new("/").join(std::ffi::OsStr::from_bytes(path))
    }

    impl Files for Real {
        fn lookup<'path>(
            &self,
            absolute: bool,
            path: &'path [u8],
        ) -> core::result::Result<Location<'path>, Unresolved> {
            let root = BorrowedFd::dummy(3);
            path_resolve::lookup_among(&[(root, b"/".to_vec())], absolute, path)
        }

        fn read_link(&self, location: Location<'_>) -> Result<Vec<u8>> {
            let target =
                std::fs::read_link(real(location)).map_err(|error| match error.kind() {
                    std::io::ErrorKind::InvalidInput => Errno::INVAL,
                    std::io::ErrorKind::NotFound => Errno::NOENT,
                    _ => Errno::NOTDIR,
                })?;
            Ok(target.as_os_str().as_bytes().to_vec())
        }

        fn id(&self, _: Location<'_>) -> core::result::Result<(u64, u64), Errno> {
            Err(Errno::NOSYS)
        }

        fn for_each_name(&self, _: impl FnMut(&[u8])) {}
    }

    let parts = [
        "sub", "deep", "f", "lnk", "lnks", "abs", "up", "two", "..", "..", ".", "", "loop", "nope",
    ];
    arbtest::arbtest(|u| {
        let mut path = root_text.clone();
        for _ in 0..u.int_in_range(0..=8)? {
            path.push(b'/');
            path.extend_from_slice(u.choose(&parts)?.as_bytes());
        }
        let ours = canonical_path(&Real, true, path.clone(), true);
        let theirs = std::path::Path::new(std::ffi::OsStr::from_bytes(&path)).canonicalize();
        match theirs {
            Ok(theirs) => {
                assert_eq!(ours.unwrap(), theirs.as_os_str().as_bytes(), "{path:?}");
            }
            Err(_) => assert!(ours.is_err(), "{path:?}"),
        }
        Ok(())
    });
    std::fs::remove_dir_all(&root).unwrap();
}
