//! `poll_oneoff`: waiting for clocks and descriptors.
//!
//! The safety argument:
//!
//! - A [`Subscription`] is only made with the member of its union that its tag names, and carries
//!   the lifetime of its descriptor.
//! - Records are passed to the host with their length, and events are initialized before the call.
//! - [`wait_writable`] has the only access to its static records.

use core::cell::UnsafeCell;
use core::fmt;
use core::marker::PhantomData;
use core::mem::MaybeUninit;
use core::slice;

use super::Errno;
use super::fd::BorrowedFd;
use super::response::UNSET;
use crate::raw::{
    self, Clockid, Event, EventFdReadwrite, Eventrwflags, Eventtype, Subclockflags,
    SubscriptionClock, SubscriptionFdReadwrite, SubscriptionU, SubscriptionUU, Timestamp, Userdata,
};

/// A clock or a descriptor to wait for, in the host's layout.
///
/// The `userdata` is copied to the event, so that a program knows which subscription it is for.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::sys::{self, STDIN, Subscription, UNSET_EVENT};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let subscriptions = [Subscription::fd_read(7, STDIN)];
/// let mut events = [UNSET_EVENT];
/// for event in sys::poll_oneoff(&subscriptions, &mut events)? {
///     assert_eq!(event.userdata, 7);
/// }
/// # Ok(())
/// # }
/// ```
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

    /// Returns a subscription to a clock: `timeout` nanoseconds from now.
    ///
    /// With `SUBSCRIPTION_CLOCK_ABSTIME` in `flags`, `timeout` is the time of the clock itself. The
    /// host may be late by `precision` nanoseconds.
    ///
    /// Only [`Clockid::MONOTONIC`] with a relative time works on every host. Some hosts hang with
    /// others.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::raw::{Clockid, Eventtype, Subclockflags};
    /// use nanowasi::sys::{self, Subscription, UNSET_EVENT};
    /// # fn main() -> nanowasi::io::Result<()> {
    ///
    /// let (millisecond, flags) = (1_000_000, Subclockflags::empty());
    /// let clock = Subscription::clock(0, Clockid::MONOTONIC, millisecond, 0, flags);
    /// let mut events = [UNSET_EVENT];
    /// let events = sys::poll_oneoff(&[clock], &mut events)?;
    /// assert_eq!(events[0].r#type, Eventtype::CLOCK);
    /// # Ok(())
    /// # }
    /// ```
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

    /// Returns a subscription to a descriptor that can be read without blocking, or is at its end.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::raw::Eventtype;
    /// use nanowasi::sys::{self, STDIN, Subscription, UNSET_EVENT};
    /// # fn main() -> nanowasi::io::Result<()> {
    ///
    /// let mut events = [UNSET_EVENT];
    /// let events = sys::poll_oneoff(&[Subscription::fd_read(0, STDIN)], &mut events)?;
    /// assert_eq!(events[0].r#type, Eventtype::FD_READ);
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    #[must_use]
    pub const fn fd_read(userdata: Userdata, fd: BorrowedFd<'fd>) -> Self {
        let fd_read = SubscriptionFdReadwrite {
            file_descriptor: fd.raw(),
        };
        Self::new(userdata, Eventtype::FD_READ, SubscriptionUU { fd_read })
    }

    /// Returns a subscription to a descriptor that can be written without blocking.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use nanowasi::raw::Eventtype;
    /// use nanowasi::sys::{self, STDOUT, Subscription, UNSET_EVENT};
    /// # fn main() -> nanowasi::io::Result<()> {
    ///
    /// let mut events = [UNSET_EVENT];
    /// let events = sys::poll_oneoff(&[Subscription::fd_write(0, STDOUT)], &mut events)?;
    /// assert_eq!(events[0].r#type, Eventtype::FD_WRITE);
    /// # Ok(())
    /// # }
    /// ```
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

