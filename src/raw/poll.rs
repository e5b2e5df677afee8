//! Waiting: clocks, and the subscriptions and events of `poll_oneoff`.
//!
//! `poll_oneoff` is preview 1's only function for sleeping, timeouts and readiness. Its records are
//! the most intricate of the interface: a tagged union inside a record, with padding that a reader
//! would not expect. The file uses the scalars of `mod.rs` and [`Errno`].

use super::{Errno, Fd, Filesize, Timestamp, Userdata};

/// A clock of the host (typenames.witx 17).
///
/// Pass only these constants to a host: wasmtime and wasmi trap on any other number.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::raw::{self, Clockid};
///
/// let mut now = 0;
/// // SAFETY: `now` is valid for the write.
/// assert_eq!(unsafe { raw::clock_time_get(Clockid::REALTIME, 1, &mut now) }, 0);
/// assert!(now > 1_700_000_000_000_000_000); // nanoseconds since 1970
/// ```
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Clockid(pub u32);

impl Clockid {
    /// The time of day, since the start of 1970 in UTC; it can be set back
    /// (typenames.witx 21).
    pub const REALTIME: Self = Self(0);
    /// A clock that is never set back, since an arbitrary point in time (typenames.witx 26).
    pub const MONOTONIC: Self = Self(1);
    /// The processor time that this process has used; many hosts refuse it (typenames.witx 28).
    pub const PROCESS_CPUTIME_ID: Self = Self(2);
    /// The processor time that this thread has used; many hosts refuse it (typenames.witx 30).
    pub const THREAD_CPUTIME_ID: Self = Self(3);
}

/// The kind of a subscription and of its event (typenames.witx 487).
///
/// # Examples
///
/// ```
/// use nanowasi::raw::Eventtype;
///
/// let wait_for_input = true;
/// let tag = if wait_for_input { Eventtype::FD_READ } else { Eventtype::FD_WRITE };
/// assert_eq!(tag, Eventtype(1));
/// ```
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Eventtype(pub u8);

impl Eventtype {
    /// A clock has reached the time of a [`SubscriptionClock`] (typenames.witx 491).
    pub const CLOCK: Self = Self(0);
    /// The descriptor has data to read; a regular file always has (typenames.witx 494).
    pub const FD_READ: Self = Self(1);
    /// The descriptor accepts a write; a regular file always does (typenames.witx 497).
    pub const FD_WRITE: Self = Self(2);
}

bitflags::bitflags! {
    /// The state of the descriptor of an event (typenames.witx 503).
    ///
    /// Bits without a name are kept.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::raw::Eventrwflags;
    ///
    /// let flags = Eventrwflags::from_bits_retain(1);
    /// assert!(flags.contains(Eventrwflags::FD_READWRITE_HANGUP));
    /// ```
    #[repr(transparent)]
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct Eventrwflags: u16 {
        /// The other side has closed its end (typenames.witx 506).
        const FD_READWRITE_HANGUP = 1 << 0;
    }
}

/// The payload of an event of type [`Eventtype::FD_READ`] or [`Eventtype::FD_WRITE`]
/// (typenames.witx 512).
///
/// # Examples
///
/// ```
/// use nanowasi::raw::{EventFdReadwrite, Eventrwflags};
///
/// let end_of_input =
///     EventFdReadwrite { nbytes: 0, flags: Eventrwflags::FD_READWRITE_HANGUP };
/// assert_eq!(end_of_input.nbytes, 0);
/// ```
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct EventFdReadwrite {
    /// The number of bytes that can be read or written; a hint, and a constant on some hosts
    /// (typenames.witx 515).
    pub nbytes: Filesize,
    /// The state of the descriptor (typenames.witx 517).
    pub flags: Eventrwflags,
}

assert_layout!(struct EventFdReadwrite, size 16, align 8, { nbytes at 0, flags at 8 });

/// An event: the result of one subscription (typenames.witx 522).
///
/// The type has no `Debug`, because this layer leaves printing an [`Errno`] to `crate::sys`.
///
/// # Examples
///
/// ```
/// use nanowasi::raw::{Errno, Event, Eventtype};
///
/// fn is_timeout(event: &Event) -> bool {
///     event.error == Errno::SUCCESS && event.r#type == Eventtype::CLOCK
/// }
/// # assert!(is_timeout(&unsafe { nanowasi::mem::zeroed() }));
/// ```
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Event {
    /// The value from the subscription (typenames.witx 525).
    pub userdata: Userdata,
    /// The reason why this subscription failed, or [`Errno::SUCCESS`] (typenames.witx 527).
    pub error: Errno,
    /// The kind of the event (typenames.witx 529).
    pub r#type: Eventtype,
    /// The state of the descriptor; without meaning for [`Eventtype::CLOCK`] (typenames.witx 532).
    pub fd_readwrite: EventFdReadwrite,
}

assert_layout!(struct Event, size 32, align 8, {
    userdata at 0,
    error at 8,
    r#type at 10,
    fd_readwrite at 16,
});

