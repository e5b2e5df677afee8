//! Sockets: the flags of the `sock_…` functions.
//!
//! Preview 1 cannot make a socket; it can accept, receive, send and shut down on one that the host
//! passed in. Many hosts lack `sock_accept` altogether, so these types have a file that most
//! programs never touch. They stand on nothing but `bitflags`.

bitflags::bitflags! {
    /// How `sock_recv` receives (typenames.witx 697).
    ///
    /// Bits without a name can be held.
    #[repr(transparent)]
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct Riflags: u16 {
        /// Leave the message in the queue, to be received again (typenames.witx 700).
        const RECV_PEEK = 1 << 0;
        /// On a stream of bytes, wait until the buffers are full (typenames.witx 702).
        const RECV_WAITALL = 1 << 1;
    }
}

bitflags::bitflags! {
    /// What `sock_recv` tells about the message (typenames.witx 707).
    ///
    /// Bits without a name are kept.
    #[repr(transparent)]
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct Roflags: u16 {
        /// It was longer than the buffers, and the rest is lost (typenames.witx 710).
        const RECV_DATA_TRUNCATED = 1 << 0;
    }
}

/// How `sock_send` sends: there are no flags, so it is always 0 (typenames.witx 716).
///
/// The specification has a plain integer here, not an empty set of flags; so it is one.
pub type Siflags = u16;

bitflags::bitflags! {
    /// Which directions of a socket `sock_shutdown` ends (typenames.witx 719).
    ///
    /// Bits without a name can be held.
    #[repr(transparent)]
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct Sdflags: u8 {
        /// Receiving (typenames.witx 722).
        const RD = 1 << 0;
        /// Sending (typenames.witx 724).
        const WR = 1 << 1;
    }
}
