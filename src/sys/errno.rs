//! The name and the message of each [`Errno`].
//!
//! The values are in [`crate::raw`]. Each table is one string with a line for each errno. A table
//! of `&str`s would take 8 bytes more for each entry, and a program that prints one error links the
//! whole table.
//!
//! The safety argument: a line of a `str` is a `str`: see [`nth_line`].

use core::fmt;

pub use crate::raw::Errno;

/// The names of the specification in the order of their values, one per line.
const NAMES: &str = "\
SUCCESS\n2BIG\nACCES\nADDRINUSE\nADDRNOTAVAIL\nAFNOSUPPORT\nAGAIN\nALREADY\nBADF\nBADMSG\nBUSY\n\
CANCELED\nCHILD\nCONNABORTED\nCONNREFUSED\nCONNRESET\nDEADLK\nDESTADDRREQ\nDOM\nDQUOT\nEXIST\n\
FAULT\nFBIG\nHOSTUNREACH\nIDRM\nILSEQ\nINPROGRESS\nINTR\nINVAL\nIO\nISCONN\nISDIR\nLOOP\nMFILE\n\
MLINK\nMSGSIZE\nMULTIHOP\nNAMETOOLONG\nNETDOWN\nNETRESET\nNETUNREACH\nNFILE\nNOBUFS\nNODEV\n\
NOENT\nNOEXEC\nNOLCK\nNOLINK\nNOMEM\nNOMSG\nNOPROTOOPT\nNOSPC\nNOSYS\nNOTCONN\nNOTDIR\n\
NOTEMPTY\nNOTRECOVERABLE\nNOTSOCK\nNOTSUP\nNOTTY\nNXIO\nOVERFLOW\nOWNERDEAD\nPERM\nPIPE\nPROTO\n\
PROTONOSUPPORT\nPROTOTYPE\nRANGE\nROFS\nSPIPE\nSRCH\nSTALE\nTIMEDOUT\nTXTBSY\nXDEV\nNOTCAPABLE";

/// The messages in the order of their values, one per line. They are those of `std` on this target,
/// so that a program prints the same with both.
const MESSAGES: &str = "\
Success\n\
Argument list too long\n\
Permission denied\n\
Address in use\n\
Address not available\n\
Address family not supported by protocol\n\
Resource temporarily unavailable\n\
Operation already in progress\n\
Bad file descriptor\n\
Bad message\n\
Resource busy\n\
Operation canceled\n\
No child process\n\
Connection aborted\n\
Connection refused\n\
Connection reset by peer\n\
Resource deadlock would occur\n\
Destination address required\n\
Domain error\n\
Quota exceeded\n\
File exists\n\
Bad address\n\
File too large\n\
Host is unreachable\n\
Identifier removed\n\
Illegal byte sequence\n\
Operation in progress\n\
Interrupted system call\n\
Invalid argument\n\
I/O error\n\
Socket is connected\n\
Is a directory\n\
Symbolic link loop\n\
No file descriptors available\n\
Too many links\n\
Message too large\n\
Multihop attempted\n\
Filename too long\n\
Network is down\n\
Connection reset by network\n\
Network unreachable\n\
Too many open files in system\n\
No buffer space available\n\
No such device\n\
No such file or directory\n\
Exec format error\n\
No locks available\n\
Link has been severed\n\
Out of memory\n\
No message of desired type\n\
Protocol not available\n\
No space left on device\n\
Function not implemented\n\
Socket not connected\n\
Not a directory\n\
Directory not empty\n\
State not recoverable\n\
Not a socket\n\
Not supported\n\
Not a tty\n\
No such device or address\n\
Value too large for data type\n\
Previous owner died\n\
Operation not permitted\n\
Broken pipe\n\
Protocol error\n\
Protocol not supported\n\
Protocol wrong type for socket\n\
Result not representable\n\
Read-only file system\n\
Invalid seek\n\
No such process\n\
Stale file handle\n\
Operation timed out\n\
Text file busy\n\
Cross-device link\n\
Capabilities insufficient";