bitflags::bitflags! {
    /// The meaning of the time of a [`SubscriptionClock`] (typenames.witx 538).
    ///
    /// The type can hold bits without a name.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::raw::Subclockflags;
    ///
    /// let relative = Subclockflags::empty(); // what every host supports
    /// assert_eq!(relative.bits(), 0);
    /// ```
    #[repr(transparent)]
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct Subclockflags: u16 {
        /// The time is a point in time, not a duration; many hosts return an error or hang
        /// (typenames.witx 545).
        const SUBSCRIPTION_CLOCK_ABSTIME = 1 << 0;
    }
}

/// The payload of a subscription to a clock (typenames.witx 550).
///
/// # Examples
///
/// ```
/// use nanowasi::raw::{Clockid, Subclockflags, SubscriptionClock};
///
/// let in_a_second = SubscriptionClock {
///     id: Clockid::MONOTONIC,
///     timeout: 1_000_000_000,
///     precision: 0,
///     flags: Subclockflags::empty(),
/// };
/// # assert_eq!(in_a_second.precision, 0);
/// ```
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct SubscriptionClock {
    /// The clock (typenames.witx 553).
    pub id: Clockid,
    /// The point in time or the duration, in nanoseconds (typenames.witx 555).
    pub timeout: Timestamp,
    /// The delay that the host may add, in nanoseconds, so that it reports several events together
    /// (typenames.witx 558).
    pub precision: Timestamp,
    /// Whether `timeout` is a point in time or a duration (typenames.witx 560).
    pub flags: Subclockflags,
}

assert_layout!(struct SubscriptionClock, size 32, align 8, {
    id at 0,
    timeout at 8,
    precision at 16,
    flags at 24,
});

/// The payload of a subscription to a descriptor (typenames.witx 566).
///
/// # Examples
///
/// ```
/// use nanowasi::raw::SubscriptionFdReadwrite;
///
/// let stdin = SubscriptionFdReadwrite { file_descriptor: 0 };
/// # assert_eq!(stdin.file_descriptor, 0);
/// ```
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct SubscriptionFdReadwrite {
    /// The descriptor (typenames.witx 569).
    pub file_descriptor: Fd,
}

assert_layout!(struct SubscriptionFdReadwrite, size 4, align 4, { file_descriptor at 0 });

/// The payload of a [`SubscriptionU`]; its tag says which member is valid (typenames.witx 574).
///
/// # Examples
///
/// ```
/// use nanowasi::raw::{SubscriptionFdReadwrite, SubscriptionUU};
///
/// let u = SubscriptionUU { fd_write: SubscriptionFdReadwrite { file_descriptor: 1 } };
/// // SAFETY: `fd_write` is the member that was written.
/// assert_eq!(unsafe { u.fd_write }.file_descriptor, 1);
/// ```
#[repr(C)]
#[derive(Clone, Copy)]
pub union SubscriptionUU {
    /// For [`Eventtype::CLOCK`] (typenames.witx 577).
    pub clock: SubscriptionClock,
    /// For [`Eventtype::FD_READ`] (typenames.witx 578).
    pub fd_read: SubscriptionFdReadwrite,
    /// For [`Eventtype::FD_WRITE`] (typenames.witx 579).
    pub fd_write: SubscriptionFdReadwrite,
}

assert_layout!(union SubscriptionUU, size 32, align 8, {
    clock at 0,
    fd_read at 0,
    fd_write at 0,
});

/// The condition that a subscription waits for (typenames.witx 574).
///
/// # Examples
///
/// ```
/// use nanowasi::raw::{Eventtype, SubscriptionFdReadwrite, SubscriptionU, SubscriptionUU};
///
/// fn readable(file_descriptor: u32) -> SubscriptionU {
///     let fd_read = SubscriptionFdReadwrite { file_descriptor };
///     SubscriptionU { tag: Eventtype::FD_READ, u: SubscriptionUU { fd_read } }
/// }
/// # assert_eq!(readable(0).tag, Eventtype::FD_READ);
/// ```
#[repr(C)]
#[derive(Clone, Copy)]
pub struct SubscriptionU {
    /// The member of `u` that is valid (typenames.witx 576).
    pub tag: Eventtype,
    /// The payload (typenames.witx 574).
    pub u: SubscriptionUU,
}

assert_layout!(struct SubscriptionU, size 40, align 8, { tag at 0, u at 8 });

/// A subscription: a condition for `poll_oneoff` to wait for (typenames.witx 584).
///
/// See [`poll_oneoff`](super::poll_oneoff) for an example with its event.
///
/// # Examples
///
/// ```
/// use nanowasi::raw::{Clockid, Eventtype, Subclockflags};
/// use nanowasi::raw::{Subscription, SubscriptionClock, SubscriptionU, SubscriptionUU};
///
/// fn timer(userdata: u64, timeout: u64) -> Subscription {
///     let flags = Subclockflags::empty();
///     let clock = SubscriptionClock { id: Clockid::MONOTONIC, timeout, precision: 0, flags };
///     let u = SubscriptionU { tag: Eventtype::CLOCK, u: SubscriptionUU { clock } };
///     Subscription { userdata, u }
/// }
/// # assert_eq!(timer(7, 1).userdata, 7);
/// ```
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Subscription {
    /// A value that the host copies to the event (typenames.witx 588).
    pub userdata: Userdata,
    /// The condition (typenames.witx 590).
    pub u: SubscriptionU,
}

assert_layout!(struct Subscription, size 48, align 8, { userdata at 0, u at 8 });
