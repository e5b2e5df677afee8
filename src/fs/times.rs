//! [`FileTimes`], and the methods of [`File`] that set them.

use core::fmt;

use super::File;
use crate::io::{Error, Result};
use crate::raw::{Fstflags, Timestamp};
use crate::sys::{self, AsFd, BorrowedFd, Errno};
use crate::time::SystemTime;

/// The times that [`File::set_times`](File::set_times) sets on a file, as
/// [`std::fs::FileTimes`].
///
/// # Examples
///
/// ```no_run
/// use nanowasi::fs::{File, FileTimes};
///
/// # fn main() -> nanowasi::io::Result<()> {
/// # nanowasi::fs::write("notes.txt", "")?;
/// let metadata = File::open("notes.txt")?.metadata()?;
/// let times = FileTimes::new()
///     .set_accessed(metadata.accessed()?)
///     .set_modified(metadata.modified()?);
/// let copy = File::create("copy.txt")?;
/// copy.set_times(times)?;
/// # assert_eq!(copy.metadata()?.modified()?, metadata.modified()?);
/// # Ok(())
/// # }
/// ```
///
/// [`std::fs::FileTimes`]: https://doc.rust-lang.org/std/fs/struct.FileTimes.html
#[derive(Clone, Copy, Default)]
#[must_use = "must be applied to a file via `File::set_times` to have any effect"]
pub struct FileTimes {
    accessed: Option<SystemTime>,
    modified: Option<SystemTime>,
}

impl FileTimes {
    /// Returns times that change nothing: neither of the two is set.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::{File, FileTimes};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let file = File::create("notes.txt")?;
    /// let before = file.metadata()?.modified()?;
    /// file.set_times(FileTimes::new())?;
    /// assert_eq!(file.metadata()?.modified()?, before);
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub const fn new() -> Self {
        Self {
            accessed: None,
            modified: None,
        }
    }

    /// Sets the time of the last read.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::{File, FileTimes};
    /// use nanowasi::time::SystemTime;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let file = File::create("cache.bin")?;
    /// file.set_times(FileTimes::new().set_accessed(SystemTime::UNIX_EPOCH))?;
    /// assert_eq!(file.metadata()?.accessed()?, SystemTime::UNIX_EPOCH);
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub const fn set_accessed(mut self, t: SystemTime) -> Self {
        self.accessed = Some(t);
        self
    }

    /// Sets the time of the last write.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::{File, FileTimes};
    /// use nanowasi::time::SystemTime;
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let file = File::create("stamp")?;
    /// file.set_times(FileTimes::new().set_modified(SystemTime::UNIX_EPOCH))?;
    /// assert_eq!(file.metadata()?.modified()?, SystemTime::UNIX_EPOCH);
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub const fn set_modified(mut self, t: SystemTime) -> Self {
        self.modified = Some(t);
        self
    }

    /// Sets these times on an open file.
    pub(super) fn apply(self, fd: BorrowedFd<'_>) -> Result<()> {
        let (accessed, modified) = (timestamp(self.accessed)?, timestamp(self.modified)?);
        let mut flags = Fstflags::empty();
        flags.set(Fstflags::ATIM, self.accessed.is_some());
        flags.set(Fstflags::MTIM, self.modified.is_some());
        Ok(sys::fd_filestat_set_times(fd, accessed, modified, flags)?)
    }
}

impl File {
    /// Sets the times of the file that `times` has. The other time does not change.
    ///
    /// # Errors
    ///
    /// Returns the host's errno, usually:
    ///
    /// - `NOTCAPABLE`: the descriptor has no right to it.
    ///
    /// Error of this crate:
    ///
    /// - `INVAL`: a time is before 1970 or after 2554, which no host can represent.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::{File, FileTimes};
    /// use nanowasi::time::{Duration, SystemTime};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let file = File::create("old")?;
    /// let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    /// file.set_times(FileTimes::new().set_accessed(time).set_modified(time))?;
    /// assert_eq!(file.metadata()?.modified()?, time);
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn set_times(&self, times: FileTimes) -> Result<()> {
        times.apply(self.as_fd())
    }

    /// Sets the time of the last write.
    ///
    /// # Errors
    ///
    /// As [`set_times`](Self::set_times).
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::fs::{self, File};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// # fs::write("page.md", "")?;
    /// let source = fs::metadata("page.md")?.modified()?;
    /// let target = File::create("page.html")?;
    /// target.set_modified(source)?; // As old as its source.
    /// # assert_eq!(target.metadata()?.modified()?, source);
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn set_modified(&self, time: SystemTime) -> Result<()> {
        self.set_times(FileTimes::new().set_modified(time))
    }
}

/// Returns a time in nanoseconds since 1970, as a host represents it, or 0 for `None`.
///
/// # Errors
///
/// - `INVAL`: the time is before 1970 or after 2554. `std` returns the same.
fn timestamp(time: Option<SystemTime>) -> Result<Timestamp> {
    match time {
        None => Ok(0),
        Some(time) => time.timestamp().ok_or(Error::from(Errno::INVAL)),
    }
}

impl fmt::Debug for FileTimes {
    /// Prints the same text as `std`.
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

    /// Hosts count nanoseconds from 1970 in 64 bits, until 2554. A time out of this range must not
    /// wrap around to another time.
    #[test]
    fn a_time_that_no_host_can_represent_is_refused() {
        let epoch = SystemTime::UNIX_EPOCH;
        let result = |time: Option<SystemTime>| {
            timestamp(Some(time.unwrap())).map_err(|error| error.raw_os_error())
        };
        assert_eq!(result(Some(epoch)), Ok(0));
        let last = epoch.checked_add(Duration::from_nanos(u64::MAX));
        assert_eq!(result(last), Ok(u64::MAX));
        let after = last.and_then(|last| last.checked_add(Duration::from_nanos(1)));
        assert_eq!(result(after), Err(Some(28)));
        let before = epoch.checked_sub(Duration::from_nanos(1));
        assert_eq!(result(before), Err(Some(28)));
    }

    #[test]
    fn prints_as_std_does() {
        assert_eq!(
            format!("{:?}", FileTimes::new()),
            "FileTimes(FileTimes { accessed: None, modified: None })"
        );
    }
}
