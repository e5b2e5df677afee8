//! Processes: the signals that a program can raise against itself.
//!
//! Preview 1 delivers no signals; it can only raise one. Hosts do as they like with it: the same
//! number is refused (wasmtime, wazero), traps (wasmi) or kills the whole host process (node). So
//! the list is here for completeness, and [`ABRT`](Signal::ABRT) for panics. It stands on nothing.

/// A condition to raise with `proc_raise` (typenames.witx 598).
///
/// What each does is what the specification asks for. The numbers are preview 1's own.
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Signal(pub u8);

impl Signal {
    /// No signal: a reserved number, which POSIX uses to ask whether a process exists
    /// (typenames.witx 602).
    pub const NONE: Self = Self(0);
    /// The terminal is gone; ends the process (typenames.witx 605).
    pub const HUP: Self = Self(1);
    /// Interrupted from the terminal; ends the process (typenames.witx 608).
    pub const INT: Self = Self(2);
    /// Asked to quit from the terminal; ends the process (typenames.witx 611).
    pub const QUIT: Self = Self(3);
    /// An illegal instruction; ends the process (typenames.witx 614).
    pub const ILL: Self = Self(4);
    /// A breakpoint or trace trap; ends the process (typenames.witx 617).
    pub const TRAP: Self = Self(5);
    /// The process gave up, as a panic does; ends it (typenames.witx 620).
    pub const ABRT: Self = Self(6);
    /// An access to memory that isn't there; ends the process (typenames.witx 623).
    pub const BUS: Self = Self(7);
    /// Arithmetic without a result; ends the process (typenames.witx 626).
    pub const FPE: Self = Self(8);
    /// Killed; ends the process (typenames.witx 629).
    pub const KILL: Self = Self(9);
    /// The first one left to programs; ends the process (typenames.witx 632).
    pub const USR1: Self = Self(10);
    /// An access to memory that isn't allowed; ends the process (typenames.witx 635).
    pub const SEGV: Self = Self(11);
    /// The second one left to programs; ends the process (typenames.witx 638).
    pub const USR2: Self = Self(12);
    /// A write that nobody reads; ignored (typenames.witx 641).
    pub const PIPE: Self = Self(13);
    /// The alarm clock rang; ends the process (typenames.witx 644).
    pub const ALRM: Self = Self(14);
    /// Asked to end; ends the process (typenames.witx 647).
    pub const TERM: Self = Self(15);
    /// A child process ended, stopped or went on; ignored (typenames.witx 650).
    pub const CHLD: Self = Self(16);
    /// Go on if stopped (typenames.witx 653).
    pub const CONT: Self = Self(17);
    /// Stop; stops the process (typenames.witx 656).
    pub const STOP: Self = Self(18);
    /// Stopped from the terminal; stops the process (typenames.witx 659).
    pub const TSTP: Self = Self(19);
    /// A read from the terminal in the background; stops the process (typenames.witx 662).
    pub const TTIN: Self = Self(20);
    /// A write to the terminal in the background; stops the process (typenames.witx 665).
    pub const TTOU: Self = Self(21);
    /// Urgent data at a socket; ignored (typenames.witx 668).
    pub const URG: Self = Self(22);
    /// Too much processor time used; ends the process (typenames.witx 671).
    pub const XCPU: Self = Self(23);
    /// A file grew too large; ends the process (typenames.witx 674).
    pub const XFSZ: Self = Self(24);
    /// The virtual timer ran out; ends the process (typenames.witx 677).
    pub const VTALRM: Self = Self(25);
    /// The profiling timer ran out; ends the process (typenames.witx 680).
    pub const PROF: Self = Self(26);
    /// The window changed its size; ignored (typenames.witx 683).
    pub const WINCH: Self = Self(27);
    /// A device is ready; ends the process (typenames.witx 686).
    pub const POLL: Self = Self(28);
    /// The power fails; ends the process (typenames.witx 689).
    pub const PWR: Self = Self(29);
    /// A system call that doesn't exist; ends the process (typenames.witx 692).
    pub const SYS: Self = Self(30);
}
