//! [`Builder`]: the configuration of a second thread, which can't be spawned.

use alloc_crate::ffi::CString;
use alloc_crate::string::String;

use super::handle::unsupported;
use super::{JoinHandle, Scope, ScopedJoinHandle};
use crate::io;

/// The configuration of a new thread, as [`std::thread::Builder`]. Spawning it always fails.
///
/// # Examples
///
/// ```
/// use nanowasi::{io::ErrorKind, thread};
///
/// // Unlike `thread::spawn`, it does not panic, so that the program can continue without.
/// let worker = thread::Builder::new().name("worker".to_owned()).spawn(|| 1);
/// assert_eq!(worker.unwrap_err().kind(), ErrorKind::Unsupported);
/// ```
///
/// [`std::thread::Builder`]: https://doc.rust-lang.org/std/thread/struct.Builder.html
#[must_use = "must eventually spawn the thread"]
#[derive(Debug)]
pub struct Builder {
    name: Option<String>,
    #[allow(dead_code, reason = "only `Debug` reads it")]
    stack_size: Option<usize>,
    #[allow(dead_code, reason = "only `Debug` reads it")]
    no_hooks: bool,
}

impl Builder {
    /// Creates the configuration of a thread without a name, with a stack of the usual size.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::thread::Builder;
    ///
    /// assert!(Builder::new().spawn(|| 1).is_err());
    /// ```
    #[inline]
    #[allow(clippy::new_without_default, reason = "`std` has none")]
    pub fn new() -> Builder {
        Self {
            name: None,
            stack_size: None,
            no_hooks: false,
        }
    }

    /// Sets the name of the thread.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::thread::Builder;
    ///
    /// let builder = Builder::new().name("worker".to_owned());
    /// assert!(builder.spawn(|| 1).is_err());
    /// ```
    #[inline]
    pub fn name(mut self, name: String) -> Builder {
        self.name = Some(name);
        self
    }

    /// Sets the size of the thread's stack, in bytes.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::thread::Builder;
    ///
    /// let builder = Builder::new().stack_size(64 * 1024);
    /// assert!(builder.spawn(|| 1).is_err());
    /// ```
    #[inline]
    pub fn stack_size(mut self, size: usize) -> Builder {
        self.stack_size = Some(size);
        self
    }

    /// Returns an error instead of running `f` in a new thread.
    ///
    /// # Errors
    ///
    /// - `Unsupported`: always, because there can be no second thread.
    ///
    /// # Panics
    ///
    /// If the name contains a NUL byte.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::{io::ErrorKind, thread::Builder};
    ///
    /// let error = Builder::new().spawn(|| 1).unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::Unsupported);
    /// assert_eq!(error.raw_os_error(), Some(58)); // `NOTSUP`
    /// ```
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

    /// Returns an error instead of running `f`, which may borrow anything, in a new thread.
    ///
    /// # Safety
    ///
    /// None here, because no thread is spawned. In `std`:
    ///
    /// - The thread ends before what `f` borrows is dropped.
    ///
    /// # Errors
    ///
    /// - `Unsupported`: always, because there can be no second thread.
    ///
    /// # Panics
    ///
    /// If the name contains a NUL byte.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::{io::ErrorKind, thread::Builder};
    ///
    /// let text = String::from("text");
    /// // SAFETY: no thread is spawned that could outlive `text`.
    /// let worker = unsafe { Builder::new().spawn_unchecked(|| text.len()) };
    /// assert_eq!(worker.unwrap_err().kind(), ErrorKind::Unsupported);
    /// ```
    #[track_caller]
    #[allow(unsafe_code, reason = "the signature is `std`'s; the body is safe")]
    pub unsafe fn spawn_unchecked<F, T>(self, f: F) -> io::Result<JoinHandle<T>>
    where
        F: FnOnce() -> T,
        F: Send,
        T: Send,
    {
        drop(f);
        self.fail()
    }

    /// Returns an error instead of running `f` in a new thread of a [`scope`](super::scope).
    ///
    /// # Errors
    ///
    /// - `Unsupported`: always, because there can be no second thread.
    ///
    /// # Panics
    ///
    /// If the name contains a NUL byte.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::{io::ErrorKind, thread};
    ///
    /// let text = String::from("text");
    /// thread::scope(|scope| {
    ///     let worker = thread::Builder::new().spawn_scoped(scope, || text.len());
    ///     assert_eq!(worker.unwrap_err().kind(), ErrorKind::Unsupported);
    /// });
    /// ```
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

    /// The text is what `std` printed on this target, under a host.
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
