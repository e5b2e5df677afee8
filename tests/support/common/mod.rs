//! What several of the tests share.

use std::env;
use std::fs;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::process;
use std::thread;

/// A folder of a test's own, outside of the workspace, that goes away with it.
///
/// It stays if the test fails, for then one wants to look at it.
pub(crate) struct TempDir(PathBuf);

impl TempDir {
    /// Makes the folder. The name is the test's: tests of one process run at the same time.
    pub(crate) fn new(test: &str) -> Self {
        let path = env::temp_dir().join(format!("nanowasi-{}-{test}", process::id()));
        // A process that had the same number may have failed and left one.
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
            // A leftover is no reason to fail a test that has passed.
            let _ = fs::remove_dir_all(&self.0);
        }
    }
}
