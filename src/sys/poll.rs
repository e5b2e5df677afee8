//! `poll_oneoff`: waiting for clocks and descriptors.
//!
//! The safety argument: a [`Subscription`] is only made with the member of its union that its tag
//! names, and carries the lifetime of its descriptor.

use core::cell::UnsafeCell;
use core::fmt;
use core::marker::PhantomData;
use core::mem::MaybeUninit;
use core::slice;

use super::{BorrowedFd, Errno, UNSET};
use crate::raw::{
    self, Clockid, Event, EventFdReadwrite, Eventrwflags, Eventtype, Subclockflags,
    SubscriptionClock, SubscriptionFdReadwrite, SubscriptionU, SubscriptionUU, Timestamp, Userdata,
};

/// One thing to wait for, in the ABI's layout.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct Subscription<'fd> {
    subscription: raw::Subscription,
    fd: PhantomData<BorrowedFd<'fd>>,
}

impl<'fd> Subscription<'fd> {
    const fn new(userdata: Userdata, tag: Eventtype, u: SubscriptionUU) -> Self {
        Self {
            subscription: raw::Subscription {
                userdata,
                u: SubscriptionU { tag, u },
            },
            fd: PhantomData,
        }
    }

    /// A clock, `timeout` nanoseconds from now, or at that time if `flags` say so. Hosts may be late by
    /// `precision`.
    ///
    /// Only [`Clockid::MONOTONIC`] from now is what every host can do: others hang.
    #[inline]
    #[must_use]
    pub const fn clock(
        userdata: Userdata,
        id: Clockid,
        timeout: Timestamp,
        precision: Timestamp,
        flags: Subclockflags,
    ) -> Self {
        let clock = SubscriptionClock {
            id,
            timeout,
            precision,
            flags,
        };
        Self::new(userdata, Eventtype::CLOCK, SubscriptionUU { clock })
    }

    /// A descriptor that has something to read, or is at its end.
    #[inline]
    #[must_use]
    pub const fn fd_read(userdata: Userdata, fd: BorrowedFd<'fd>) -> Self {
        let fd_read = SubscriptionFdReadwrite {
            file_descriptor: fd.raw(),
        };
        Self::new(userdata, Eventtype::FD_READ, SubscriptionUU { fd_read })
    }

    /// A descriptor that has room to write.
    #[inline]
    #[must_use]
    pub const fn fd_write(userdata: Userdata, fd: BorrowedFd<'fd>) -> Self {
        let fd_write = SubscriptionFdReadwrite {
            file_descriptor: fd.raw(),
        };
        Self::new(userdata, Eventtype::FD_WRITE, SubscriptionUU { fd_write })
    }
}

impl fmt::Debug for Subscription<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Subscription")
            .field("userdata", &self.subscription.userdata)
            .field("tag", &self.subscription.u.tag)
            .finish_non_exhaustive()
    }
}

/// An event that no host has written: its type has no name.
pub const UNSET_EVENT: Event = Event {
    userdata: Userdata::MAX,
    error: Errno::SUCCESS,
    r#type: Eventtype(u8::MAX),
    fd_readwrite: EventFdReadwrite {
        nbytes: 0,
        flags: Eventrwflags::empty(),
    },
};

/// Waits until one or more of the subscriptions come about, and answers the events that the host wrote.
///
/// At least one subscription is needed (with none, pywasm 2.2 and WAMR hang); a relative monotonic clock is
/// the only timeout that every host knows. A host that doesn't say how many events it wrote, or says
/// more than there were subscriptions, gets the benefit of the doubt: then the answer has all of
/// them, and each that it did not write is a [`UNSET_EVENT`].
///
/// # Errors
///
/// `INVAL` if there is no subscription, or room for fewer events; or else what the host answers.
pub fn poll_oneoff<'events>(
    subscriptions: &[Subscription<'_>],
    events: &'events mut [Event],
) -> Result<&'events [Event], Errno> {
    let Some(events) = events.get_mut(..subscriptions.len()) else {
        return Err(Errno::INVAL);
    };
    if events.is_empty() {
        return Err(Errno::INVAL);
    }
    events.fill(UNSET_EVENT);
    let mut happened = UNSET;
    // SAFETY: both slices are valid for as many records as there are subscriptions, the local for
    // the write. `Subscription` has the layout of the host's, each with the member of its union that
    // its tag names, and borrows its descriptor.
    let returned = unsafe {
        raw::poll_oneoff(
            subscriptions.as_ptr().cast(),
            events.as_mut_ptr(),
            subscriptions.len(),
            &raw mut happened,
        )
    };
    Errno::check(returned)?;
    Ok(events.get(..happened).unwrap_or(events))
}