/// An event that the host has not written: its type has no name.
pub const UNSET_EVENT: Event = Event {
    userdata: Userdata::MAX,
    error: Errno::SUCCESS,
    r#type: Eventtype(u8::MAX),
    fd_readwrite: EventFdReadwrite {
        nbytes: 0,
        flags: Eventrwflags::empty(),
    },
};

/// Blocks until at least one subscription has an event, and returns the events.
///
/// - An event can have an error of its own, such as `BADF`: see [`Event::error`].
/// - A relative time of the monotonic clock is the only timeout that every host knows.
/// - A host may report no number of events, or one above the number of subscriptions. Then all of
///   them are returned. Each event that the host has not written is an [`UNSET_EVENT`].
/// - `INTR` is returned, and not retried.
///
/// # Errors
///
/// Returns the host's errno, usually:
///
/// - `INVAL`: there is no subscription (pywasm 2.2 and WAMR hang then), or `events` is shorter than
///   `subscriptions`. This crate reports it.
/// - `NOTSUP`, `NOSYS` or `INVAL`: the host can't wait for one of the subscriptions.
/// - `INTR`: the call was interrupted.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::raw::{Clockid, Subclockflags};
/// use nanowasi::sys::{self, Errno, STDIN, Subscription, UNSET_EVENT};
/// # fn main() -> nanowasi::io::Result<()> {
///
/// let (second, flags) = (1_000_000_000, Subclockflags::empty());
/// let timeout = Subscription::clock(0, Clockid::MONOTONIC, second, 0, flags);
/// let subscriptions = [Subscription::fd_read(1, STDIN), timeout];
/// let mut events = [UNSET_EVENT; 2];
/// let events = sys::poll_oneoff(&subscriptions, &mut events)?;
/// assert!(events.iter().any(|event| event.userdata == 1)); // before the timeout
///
/// assert_eq!(sys::poll_oneoff(&[], &mut []).err(), Some(Errno::INVAL));
/// # Ok(())
/// # }
/// ```
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
    let mut count = UNSET;
    // SAFETY: both slices have as many records as there are subscriptions, and `count` is a local.
    // `Subscription` has the layout of the host's record, with the member of its union that its tag
    // names, and borrows its descriptor.
    let returned = unsafe {
        raw::poll_oneoff(
            subscriptions.as_ptr().cast(),
            events.as_mut_ptr(),
            subscriptions.len(),
            &raw mut count,
        )
    };
    Errno::check(returned)?;
    Ok(events.get(..count).unwrap_or(events))
}

/// A type of which the all-zero bit pattern is a valid value.
///
/// # Safety
///
/// - The all-zero bit pattern is a valid value of `Self`.
pub(crate) unsafe trait Zeroable {}

// SAFETY: all fields are integers, or a union of records of integers. Zeros are a subscription to
// `Clockid::REALTIME`: 0 is the tag of a clock, and a clock is a member of the union. So no tag
// names another member, and no descriptor is borrowed.
unsafe impl Zeroable for Subscription<'_> {}

// SAFETY: all fields are integers, or records of integers.
unsafe impl Zeroable for Event {}

/// An array of `N + 1` elements, a length that stable Rust can't write.
#[derive(Debug)]
#[repr(C)]
pub(crate) struct ArrayPlusOne<T, const N: usize> {
    array: [T; N],
    last: T,
}

impl<T: Zeroable, const N: usize> ArrayPlusOne<T, N> {
    /// Returns an array of zeros, which costs less code than any other value.
    #[inline]
    pub(crate) const fn zeroed() -> Self {
        // SAFETY: the value consists of elements of type `T`, and zeros are a valid `T` by the
        // contract of `Zeroable`.
        unsafe { MaybeUninit::zeroed().assume_init() }
    }

