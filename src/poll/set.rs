//! [`Set`]: subscriptions that come and go, in an array.

use core::time::Duration;
use core::{fmt, iter, slice};

use super::event::{Event, Status};
use super::subscription::Subscription;
use super::wait::PollBuffers;
use crate::io::Result;

/// Up to `N` things to wait for, which come and go.
///
/// Events are told apart by the [user data](Subscription::with_userdata) of their subscriptions.
///
/// ```no_run
/// use nanowasi::poll::{Set, Subscription};
/// use nanowasi::{io, net::TcpListener};
///
/// fn serve(listener: &TcpListener) -> io::Result<()> {
///     const LISTENER: u64 = 0;
///     let mut set = Set::<16>::new();
///     let _ = set.add(Subscription::readable(listener).with_userdata(LISTENER));
///     loop {
///         for event in set.wait(None)? {
///             match (event.userdata, event.result) {
///                 (LISTENER, Ok(_)) => drop(listener.accept()?),
///                 (_, result) => drop(result?),
///             }
///         }
///     }
/// }
/// ```
pub struct Set<'fd, const N: usize> {
    subscriptions: [Subscription<'fd>; N],
    statuses: [Status; N],
    len: usize,
}

/// There was no room for it in its [`Set`]: the subscription that was to be added.
#[derive(Clone, Copy, Debug)]
pub struct CapacityError<'fd>(pub Subscription<'fd>);

impl fmt::Display for CapacityError<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no room for another subscription")
    }
}

impl core::error::Error for CapacityError<'_> {}

impl<'fd, const N: usize> Set<'fd, N> {
    /// A set without subscriptions.
    #[inline]
    #[must_use]
    pub const fn new() -> Self {
        Self {
            subscriptions: [Subscription::after(Duration::ZERO); N],
            statuses: [Status::Pending; N],
            len: 0,
        }
    }

    /// Adds a subscription.
    ///
    /// # Errors
    ///
    /// Gives it back if there are `N` already.
    pub fn add(
        &mut self,
        subscription: Subscription<'fd>,
    ) -> core::result::Result<(), CapacityError<'fd>> {
        match self.subscriptions.get_mut(self.len) {
            Some(slot) => {
                *slot = subscription;
                self.len += 1;
                Ok(())
            }
            None => Err(CapacityError(subscription)),
        }
    }

    /// Removes each subscription with this user data, and answers how many there were.
    pub fn remove(&mut self, userdata: u64) -> usize {
        let before = self.len;
        self.len = 0;
        for index in 0..before {
            if let Some(&subscription) = self.subscriptions.get(index)
                && subscription.userdata != userdata
                && let Some(slot) = self.subscriptions.get_mut(self.len)
            {
                *slot = subscription;
                self.len += 1;
            }
        }
        before - self.len
    }

    /// Removes all subscriptions.
    #[inline]
    pub const fn clear(&mut self) {
        self.len = 0;
    }

    /// How many subscriptions there are.
    #[inline]
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    #[inline]
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The subscriptions.
    #[inline]
    pub fn as_slice(&self) -> &[Subscription<'fd>] {
        self.subscriptions.get(..self.len).unwrap_or_default()
    }

    /// Waits for the first of the subscriptions, and tells what has come about: as
    /// [`wait`](super::wait). They stay for the next wait.
    ///
    /// # Errors
    ///
    /// What the host answers; `INVAL` if there is nothing to wait for and no timeout; `IO` if the host
    /// goes on waking the program for nothing.
    #[inline]
    pub fn wait(&mut self, timeout: Option<Duration>) -> Result<Events<'_>> {
        self.statuses = [Status::Pending; N];
        let subscriptions = self.subscriptions.get(..self.len).unwrap_or_default();
        PollBuffers::<N>::new().wait(subscriptions, timeout, &mut self.statuses)?;
        Ok(Events {
            entries: subscriptions.iter().zip(&self.statuses),
        })
    }
}

impl<const N: usize> Default for Set<'_, N> {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}

impl<const N: usize> fmt::Debug for Set<'_, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.as_slice()).finish()
    }
}

/// What has come about, in the order of the subscriptions: see [`Set::wait`].
#[derive(Clone, Debug)]
pub struct Events<'set> {
    entries: iter::Zip<slice::Iter<'set, Subscription<'set>>, slice::Iter<'set, Status>>,
}

impl Iterator for Events<'_> {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        self.entries.find_map(|(subscription, status)| {
            Some(Event {
                userdata: subscription.userdata,
                result: status.into_result()?,
            })
        })
    }
}

impl iter::FusedIterator for Events<'_> {}

#[cfg(test)]
mod tests {
    use super::*;

    fn timer(userdata: u64) -> Subscription<'static> {
        Subscription::after(Duration::from_secs(1)).with_userdata(userdata)
    }

    fn userdata_of<const N: usize>(set: &Set<'_, N>) -> Vec<u64> {
        set.as_slice().iter().map(Subscription::userdata).collect()
    }

    #[test]
    fn a_set_holds_as_many_subscriptions_as_its_type_says() {
        let mut set = Set::<3>::new();
        for userdata in 0..3 {
            assert!(set.add(timer(userdata)).is_ok());
        }
        let CapacityError(rejected) = set.add(timer(3)).unwrap_err();
        assert_eq!(rejected.userdata(), 3);
        assert_eq!(userdata_of(&set), [0, 1, 2]);
        assert!(Set::<0>::new().add(timer(0)).is_err());
    }

    #[test]
    fn removal_keeps_the_order_of_the_others() {
        let mut set = Set::<5>::new();
        for userdata in [7, 1, 7, 2, 7] {
            set.add(timer(userdata)).unwrap();
        }
        assert_eq!((set.remove(9), set.len()), (0, 5));
        assert_eq!((set.remove(7), userdata_of(&set)), (3, vec![1, 2]));
        set.add(timer(3)).unwrap();
        assert_eq!(userdata_of(&set), [1, 2, 3]);
        set.clear();
        assert!(set.is_empty());
    }
}
