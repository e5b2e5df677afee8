//! [`FileTimes`]: the times that a file is to have.

use core::fmt;

use crate::io::{Error, Result};
use crate::raw::{Fstflags, Timestamp};
use crate::sys::{self, BorrowedFd, Errno};
use crate::time::SystemTime;

/// The times that [`File::set_times`](super::File::set_times) gives a file, as [`std::fs::FileTimes`].
///
/// [`std::fs::FileTimes`]: https://doc.rust-lang.org/std/fs/struct.FileTimes.html
#[derive(Clone, Copy, Default)]
#[must_use = "must be applied to a file via `File::set_times` to have any effect"]
pub struct FileTimes {
    accessed: Option<SystemTime>,
    modified: Option<SystemTime>,
}

impl FileTimes {
    /// Leaves both times as they are.
    #[inline]
    pub const fn new() -> Self {
        Self {
            accessed: None,
            modified: None,
        }
    }

    /// The time of the last read.
    #[inline]
    pub const fn set_accessed(mut self, t: SystemTime) -> Self {
        self.accessed = Some(t);
        self
    }

    /// The time of the last write.
    #[inline]
    pub const fn set_modified(mut self, t: SystemTime) -> Self {
        self.modified = Some(t);
        self
    }

    /// Gives an open file these times.
    pub(super) fn apply(self, fd: BorrowedFd<'_>) -> Result<()> {
        let (accessed, modified) = (timestamp(self.accessed)?, timestamp(self.modified)?);
        let mut flags = Fstflags::empty();
        flags.set(Fstflags::ATIM, self.accessed.is_some());
        flags.set(Fstflags::MTIM, self.modified.is_some());
        Ok(sys::fd_filestat_set_times(fd, accessed, modified, flags)?)
    }
}

/// A time as a host has it, which can't name all that `SystemTime` can.
fn timestamp(time: Option<SystemTime>) -> Result<Timestamp> {
    match time {
        None => Ok(0),
        Some(time) => time.timestamp().ok_or(Error::from(Errno::INVAL)),
    }
}

impl fmt::Debug for FileTimes {
    /// As `std` prints it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        struct Inner(FileTimes);

        impl fmt::Debug for Inner {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct("FileTimes")
                    .field("accessed", &self.0.accessed)
                    .field("modified", &self.0.modified)
                    .finish()
            }
        }

        f.debug_tuple("FileTimes").field(&Inner(*self)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::time::Duration;

    /// Hosts count nanoseconds from 1970 in 64 bits: until 2554. `std` answers `INVAL` beyond, and before.
    #[test]
    fn a_time_that_no_host_can_be_told_is_refused() {
        let epoch = SystemTime::UNIX_EPOCH;
        let told = |time: Option<SystemTime>| {
            timestamp(Some(time.unwrap())).map_err(|error| error.raw_os_error())
        };
        assert_eq!(told(Some(epoch)), Ok(0));
        let last = epoch.checked_add(Duration::from_nanos(u64::MAX));
        assert_eq!(told(last), Ok(u64::MAX));
        let after = last.and_then(|last| last.checked_add(Duration::from_nanos(1)));
        assert_eq!(told(after), Err(Some(28)));
        let before = epoch.checked_sub(Duration::from_nanos(1));
        assert_eq!(told(before), Err(Some(28)));
    }

    #[test]
    fn prints_as_std_does() {
        assert_eq!(
            format!("{:?}", FileTimes::new()),
            "FileTimes(FileTimes { accessed: None, modified: None })"
        );
    }
}
