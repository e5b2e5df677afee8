//! Error numbers: the result of every function except `proc_exit`.
//!
//! [`Errno`] is a newtype with constants and not an `enum`, because hosts also return numbers that
//! the specification does not list (WAMR and others return numbers above 76). An `enum` with such a
//! value would be undefined behaviour. Names and messages of errors are in `crate::sys`, so that a
//! program that prints none contains none.

/// The result of a call: [`SUCCESS`](Self::SUCCESS), or the reason for a failure
/// (typenames.witx 38).
///
/// The list is close to that of POSIX, but the numbers are preview 1's own. A host can return a
/// number that has no constant here.
///
/// # Examples
///
/// ```
/// use nanowasi::raw::Errno;
///
/// // The functions of this module return an `i32`, of which the lower 16 bits are the errno.
/// let returned: i32 = 44;
/// assert!(Errno(returned as u16) == Errno::NOENT);
/// ```
#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Errno(pub u16);

impl Errno {
    /// The call succeeded (typenames.witx 41).
    pub const SUCCESS: Self = Self(0);
    /// The argument list is longer than the host accepts; `2big` in the specification
    /// (typenames.witx 43).
    pub const TOOBIG: Self = Self(1);
    /// The permissions forbid the operation; other hosts return [`PERM`](Self::PERM) or
    /// [`NOTCAPABLE`](Self::NOTCAPABLE) for the same reason (typenames.witx 45).
    pub const ACCES: Self = Self(2);
    /// The address is in use (typenames.witx 47).
    pub const ADDRINUSE: Self = Self(3);
    /// The address is not available (typenames.witx 49).
    pub const ADDRNOTAVAIL: Self = Self(4);
    /// The host does not support this address family (typenames.witx 51).
    pub const AFNOSUPPORT: Self = Self(5);
    /// The call would block, and the descriptor is non-blocking (typenames.witx 53).
    pub const AGAIN: Self = Self(6);
    /// A connection attempt is already in progress (typenames.witx 55).
    pub const ALREADY: Self = Self(7);
    /// The descriptor is not open, or not open for this operation (typenames.witx 57).
    pub const BADF: Self = Self(8);
    /// The message is malformed (typenames.witx 59).
    pub const BADMSG: Self = Self(9);
    /// The device or resource is in use (typenames.witx 61).
    pub const BUSY: Self = Self(10);
    /// The operation was canceled (typenames.witx 63).
    pub const CANCELED: Self = Self(11);
    /// There is no child process (typenames.witx 65).
    pub const CHILD: Self = Self(12);
    /// The connection was aborted (typenames.witx 67).
    pub const CONNABORTED: Self = Self(13);
    /// The other side refused the connection (typenames.witx 69).
    pub const CONNREFUSED: Self = Self(14);
    /// The other side reset the connection (typenames.witx 71).
    pub const CONNRESET: Self = Self(15);
    /// Waiting would end in a deadlock (typenames.witx 73).
    pub const DEADLK: Self = Self(16);
    /// A destination address is required (typenames.witx 75).
    pub const DESTADDRREQ: Self = Self(17);
    /// The argument is outside the function's domain (typenames.witx 77).
    pub const DOM: Self = Self(18);
    /// The quota is used up; reserved (typenames.witx 79).
    pub const DQUOT: Self = Self(19);
    /// The file already exists (typenames.witx 81).
    pub const EXIST: Self = Self(20);
    /// A pointer lies outside the memory of the module (typenames.witx 83).
    pub const FAULT: Self = Self(21);
    /// The file would be too large (typenames.witx 85).
    pub const FBIG: Self = Self(22);
    /// The other machine is unreachable (typenames.witx 87).
    pub const HOSTUNREACH: Self = Self(23);
    /// The identifier was removed (typenames.witx 89).
    pub const IDRM: Self = Self(24);
    /// The bytes are not valid text, for example a path that is not UTF-8 (typenames.witx 91).
    pub const ILSEQ: Self = Self(25);
    /// The operation has started and is in progress (typenames.witx 93).
    pub const INPROGRESS: Self = Self(26);
    /// The call was interrupted before it did anything; wasmtime returns it for a read of standard
    /// input that yields no bytes, such as one into an empty buffer (typenames.witx 95).
    pub const INTR: Self = Self(27);
    /// An argument is invalid (typenames.witx 97).
    pub const INVAL: Self = Self(28);
    /// Input or output failed (typenames.witx 99).
    pub const IO: Self = Self(29);
    /// The socket is already connected (typenames.witx 101).
    pub const ISCONN: Self = Self(30);
    /// The file is a directory (typenames.witx 103).
    pub const ISDIR: Self = Self(31);
    /// A path leads through too many symbolic links, or names a link that must not be followed
    /// (typenames.witx 105).
    pub const LOOP: Self = Self(32);
    /// This process has too many files open (typenames.witx 107).
    pub const MFILE: Self = Self(33);
    /// The file has too many links (typenames.witx 109).
    pub const MLINK: Self = Self(34);
    /// The message is too long (typenames.witx 111).
    pub const MSGSIZE: Self = Self(35);
    /// The path spans several machines; reserved (typenames.witx 113).
    pub const MULTIHOP: Self = Self(36);
    /// The name or path is too long (typenames.witx 115).
    pub const NAMETOOLONG: Self = Self(37);
    /// The network is down (typenames.witx 117).
    pub const NETDOWN: Self = Self(38);
    /// The network dropped the connection (typenames.witx 119).
    pub const NETRESET: Self = Self(39);
    /// The network is unreachable (typenames.witx 121).
    pub const NETUNREACH: Self = Self(40);
    /// The whole system has too many files open (typenames.witx 123).
    pub const NFILE: Self = Self(41);
    /// The system is out of buffers (typenames.witx 125).
    pub const NOBUFS: Self = Self(42);
    /// There is no such device (typenames.witx 127).
    pub const NODEV: Self = Self(43);
    /// There is no such file or directory (typenames.witx 129).
    pub const NOENT: Self = Self(44);
    /// The file is not executable (typenames.witx 131).
    pub const NOEXEC: Self = Self(45);
    /// The system is out of locks (typenames.witx 133).
    pub const NOLCK: Self = Self(46);
    /// The link to another machine was severed; reserved (typenames.witx 135).
    pub const NOLINK: Self = Self(47);
    /// Out of memory (typenames.witx 137).
    pub const NOMEM: Self = Self(48);
    /// There is no message of that kind (typenames.witx 139).
    pub const NOMSG: Self = Self(49);
    /// The protocol has no such option (typenames.witx 141).
    pub const NOPROTOOPT: Self = Self(50);
    /// The device has no space left (typenames.witx 143).
    pub const NOSPC: Self = Self(51);
    /// The host does not have this function; in a native build, every function returns it
    /// (typenames.witx 145).
    pub const NOSYS: Self = Self(52);
    /// The socket is not connected (typenames.witx 147).
    pub const NOTCONN: Self = Self(53);
    /// The file, or a part of the path, is not a directory (typenames.witx 149).
    pub const NOTDIR: Self = Self(54);
    /// The directory is not empty (typenames.witx 151).
    pub const NOTEMPTY: Self = Self(55);
    /// The state is not recoverable (typenames.witx 153).
    pub const NOTRECOVERABLE: Self = Self(56);
    /// The descriptor is not a socket (typenames.witx 155).
    pub const NOTSOCK: Self = Self(57);
    /// The host has the function, but not for this descriptor or argument (typenames.witx 157).
    pub const NOTSUP: Self = Self(58);
    /// The device has no such control operation (typenames.witx 159).
    pub const NOTTY: Self = Self(59);
    /// There is no such device or address (typenames.witx 161).
    pub const NXIO: Self = Self(60);
    /// The result does not fit its type (typenames.witx 163).
    pub const OVERFLOW: Self = Self(61);
    /// The previous owner of the lock died (typenames.witx 165).
    pub const OWNERDEAD: Self = Self(62);
    /// The operation is not permitted; wasmtime returns it for a path that leaves its directory
    /// (typenames.witx 167).
    pub const PERM: Self = Self(63);
    /// The other end of the pipe is closed (typenames.witx 169).
    pub const PIPE: Self = Self(64);
    /// The other side violated the protocol (typenames.witx 171).
    pub const PROTO: Self = Self(65);
    /// The host does not support this protocol (typenames.witx 173).
    pub const PROTONOSUPPORT: Self = Self(66);
    /// The protocol does not fit this kind of socket (typenames.witx 175).
    pub const PROTOTYPE: Self = Self(67);
    /// The result is out of range (typenames.witx 177).
    pub const RANGE: Self = Self(68);
    /// The file system is read-only (typenames.witx 179).
    pub const ROFS: Self = Self(69);
    /// The descriptor cannot seek, for example a pipe (typenames.witx 181).
    pub const SPIPE: Self = Self(70);
    /// There is no such process (typenames.witx 183).
    pub const SRCH: Self = Self(71);
    /// The file handle is stale; reserved (typenames.witx 185).
    pub const STALE: Self = Self(72);
    /// The operation timed out (typenames.witx 187).
    pub const TIMEDOUT: Self = Self(73);
    /// The program file is being executed (typenames.witx 189).
    pub const TXTBSY: Self = Self(74);
    /// The two names are on different devices (typenames.witx 191).
    pub const XDEV: Self = Self(75);
    /// The descriptor lacks a right; preview 1's own addition to POSIX (typenames.witx 193).
    pub const NOTCAPABLE: Self = Self(76);
}
