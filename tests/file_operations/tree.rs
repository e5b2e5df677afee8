//! The files below a directory, as text.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Every file below `dir`: its path, and what it is, holds or points to.
pub(crate) fn of(dir: &Path) -> String {
    let mut text = String::new();
    add(&mut text, dir, Path::new(""));
    text
}

fn add(text: &mut String, dir: &Path, path: &Path) {
    let mut names: Vec<_> = fs::read_dir(dir.join(path))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    names.sort();
    for name in names {
        let path = path.join(name);
        let whole = dir.join(&path);
        let kind = fs::symlink_metadata(&whole).unwrap().file_type();
        if kind.is_symlink() {
            let _ = writeln!(text, "{path:?} -> {:?}", fs::read_link(&whole).unwrap());
        } else if kind.is_dir() {
            let _ = writeln!(text, "{path:?}/");
            add(text, dir, &path);
        } else {
            let content = fs::read(&whole).unwrap();
            let _ = writeln!(
                text,
                "{path:?}: {} {:?}",
                content.len(),
                String::from_utf8_lossy(&content)
            );
        }
    }
}
