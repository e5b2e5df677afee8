//! `poll_oneoff`: waiting for clocks and descriptors.

use core::cell::UnsafeCell;
use core::mem::MaybeUninit;

use super::{Errno, UNWRITTEN, count};
use crate::raw::{
    self, Clockid, Event, Eventtype, Subclockflags, Subscription, SubscriptionClock, SubscriptionU,
    SubscriptionUU,
};

/// Waits until one or more of the subscriptions come about, and answers how many events it wrote.
///
/// At least one subscription is needed (with none, two hosts hang); a relative monotonic clock is
/// the only timeout that every host knows.
///
/// # Safety
///
/// - Each subscription has the member of its union that its tag names: a host reads all of it.
/// - Each descriptor in it stays open for the call.
///
/// # Errors
///
/// `INVAL` if there is no subscription, or room for fewer events; `IO` if the host counts more events
/// than subscriptions, or none at all; or else what the host answers.
pub unsafe fn poll_oneoff(
    subscriptions: &[Subscription],
    events: &mut [Event],
) -> Result<usize, Errno> {
    if subscriptions.is_empty() || events.len() < subscriptions.len() {
        return Err(Errno::INVAL);
    }
    let mut happened = UNWRITTEN;
    // SAFETY: both slices are valid for as many records as there are subscriptions, the local for
    // the write; the rest is the caller's promise.
    let returned = unsafe {
        raw::poll_oneoff(
            subscriptions.as_ptr(),
            events.as_mut_ptr(),
            subscriptions.len(),
            &raw mut happened,
        )
    };
    count(returned, happened, subscriptions.len())
}

/// Waits until the host says that `fd` takes bytes. What it answers means nothing: many hosts can't wait
/// for every descriptor, and the next write tells.
///
/// The records are static: they are as good as new after a call, and all zeros before.
pub(super) fn writable(fd: raw::Fd) {
    struct Records(
        UnsafeCell<Subscription>,
        UnsafeCell<MaybeUninit<Event>>,
        UnsafeCell<usize>,
    );
    // SAFETY: on wasm there is one thread (`global.rs` checks it); natively the host is a twin that
    // touches nothing, and only `fd` and `tag` are written, below, under a lock.
    unsafe impl Sync for Records {}

    static RECORDS: Records = Records(
        UnsafeCell::new(Subscription {
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
