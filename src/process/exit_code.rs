//! [`ExitCode`]: the exit status of a program.

use super::exit;

/// The exit status of a program, as [`std::process::ExitCode`].
///
/// # Examples
///
/// ```no_run
/// # // guest: status 3
/// #![no_main]
/// use nanowasi::process::ExitCode;
///
/// nanowasi::main!(main);
///
/// fn main() -> ExitCode {
///     ExitCode::from(3)
/// }
/// ```
///
/// [`std::process::ExitCode`]: https://doc.rust-lang.org/std/process/struct.ExitCode.html
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ExitCode(imp::ExitCode);

mod imp {
    /// The inner type of `std`'s `ExitCode`, for the same `{:?}`.
    #[derive(Clone, Copy, Debug, Default, PartialEq)]
    pub(super) struct ExitCode(pub(super) u8);
}

impl ExitCode {
    /// Success: 0.
    pub const SUCCESS: Self = Self(imp::ExitCode(0));
    /// Failure: 1.
    pub const FAILURE: Self = Self(imp::ExitCode(1));

    /// Ends the program with this status, as [`exit`].
    ///
    /// Unstable in `std`.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # // guest: status 1
    /// use nanowasi::process::ExitCode;
    ///
    /// ExitCode::FAILURE.exit_process();
    /// ```
    #[inline]
    pub fn exit_process(self) -> ! {
        exit(i32::from(self.code()))
    }

    /// Returns the status as the crate `test` reports it. Unstable in `std`.
    #[cfg(nanowasi_std)]
    #[doc(hidden)]
    #[must_use]
    pub const fn to_i32(self) -> i32 {
        self.code() as i32
    }

    #[inline]
    pub(crate) const fn code(self) -> u8 {
        self.0.0
    }
}

impl From<u8> for ExitCode {
    #[inline]
    fn from(code: u8) -> Self {
        Self(imp::ExitCode(code))
    }
}