/// What is a value where all bytes are zero.
///
/// # Safety
///
/// - So it is.
pub(crate) unsafe trait Zeroable {}

// SAFETY: integers, and a union of integers; the tag 0 is that of a clock, which is a member of it.
unsafe impl Zeroable for Subscription<'_> {}

// SAFETY: integers.
unsafe impl Zeroable for Event {}

/// An array with one element more than can be written as a type.
#[derive(Debug)]
#[repr(C)]
pub(crate) struct ArrayPlusOne<T, const N: usize> {
    most: [T; N],
    last: T,
}

impl<T: Zeroable, const N: usize> ArrayPlusOne<T, N> {
    /// All zeros, which costs less code than any other value.
    #[inline]
    pub(crate) const fn zeroed() -> Self {
        const { assert!(size_of::<Self>() == size_of::<[T; N]>() + size_of::<T>()) };
        // SAFETY: `Zeroable` says that it may.
        unsafe { MaybeUninit::zeroed().assume_init() }
    }

    #[inline]
    pub(crate) const fn as_mut_slice(&mut self) -> &mut [T] {
        // SAFETY: `repr(C)` puts the last element behind the others, without a gap since all have the
        // alignment of `T`; so these are `N + 1` elements, borrowed uniquely.
        unsafe { slice::from_raw_parts_mut(core::ptr::from_mut(self).cast(), N + 1) }
    }
}

/// Waits until the host says that `fd` takes bytes. What it answers means nothing: many hosts can't wait
/// for every descriptor, and the next write tells.
///
/// The records are static: they are as good as new after a call, and all zeros before.
///
/// A function of its own where there is no bulk memory: of the hosts that such modules are built for, wasm3 0.4.7 lacks the
/// import, and refuses the function that calls it, when it gets there. Inlined, that can be the one that prints.
#[cfg_attr(not(target_feature = "bulk-memory"), inline(never))]
pub(super) fn wait_writable(fd: raw::Fd) {
    struct Records(
        UnsafeCell<raw::Subscription>,
        UnsafeCell<MaybeUninit<Event>>,
        UnsafeCell<usize>,
    );
    // SAFETY: on wasm there is one thread (`static_cell.rs` checks it); natively the host is a twin that
    // touches nothing, and only `fd` and `tag` are written, below, under a lock.
    unsafe impl Sync for Records {}

    static RECORDS: Records = Records(
        UnsafeCell::new(raw::Subscription {
            userdata: 0,
            u: SubscriptionU {
                tag: Eventtype::CLOCK,
                u: SubscriptionUU {
                    clock: SubscriptionClock {
                        id: Clockid::REALTIME,
                        timeout: 0,
                        precision: 0,
                        flags: Subclockflags::empty(),
                    },
                },
            },
        }),
        UnsafeCell::new(MaybeUninit::zeroed()),
        UnsafeCell::new(0),
    );
    #[cfg(not(target_family = "wasm"))]
    static LOCK: std::sync::Mutex<()> = std::sync::Mutex::new(());
    #[cfg(not(target_family = "wasm"))]
    let _held = LOCK.lock();

    let subscription = RECORDS.0.get();
    // SAFETY: the records are valid, and nobody else has them now. The event and the count are never
    // read.
    unsafe {
        (*subscription).u.tag = Eventtype::FD_WRITE;
        (*subscription).u.u.fd_write.file_descriptor = fd;
        raw::poll_oneoff(subscription, RECORDS.1.get().cast(), 1, RECORDS.2.get());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sys::STDIN;

    #[test]
    fn an_array_has_one_element_more() {
        let mut array = ArrayPlusOne::<Event, 3>::zeroed();
        array.as_mut_slice().fill(UNSET_EVENT);
        assert_eq!(array.as_mut_slice().len(), 4);
        assert_eq!(array.last.userdata, Userdata::MAX);
        assert_eq!(ArrayPlusOne::<Event, 0>::zeroed().as_mut_slice().len(), 1);
    }

    /// A host that is asked for nothing hangs, and one that is given less room than it was told writes
    /// over what lies behind.
    #[test]
    fn no_host_is_asked_for_nothing_or_given_too_little_room() {
        let input = Subscription::fd_read(0, STDIN);
        let mut events = [UNSET_EVENT; 2];
        for (asked, room) in [(0, 0), (0, 2), (1, 0), (3, 2)] {
            let result = poll_oneoff(&[input; 3][..asked], &mut events[..room]);
            assert_eq!(result.err(), Some(Errno::INVAL), "{asked} in {room}");
        }
        // The native twin has the last word where the request can be made.
        assert_eq!(poll_oneoff(&[input], &mut events).err(), Some(Errno::NOSYS));
    }
}