/// Returns a line of a table, counted from 0, or `None` if the table has fewer lines.
pub(crate) fn nth_line(table: &'static str, index: u16) -> Option<&'static str> {
    let mut left = index;
    let mut table = table.as_bytes();
    loop {
        let end = table
            .iter()
            .position(|byte| *byte == b'\n')
            .unwrap_or(table.len());
        if left == 0 {
            // SAFETY: the line begins at the start of a `str` or after a line feed. It ends before
            // a line feed or at the end of the `str`. In UTF-8, the byte of a line feed is never a
            // part of another character. So no character is cut.
            return Some(unsafe { core::str::from_utf8_unchecked(table.get(..end)?) });
        }
        table = table.get(end + 1..)?;
        left -= 1;
    }
}

impl Errno {
    /// Returns the number, as the host returns it. 0 to 76 have names, and a host can return any
    /// other.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sys::Errno;
    ///
    /// assert_eq!(Errno::NOENT.code(), 44);
    /// assert_eq!(Errno(9999).code(), 9999);
    /// ```
    #[must_use]
    pub const fn code(self) -> u16 {
        self.0
    }

    /// Returns the name of the specification in capitals, or `"UNKNOWN"` for a number without a
    /// name.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sys::Errno;
    ///
    /// assert_eq!(Errno::NOENT.name(), "NOENT");
    /// assert_eq!(Errno::TOOBIG.name(), "2BIG");
    /// assert_eq!(Errno(9999).name(), "UNKNOWN");
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        nth_line(NAMES, self.0).unwrap_or("UNKNOWN")
    }

    /// Returns the message that `std` prints on this target.
    ///
    /// Unlike `std`, a number without a name has the message "Unknown error". `std` prints
    /// "Success".
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::sys::Errno;
    ///
    /// assert_eq!(Errno::NOENT.message(), "No such file or directory");
    /// assert_eq!(Errno(77).message(), "Unknown error");
    /// ```
    #[must_use]
    pub fn message(self) -> &'static str {
        nth_line(MESSAGES, self.0).unwrap_or("Unknown error")
    }

    /// Converts the return value of an import: 0 is success, and any other number is an errno.
    #[inline(always)]
    pub(crate) fn check(returned: i32) -> Result<(), Self> {
        if returned == 0 {
            Ok(())
        } else {
            Err(Self::from_nonzero(returned))
        }
    }

    /// Converts the return value of a call that failed.
    ///
    /// A value that does not fit into 16 bits becomes 65,535. Cut to 16 bits, it could become
    /// success: wasm3's `fd_close` returns `0xFFFF_FFFF`.
    #[cold]
    #[inline(never)]
    fn from_nonzero(returned: i32) -> Self {
        Self(u16::try_from(returned).unwrap_or(u16::MAX))
    }
}

impl fmt::Display for Errno {
    /// Writes the message, the name and the number.
    ///
    /// An example is `No such file or directory (NOENT, os error 44)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} ({}, os error {})",
            self.message(),
            self.name(),
            self.0
        )
    }
}

impl fmt::Debug for Errno {
    /// Writes the name and the number: `NOENT (44)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.name(), self.0)
    }
}

impl core::error::Error for Errno {}

#[cfg(test)]
mod tests {
    use super::*;

    /// A missing line would give every later errno a wrong name.
    #[test]
    fn both_tables_have_one_entry_for_each_named_errno() {
        assert_eq!(NAMES.lines().count(), 77);
        assert_eq!(MESSAGES.lines().count(), 77);
        assert_eq!(Errno::XDEV.name(), "XDEV");
        assert_eq!(Errno::XDEV.message(), "Cross-device link");
        assert_eq!(Errno::NOTCAPABLE.name(), "NOTCAPABLE");
        assert_eq!(Errno::NOTCAPABLE.message(), "Capabilities insufficient");
    }

    #[test]
    fn every_number_has_a_name_and_a_message() {
        for code in 0..=u16::MAX {
            let errno = Errno(code);
            assert_eq!(errno.code(), code);
            assert_eq!(errno.name() == "UNKNOWN", code > 76);
            assert_eq!(errno.message() == "Unknown error", code > 76);
        }
    }

    /// Each line has to be whole, also where a character has several bytes.
    #[test]
    fn a_line_is_cut_beside_whole_characters() {
        const LINES: &str = "ä\n\nö€\n😀";
        let lines: Vec<_> = (0..5).map(|index| nth_line(LINES, index)).collect();
        assert_eq!(lines, [Some("ä"), Some(""), Some("ö€"), Some("😀"), None]);
    }

    /// wasm3's `fd_close` returns 0xFFFFFFFF. Cut to 16 bits, 0x10000 would be success.
    #[test]
    fn a_result_wider_than_an_errno_is_never_success() {
        assert_eq!(Errno::check(0), Ok(()));
        assert_eq!(Errno::check(44), Err(Errno::NOENT));
        assert_eq!(Errno::check(-1), Err(Errno(u16::MAX)));
        assert_eq!(Errno::check(0x1_0000), Err(Errno(u16::MAX)));
    }

    #[test]
    fn printed_forms_name_the_errno() {
        assert_eq!(
            Errno::NOENT.to_string(),
            "No such file or directory (NOENT, os error 44)"
        );
        assert_eq!(format!("{:?}", Errno::PIPE), "PIPE (64)");
    }
}
