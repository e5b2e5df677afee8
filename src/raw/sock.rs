//! Sockets: the flags of the `sock_…` functions.
//!
//! Preview 1 cannot create a socket. It can accept, receive, send and shut down on a socket that
//! the host passes in. Many hosts lack `sock_accept`, so most programs use none of these types.

bitflags::bitflags! {
    /// The options of `sock_recv` (typenames.witx 697).
    ///
    /// The type can hold bits without a name.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::raw::Riflags;
    ///
    /// let peek_header = Riflags::RECV_PEEK | Riflags::RECV_WAITALL;
    /// assert_eq!(peek_header.bits(), 3);
    /// ```
    #[repr(transparent)]
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct Riflags: u16 {
        /// Leave the message in the queue, so that the next call receives it again
        /// (typenames.witx 700).
        const RECV_PEEK = 1 << 0;
        /// On a byte-stream socket, wait until the buffers are full (typenames.witx 702).
        const RECV_WAITALL = 1 << 1;
    }
}

bitflags::bitflags! {
    /// The properties of a message that `sock_recv` received (typenames.witx 707).
    ///
    /// Bits without a name are kept.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::raw::Roflags;
    ///
    /// let flags = Roflags::from_bits_retain(0b11);
    /// assert!(flags.contains(Roflags::RECV_DATA_TRUNCATED));
    /// ```
    #[repr(transparent)]
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct Roflags: u16 {
        /// The message was longer than the buffers, and the rest is lost (typenames.witx 710).
        const RECV_DATA_TRUNCATED = 1 << 0;
    }
}

/// The options of `sock_send`: none are defined, so the value is always 0 (typenames.witx 716).
///
/// The specification defines an integer here, not a set of flags.
pub type Siflags = u16;

bitflags::bitflags! {
    /// The directions of a socket that `sock_shutdown` closes (typenames.witx 719).
    ///
    /// The type can hold bits without a name.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::raw::Sdflags;
    ///
    /// let both = Sdflags::RD | Sdflags::WR;
    /// assert_eq!(both, Sdflags::all());
    /// ```
    #[repr(transparent)]
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct Sdflags: u8 {
        /// Receiving (typenames.witx 722).
        const RD = 1 << 0;
        /// Sending (typenames.witx 724).
        const WR = 1 << 1;
    }
}
