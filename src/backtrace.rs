//! Backtraces, as [`std::backtrace`] on this target, which does not support them.
//!
//! [`std::backtrace`]: https://doc.rust-lang.org/std/backtrace/index.html

use core::fmt;

use crate::{env, sys};

/// A backtrace, as [`std::backtrace::Backtrace`]. It has no frames on this target.
///
/// # Examples
///
/// ```
/// use nanowasi::backtrace::{Backtrace, BacktraceStatus};
///
/// assert_eq!(Backtrace::force_capture().status(), BacktraceStatus::Unsupported);
/// assert_eq!(Backtrace::disabled().to_string(), "disabled backtrace");
/// ```
///
/// [`std::backtrace::Backtrace`]: https://doc.rust-lang.org/std/backtrace/struct.Backtrace.html
#[must_use]
pub struct Backtrace {
    /// Whether the program or its environment requested the backtrace.
    requested: bool,
}

/// The status of a [`Backtrace`], as [`std::backtrace::BacktraceStatus`].
///
/// # Examples
///
/// ```
/// use nanowasi::backtrace::{Backtrace, BacktraceStatus};
///
/// let backtrace = Backtrace::force_capture();
/// if backtrace.status() == BacktraceStatus::Captured {
///     nanowasi::eprintln!("{backtrace}");
/// }
/// ```
///
/// [`std::backtrace::BacktraceStatus`]: https://doc.rust-lang.org/std/backtrace/enum.BacktraceStatus.html
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BacktraceStatus {
    /// It was requested, but this target does not support backtraces.
    Unsupported,
    /// It was not requested.
    Disabled,
    /// It was captured, which never happens on this target.
    Captured,
}

impl Backtrace {
    /// Returns a backtrace if the environment variable `RUST_LIB_BACKTRACE` has a value other than
    /// `0`. If that variable is not set, `RUST_BACKTRACE` decides.
    ///
    /// With the feature `panic-trap`, it reads no variable and returns a disabled backtrace. A
    /// crate such as `anyhow` captures one for each error, also in a plug-in whose host has no
    /// WASI.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::backtrace::{Backtrace, BacktraceStatus};
    ///
    /// // Neither variable is set.
    /// assert_eq!(Backtrace::capture().status(), BacktraceStatus::Disabled);
    /// ```
    pub fn capture() -> Self {
        // The code below is not part of the module then, also if it is not optimized.
        if cfg!(all(target_family = "wasm", feature = "panic-trap")) {
            return Self::disabled();
        }
        let is_enabled = |name| {
            env::with_var(name, |value| {
                sys::util::from_utf8_small(value).map(|value| value != "0")
            })
            .flatten()
        };
        let requested = is_enabled(b"RUST_LIB_BACKTRACE").or_else(|| is_enabled(b"RUST_BACKTRACE"));
        Self {
            requested: requested == Some(true),
        }
    }

    /// Returns a backtrace, regardless of the environment.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::backtrace::Backtrace;
    ///
    /// assert_eq!(Backtrace::force_capture().to_string(), "unsupported backtrace");
    /// ```
    pub fn force_capture() -> Self {
        Self { requested: true }
    }

    /// Returns a backtrace that is disabled.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::backtrace::{Backtrace, BacktraceStatus};
    ///
    /// assert_eq!(Backtrace::disabled().status(), BacktraceStatus::Disabled);
    /// ```
    pub const fn disabled() -> Self {
        Self { requested: false }
    }

    /// Returns the status of the backtrace.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::backtrace::{Backtrace, BacktraceStatus};
    ///
    /// assert_eq!(Backtrace::force_capture().status(), BacktraceStatus::Unsupported);
    /// ```
    #[must_use]
    pub fn status(&self) -> BacktraceStatus {
        if self.requested {
            BacktraceStatus::Unsupported
        } else {
            BacktraceStatus::Disabled
        }
    }
}

impl fmt::Debug for Backtrace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.requested {
            "<unsupported>"
        } else {
            "<disabled>"
        })
    }
}

impl fmt::Display for Backtrace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.requested {
            "unsupported backtrace"
        } else {
            "disabled backtrace"
        })
    }
}