    #[inline]
    pub(crate) const fn as_mut_slice(&mut self) -> &mut [T] {
        const { assert!(size_of::<Self>() == (N + 1) * size_of::<T>()) };
        // SAFETY: in `repr(C)`, `last` follows `array` without padding, because both have the
        // alignment of `T`. So the value is `N + 1` elements, as the size shows. The pointer covers
        // all of `self`, which is borrowed uniquely for the lifetime of the slice.
        unsafe { slice::from_raw_parts_mut(core::ptr::from_mut(self).cast(), N + 1) }
    }
}

/// Blocks until the host reports that `fd` can be written.
///
/// The result is ignored, because many hosts can't wait for every descriptor. The next write shows
/// whether the wait helped.
///
/// The records are static, so that no stack frame is needed. The host writes to the events and to
/// the count, which are never read. The subscription is all zeros before the first call.
///
/// Without bulk memory, this function is never inlined. Such modules are built for wasm3 0.4.7
/// among others. It lacks the import, and rejects each function that calls it when that runs first.
/// Inlined, that could be the function that prints.
#[cfg_attr(not(target_feature = "bulk-memory"), inline(never))]
pub(super) fn wait_writable(fd: raw::Fd) {
    struct Records {
        subscription: UnsafeCell<raw::Subscription>,
        event: UnsafeCell<MaybeUninit<Event>>,
        count: UnsafeCell<usize>,
    }
    // SAFETY: on wasm there is one thread (`static_cell.rs` checks it). Natively a lock is held by
    // each access, below.
    unsafe impl Sync for Records {}

    static RECORDS: Records = Records {
        subscription: UnsafeCell::new(raw::Subscription {
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
        event: UnsafeCell::new(MaybeUninit::zeroed()),
        count: UnsafeCell::new(0),
    };
    #[cfg(not(target_family = "wasm"))]
    static LOCK: std::sync::Mutex<()> = std::sync::Mutex::new(());
    #[cfg(not(target_family = "wasm"))]
    let _held = LOCK.lock();

    let subscription = RECORDS.subscription.get();
    // SAFETY: only this function uses the records, it calls itself nowhere, and there is one thread
    // or the lock is held. Each record is valid for the host's reads and writes. The tag names the
    // member that is written.
    unsafe {
        (*subscription).u.tag = Eventtype::FD_WRITE;
        (*subscription).u.u.fd_write.file_descriptor = fd;
        raw::poll_oneoff(
            subscription,
            RECORDS.event.get().cast(),
            1,
            RECORDS.count.get(),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sys::STDIN;

    #[test]
    fn an_array_has_one_more_element() {
        let mut array = ArrayPlusOne::<Event, 3>::zeroed();
        array.as_mut_slice().fill(UNSET_EVENT);
        assert_eq!(array.as_mut_slice().len(), 4);
        assert_eq!(array.last.userdata, Userdata::MAX);
        assert_eq!(ArrayPlusOne::<Event, 0>::zeroed().as_mut_slice().len(), 1);
    }

    /// Zeros of a subscription are one to a clock. With another tag, they would name a descriptor
    /// that nothing has borrowed.
    #[test]
    fn a_zeroed_subscription_is_one_to_a_clock() {
        let mut array = ArrayPlusOne::<Subscription<'_>, 1>::zeroed();
        for subscription in array.as_mut_slice() {
            assert_eq!(subscription.subscription.u.tag, Eventtype::CLOCK);
        }
    }

    /// A host hangs that gets no subscription. A host that gets fewer events than subscriptions
    /// writes after their end.
    #[test]
    fn no_subscriptions_and_too_few_events_are_rejected() {
        let input = Subscription::fd_read(0, STDIN);
        let mut events = [UNSET_EVENT; 2];
        for (subscriptions, len) in [(0, 0), (0, 2), (1, 0), (3, 2)] {
            let result = poll_oneoff(&[input; 3][..subscriptions], &mut events[..len]);
            assert_eq!(result.err(), Some(Errno::INVAL), "{subscriptions}, {len}");
        }
        // The native twin of the import is called where the request is valid.
        assert_eq!(poll_oneoff(&[input], &mut events).err(), Some(Errno::NOSYS));
    }
}
