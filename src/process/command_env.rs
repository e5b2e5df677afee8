//! The environment of a [`Command`](super::Command).

use core::fmt;

use alloc_crate::collections::{BTreeMap, btree_map};

use crate::ffi::{OsStr, OsString};

/// The changes to the environment. The names of the fields are `std`'s, because they are printed.
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

/// An iterator over the variables that a [`Command`](super::Command) sets or removes, as
/// [`std::process::CommandEnvs`].
///
/// A removed variable has the value `None`.
///
/// # Examples
///
/// ```
/// use nanowasi::process::Command;
///
/// let mut list = Command::new("ls");
/// list.env("LC_ALL", "C").env_remove("LANG");
/// let envs: Vec<_> = list.get_envs().collect();
/// assert_eq!(envs, [("LANG".as_ref(), None), ("LC_ALL".as_ref(), Some("C".as_ref()))]);
/// ```
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
