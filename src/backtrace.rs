//! Backtraces, as [`std::backtrace`] on this target: there are none to be had.
//!
//! [`std::backtrace`]: https://doc.rust-lang.org/std/backtrace/index.html

use core::fmt;

use crate::{env, sys};

/// A backtrace, as [`std::backtrace::Backtrace`]: only whether one was wanted.
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
    wanted: bool,
}

/// What became of a [`Backtrace`], as [`std::backtrace::BacktraceStatus`].
///
/// [`std::backtrace::BacktraceStatus`]: https://doc.rust-lang.org/std/backtrace/enum.BacktraceStatus.html
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BacktraceStatus {
    /// It was wanted, and this target has none.
    Unsupported,
    /// It was not wanted.
    Disabled,
    /// It was captured, which does not happen here.
    Captured,
}

impl Backtrace {
    /// A backtrace, if the variable `RUST_LIB_BACKTRACE`, or without it `RUST_BACKTRACE`, is set to
    /// something other than `0`.
    pub fn capture() -> Self {
        let switch = |name| {
            env::with_var(name, |value| {
                sys::util::from_utf8_small(value).map(|value| value != "0")
            })
            .flatten()
        };
        let wanted = switch(b"RUST_LIB_BACKTRACE").or_else(|| switch(b"RUST_BACKTRACE"));
        Self {
            wanted: wanted == Some(true),
        }
    }

    /// A backtrace, whatever the environment says.
    pub fn force_capture() -> Self {
        Self { wanted: true }
    }

    /// No backtrace.
    pub const fn disabled() -> Self {
        Self { wanted: false }
    }

    /// What became of it.
    #[must_use]
    pub fn status(&self) -> BacktraceStatus {
        if self.wanted {
            BacktraceStatus::Unsupported
        } else {
            BacktraceStatus::Disabled
        }
    }
}

impl fmt::Debug for Backtrace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.wanted {
            "<unsupported>"
        } else {
            "<disabled>"
        })
    }
}

impl fmt::Display for Backtrace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.wanted {
            "unsupported backtrace"
        } else {
            "disabled backtrace"
        })
    }
}
