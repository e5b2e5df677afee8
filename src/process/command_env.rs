//! The environment that a [`Command`](super::Command) is to have.

use core::fmt;

use alloc_crate::collections::{BTreeMap, btree_map};

use crate::ffi::{OsStr, OsString};

/// What is to be changed in the environment. The names of the fields are `std`'s: they are printed.
#[derive(Debug, Default)]
pub(super) struct CommandEnv {
    clear: bool,
    vars: BTreeMap<OsString, Option<OsString>>,
}

impl CommandEnv {
    pub(super) fn set(&mut self, key: &OsStr, value: &OsStr) {
        self.vars.insert(key.into(), Some(value.into()));
    }

    pub(super) fn remove(&mut self, key: &OsStr) {
        if self.clear {
            self.vars.remove(key);
        } else {
            self.vars.insert(key.into(), None);
        }
    }

    pub(super) fn clear(&mut self) {
        self.clear = true;
        self.vars.clear();
    }

    pub(super) const fn is_clear(&self) -> bool {
        self.clear
    }

    pub(super) fn is_unchanged(&self) -> bool {
        !self.clear && self.vars.is_empty()
    }

    pub(super) fn iter(&self) -> CommandEnvs<'_> {
        CommandEnvs {
            iter: self.vars.iter(),
        }
    }
}

/// What a [`Command`](super::Command) sets in its environment, or removes from it, as
/// [`std::process::CommandEnvs`].
///
/// [`std::process::CommandEnvs`]: https://doc.rust-lang.org/std/process/struct.CommandEnvs.html
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct CommandEnvs<'a> {
    iter: btree_map::Iter<'a, OsString, Option<OsString>>,
}

impl<'a> Iterator for CommandEnvs<'a> {
    type Item = (&'a OsStr, Option<&'a OsStr>);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let (key, value) = self.iter.next()?;
        Some((key, value.as_deref()))
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.iter.size_hint()
    }
}

impl ExactSizeIterator for CommandEnvs<'_> {}

impl fmt::Debug for CommandEnvs<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CommandEnvs")
            .field("iter", &self.iter)
            .finish()
    }
}
