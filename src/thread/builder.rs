//! [`Builder`]: what a second thread would be like.

use alloc_crate::ffi::CString;
use alloc_crate::string::String;

use super::handle::unsupported;
use super::{JoinHandle, Scope, ScopedJoinHandle};
use crate::io;

/// What a thread would be like, as [`std::thread::Builder`].
///
/// ```
/// use nanowasi::{io::ErrorKind, thread};
///
/// // A program that can do without goes on without.
/// let worker = thread::Builder::new().name("worker".to_owned()).spawn(|| 1);
/// assert_eq!(worker.unwrap_err().kind(), ErrorKind::Unsupported);
/// ```
///
/// [`std::thread::Builder`]: https://doc.rust-lang.org/std/thread/struct.Builder.html
#[must_use = "must eventually spawn the thread"]
#[derive(Debug)]
pub struct Builder {
    name: Option<String>,
    #[allow(dead_code, reason = "is printed")]
    stack_size: Option<usize>,
    #[allow(dead_code, reason = "is printed")]
    no_hooks: bool,
}

impl Builder {
    /// A thread without a name, of the usual size.
    #[inline]
    #[allow(clippy::new_without_default, reason = "`std` has none")]
    pub fn new() -> Builder {
        Self {
            name: None,
            stack_size: None,
            no_hooks: false,
        }
    }

    /// Gives it a name.
    #[inline]
    pub fn name(mut self, name: String) -> Builder {
        self.name = Some(name);
        self
    }

    /// Sets the size of its stack in bytes.
    #[inline]
    pub fn stack_size(mut self, size: usize) -> Builder {
        self.stack_size = Some(size);
        self
    }

    /// Would run `f` in such a thread.
    ///
    /// # Errors
    ///
    /// Always, of the kind `Unsupported`.
    ///
    /// # Panics
    ///
    /// If the name has a NUL in it.
    #[track_caller]
    pub fn spawn<F, T>(self, f: F) -> io::Result<JoinHandle<T>>
    where
        F: FnOnce() -> T,
        F: Send + 'static,
        T: Send + 'static,
    {
        drop(f);
        self.fail()
    }

    /// Would run `f` in such a thread, whatever it borrows.
    ///
    /// # Safety
    ///
    /// - Of `std`, that the thread is over before what it borrows is gone. There is none.
    ///
    /// # Errors
    ///
    /// Always, of the kind `Unsupported`.
    ///
    /// # Panics
    ///
    /// If the name has a NUL in it.
    #[track_caller]
    #[allow(unsafe_code, reason = "the signature of `std`; nothing is done in it")]
    pub unsafe fn spawn_unchecked<F, T>(self, f: F) -> io::Result<JoinHandle<T>>
    where
        F: FnOnce() -> T,
        F: Send,
        T: Send,
    {
        drop(f);
        self.fail()
    }

    /// Would run `f` in such a thread, as part of a scope.
    ///
    /// # Errors
    ///
    /// Always, of the kind `Unsupported`.
    ///
    /// # Panics
    ///
    /// If the name has a NUL in it.
    #[track_caller]
    pub fn spawn_scoped<'scope, 'env, F, T>(
        self,
        _scope: &'scope Scope<'scope, 'env>,
        f: F,
    ) -> io::Result<ScopedJoinHandle<'scope, T>>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        drop(f);
        self.fail()
    }

    #[track_caller]
    #[expect(clippy::expect_used, reason = "the contract of `std`")]
    fn fail<T>(self) -> io::Result<T> {
        if let Some(name) = self.name {
            CString::new(name).expect("thread name may not contain interior null bytes");
        }
        unsupported()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::ErrorKind;
    use crate::thread;

    /// What `std` answers on this target, seen under a host.
    #[test]
    fn spawn_is_unsupported() {
        let text = r#"Os { code: 58, kind: Unsupported, message: "Not supported" }"#;
        let error = Builder::new().stack_size(10).spawn(|| 1).unwrap_err();
        assert_eq!(format!("{error:?}"), text);
        thread::scope(|scope| {
            let handle = Builder::new().spawn_scoped(scope, || 1);
            assert_eq!(handle.unwrap_err().kind(), ErrorKind::Unsupported);
        });
        assert_eq!(
            format!("{:?}", Builder::new().name("a".into())),
            r#"Builder { name: Some("a"), stack_size: None, no_hooks: false }"#
        );
    }

    #[test]
    #[should_panic = "thread name may not contain interior null bytes: NulError(1, [97, 0, 98])"]
    fn nul_in_name_panics() {
        let _ = Builder::new().name("a\0b".into()).spawn(|| 1);
    }

    #[test]
    #[should_panic = "failed to spawn thread: Os { code: 58, kind: Unsupported"]
    fn free_spawn_panics() {
        let _ = thread::spawn(|| 1);
    }
}
