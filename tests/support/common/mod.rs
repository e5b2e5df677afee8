//! What several test binaries share: a temporary directory.

use std::env;
use std::fs;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::process;
use std::thread;

/// A temporary directory outside the workspace, which is removed when it is dropped.
///
/// It is kept if the test fails, so that its content can be examined.
pub(crate) struct TempDir(PathBuf);

impl TempDir {
    /// Makes the directory. `test` has to be unique, because the tests of a process run in
    /// parallel.
    pub(crate) fn new(test: &str) -> Self {
        let path = env::temp_dir().join(format!("nanowasi-{}-{test}", process::id()));
        // A process with the same number may have left one.
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Self(path)
    }
}

impl Deref for TempDir {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.0
    }
}

impl AsRef<Path> for TempDir {
    fn as_ref(&self) -> &Path {
        &self.0
    }
}

impl Drop for TempDir {
    fn drop(&mut self) {
        if !thread::panicking() {
            // A directory that cannot be removed does not make a test fail.
            let _ = fs::remove_dir_all(&self.0);
        }
    }
}
