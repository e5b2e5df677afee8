//! Processes: the signals that a program can raise against itself.
//!
//! Preview 1 delivers no signals to a program. Hosts differ in what `proc_raise` does: it returns
//! an error (wasmtime, wazero), traps (wasmi) or kills the whole host process (node). The list is
//! complete, but this crate uses only [`ABRT`](Signal::ABRT), for panics.

/// A signal for `proc_raise` (typenames.witx 598).
///
/// The effects below are those of the specification, and few hosts have them. The numbers are
/// preview 1's own.
///
/// # Examples
///
/// ```
/// use nanowasi::raw::Signal;
///
/// assert_eq!(Signal::ABRT, Signal(6)); // the signal of a panic
/// assert_eq!(Signal::CHLD, Signal(16)); // 17 on Linux
/// ```
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Signal(pub u8);

impl Signal {
    /// No signal: a reserved number, which POSIX uses to ask whether a process exists
    /// (typenames.witx 602).
    pub const NONE: Self = Self(0);
    /// The terminal was closed; ends the process (typenames.witx 605).
    pub const HUP: Self = Self(1);
    /// An interrupt from the terminal; ends the process (typenames.witx 608).
    pub const INT: Self = Self(2);
    /// A quit from the terminal; ends the process (typenames.witx 611).
    pub const QUIT: Self = Self(3);
    /// An illegal instruction; ends the process (typenames.witx 614).
    pub const ILL: Self = Self(4);
    /// A breakpoint or trace trap; ends the process (typenames.witx 617).
    pub const TRAP: Self = Self(5);
    /// The process aborted itself, as in a panic; ends the process (typenames.witx 620).
    pub const ABRT: Self = Self(6);
    /// An access to memory that does not exist; ends the process (typenames.witx 623).
    pub const BUS: Self = Self(7);
    /// An arithmetic error; ends the process (typenames.witx 626).
    pub const FPE: Self = Self(8);
    /// A kill; ends the process (typenames.witx 629).
    pub const KILL: Self = Self(9);
    /// The first signal for the use of programs; ends the process (typenames.witx 632).
    pub const USR1: Self = Self(10);
    /// An invalid access to memory; ends the process (typenames.witx 635).
    pub const SEGV: Self = Self(11);
    /// The second signal for the use of programs; ends the process (typenames.witx 638).
    pub const USR2: Self = Self(12);
    /// A write to a pipe whose reader is closed; ignored (typenames.witx 641).
    pub const PIPE: Self = Self(13);
    /// The alarm clock expired; ends the process (typenames.witx 644).
    pub const ALRM: Self = Self(14);
    /// A request to terminate; ends the process (typenames.witx 647).
    pub const TERM: Self = Self(15);
    /// A child process ended, stopped or continued; ignored (typenames.witx 650).
    pub const CHLD: Self = Self(16);
    /// Continue, if stopped (typenames.witx 653).
    pub const CONT: Self = Self(17);
    /// A stop; stops the process (typenames.witx 656).
    pub const STOP: Self = Self(18);
    /// A stop from the terminal; stops the process (typenames.witx 659).
    pub const TSTP: Self = Self(19);
    /// A read from the terminal in the background; stops the process (typenames.witx 662).
    pub const TTIN: Self = Self(20);
    /// A write to the terminal in the background; stops the process (typenames.witx 665).
    pub const TTOU: Self = Self(21);
    /// Urgent data at a socket; ignored (typenames.witx 668).
    pub const URG: Self = Self(22);
    /// The limit of processor time was exceeded; ends the process (typenames.witx 671).
    pub const XCPU: Self = Self(23);
    /// The limit of file size was exceeded; ends the process (typenames.witx 674).
    pub const XFSZ: Self = Self(24);
    /// The virtual timer expired; ends the process (typenames.witx 677).
    pub const VTALRM: Self = Self(25);
    /// The profiling timer expired; ends the process (typenames.witx 680).
    pub const PROF: Self = Self(26);
    /// The size of the window changed; ignored (typenames.witx 683).
    pub const WINCH: Self = Self(27);
    /// A device is ready; ends the process (typenames.witx 686).
    pub const POLL: Self = Self(28);
    /// The power failed; ends the process (typenames.witx 689).
    pub const PWR: Self = Self(29);
    /// A system call that does not exist; ends the process (typenames.witx 692).
    pub const SYS: Self = Self(30);
}
