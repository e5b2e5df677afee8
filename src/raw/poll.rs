//! Waiting: clocks, and the subscriptions and events of `poll_oneoff`.
//!
//! One call is all that preview 1 has for sleeping, timeouts and readiness, and its records are the
//! most intricate of the interface: a tagged union inside a record, whose padding differs from what
//! a reader would guess. Hence their own file. They stand on the scalars of `mod.rs` and on
//! [`Errno`].

use super::{Errno, Fd, Filesize, Timestamp, Userdata};

/// A clock of the host (typenames.witx 17).
///
/// Pass only these: wasmtime and wasmi trap on any other number.
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Clockid(pub u32);

impl Clockid {
    /// The time of day, counted from the start of 1970 in UTC; it can be set back
    /// (typenames.witx 21).
    pub const REALTIME: Self = Self(0);
    /// A clock that never goes back, counted from an arbitrary moment (typenames.witx 26).
    pub const MONOTONIC: Self = Self(1);
    /// The processor time that this process has used; many hosts refuse it (typenames.witx 28).
    pub const PROCESS_CPUTIME_ID: Self = Self(2);
    /// The processor time that this thread has used; many hosts refuse it (typenames.witx 30).
    pub const THREAD_CPUTIME_ID: Self = Self(3);
}

/// What a subscription waits for and an event reports (typenames.witx 487).
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Eventtype(pub u8);

impl Eventtype {
    /// A clock has reached the time of a [`SubscriptionClock`] (typenames.witx 491).
    pub const CLOCK: Self = Self(0);
    /// There is something to read; always so for a regular file (typenames.witx 494).
    pub const FD_READ: Self = Self(1);
    /// There is room to write; always so for a regular file (typenames.witx 497).
    pub const FD_WRITE: Self = Self(2);
}

bitflags::bitflags! {
    /// What more an event tells about its descriptor (typenames.witx 503).
    ///
    /// Bits without a name are kept.
    #[repr(transparent)]
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct Eventrwflags: u16 {
        /// The other side has closed (typenames.witx 506).
        const FD_READWRITE_HANGUP = 1 << 0;
    }
}

/// What an event of type [`Eventtype::FD_READ`] or [`Eventtype::FD_WRITE`] carries
/// (typenames.witx 512).
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct EventFdReadwrite {
    /// How many bytes can be read or written; a hint, and on some hosts a constant
    /// (typenames.witx 515).
    pub nbytes: Filesize,
    /// What more there is to tell (typenames.witx 517).
    pub flags: Eventrwflags,
}

assert_layout!(struct EventFdReadwrite, size 16, align 8, { nbytes at 0, flags at 8 });

/// Something that happened: the answer to one subscription (typenames.witx 522).
///
/// It has no `Debug`, since this layer leaves printing an [`Errno`] to `crate::sys`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Event {
    /// The value that the subscription carried (typenames.witx 525).
    pub userdata: Userdata,
    /// Why this subscription failed, or [`Errno::SUCCESS`] (typenames.witx 527).
    pub error: Errno,
    /// What happened (typenames.witx 529).
    pub r#type: Eventtype,
    /// About the descriptor; without meaning for [`Eventtype::CLOCK`] (typenames.witx 532).
    pub fd_readwrite: EventFdReadwrite,
}

assert_layout!(struct Event, size 32, align 8, {
    userdata at 0,
    error at 8,
    r#type at 10,
    fd_readwrite at 16,
});

bitflags::bitflags! {
    /// How the time of a [`SubscriptionClock`] is meant (typenames.witx 538).
    ///
    /// Bits without a name can be held.
    #[repr(transparent)]
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct Subclockflags: u16 {
        /// As a point in time, not a span from now; many hosts refuse that or hang
        /// (typenames.witx 545).
        const SUBSCRIPTION_CLOCK_ABSTIME = 1 << 0;
    }
}

/// A subscription to a clock (typenames.witx 550).
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct SubscriptionClock {
    /// Which clock (typenames.witx 553).
    pub id: Clockid,
    /// When, or after how long, in nanoseconds (typenames.witx 555).
    pub timeout: Timestamp,
    /// By how many nanoseconds the host may be late to wake the program for several things at once
    /// (typenames.witx 558).
    pub precision: Timestamp,
    /// Whether `timeout` is a point or a span (typenames.witx 560).
    pub flags: Subclockflags,
}

assert_layout!(struct SubscriptionClock, size 32, align 8, {
    id at 0,
    timeout at 8,
    precision at 16,
    flags at 24,
});

/// A subscription to a descriptor (typenames.witx 566).
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct SubscriptionFdReadwrite {
    /// Which descriptor (typenames.witx 569).
    pub file_descriptor: Fd,
}

assert_layout!(struct SubscriptionFdReadwrite, size 4, align 4, { file_descriptor at 0 });

/// The contents of a [`SubscriptionU`], told apart by its tag (typenames.witx 574).
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

/// What a subscription waits for (typenames.witx 574).
#[repr(C)]
#[derive(Clone, Copy)]
pub struct SubscriptionU {
    /// Which member of `u` is meant (typenames.witx 576).
    pub tag: Eventtype,
    /// The contents (typenames.witx 574).
    pub u: SubscriptionUU,
}

assert_layout!(struct SubscriptionU, size 40, align 8, { tag at 0, u at 8 });

/// One thing to wait for (typenames.witx 584).
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Subscription {
    /// A value that comes back in the event (typenames.witx 588).
    pub userdata: Userdata,
    /// What to wait for (typenames.witx 590).
    pub u: SubscriptionU,
}

assert_layout!(struct Subscription, size 48, align 8, { userdata at 0, u at 8 });
