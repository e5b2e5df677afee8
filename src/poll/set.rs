//! [`Set`]: an array of subscriptions that are added and removed.

use core::time::Duration;
use core::{fmt, iter, slice};

use super::event::{Event, Status};
use super::subscription::Subscription;
use super::wait::PollBuffers;
use crate::io::Result;

/// A set of up to `N` subscriptions, which are added, removed and waited for.
///
/// The set needs no heap. An [`Event`] carries the
/// [user data](Subscription::with_userdata) of its subscription, by which the program recognizes
/// it.
///
/// # Examples
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

/// The error of [`Set::add`] on a full set. It holds the subscription that was not added.
///
/// # Examples
///
/// ```
/// use core::time::Duration;
/// use nanowasi::poll::{CapacityError, Set, Subscription};
///
/// let mut set = Set::<0>::new();
/// let timer = Subscription::after(Duration::from_secs(1)).with_userdata(7);
/// let CapacityError(rejected) = set.add(timer).unwrap_err();
/// assert_eq!(rejected.userdata(), 7);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct CapacityError<'fd>(pub Subscription<'fd>);

impl fmt::Display for CapacityError<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no space for another subscription")
    }
}

impl core::error::Error for CapacityError<'_> {}

impl<'fd, const N: usize> Set<'fd, N> {
    /// Creates an empty set.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::poll::Set;
    ///
    /// let set = Set::<4>::new();
    /// assert!(set.is_empty());
    /// ```
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
    /// - [`CapacityError`], which returns `subscription`: the set has `N` subscriptions already.
    ///
    /// # Examples
    ///
    /// ```
    /// use core::time::Duration;
    /// use nanowasi::poll::{Set, Subscription};
    ///
    /// let mut set = Set::<1>::new();
    /// let timer = Subscription::after(Duration::from_secs(1));
    /// assert!(set.add(timer).is_ok());
    /// assert!(set.add(timer).is_err());
    /// ```
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

    /// Removes each subscription that has this user data, and returns how many were removed.
    ///
    /// The others keep their order.
    ///
    /// # Examples
    ///
    /// ```
    /// use core::time::Duration;
    /// use nanowasi::poll::{Set, Subscription};
    ///
    /// let mut set = Set::<4>::new();
    /// for userdata in [1, 2, 1] {
    ///     set.add(Subscription::after(Duration::from_secs(1)).with_userdata(userdata)).unwrap();
    /// }
    /// assert_eq!(set.remove(1), 2);
    /// assert_eq!(set.remove(1), 0);
    /// assert_eq!(set.len(), 1);
    /// ```
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
    ///
    /// # Examples
    ///
    /// ```
    /// use core::time::Duration;
    /// use nanowasi::poll::{Set, Subscription};
    ///
    /// let mut set = Set::<1>::new();
    /// set.add(Subscription::after(Duration::ZERO)).unwrap();
    /// set.clear();
    /// assert!(set.is_empty());
    /// ```
    #[inline]
    pub const fn clear(&mut self) {
        self.len = 0;
    }

    /// Returns the number of subscriptions.
    ///
    /// # Examples
    ///
    /// ```
    /// use core::time::Duration;
    /// use nanowasi::poll::{Set, Subscription};
    ///
    /// let mut set = Set::<4>::new();
    /// set.add(Subscription::after(Duration::ZERO)).unwrap();
    /// assert_eq!(set.len(), 1);
    /// ```
    #[inline]
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Returns whether the set has no subscriptions. Waiting for an empty set without a timeout is
    /// an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use nanowasi::poll::Set;
    ///
    /// let mut set = Set::<4>::new();
    /// assert!(set.is_empty());
    /// assert!(set.wait(None).is_err());
    /// ```
    #[inline]
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns the subscriptions, in the order in which they were added.
    ///
    /// # Examples
    ///
    /// ```
    /// use core::time::Duration;
    /// use nanowasi::poll::{Set, Subscription};
    ///
    /// let mut set = Set::<4>::new();
    /// set.add(Subscription::after(Duration::ZERO).with_userdata(7)).unwrap();
    /// assert!(set.as_slice().iter().any(|subscription| subscription.userdata() == 7));
    /// ```
    #[inline]
    pub fn as_slice(&self) -> &[Subscription<'fd>] {
        self.subscriptions.get(..self.len).unwrap_or_default()
    }

    /// Waits until a subscription is ready or `timeout` has passed, and returns the events.
    ///
    /// The subscriptions remain in the set. There may be no event, one, or several. Each event has
    /// its own result, as for [`wait`](super::wait).
    ///
    /// # Errors
    ///
    /// As for [`wait`](super::wait).
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use core::time::Duration;
    /// use nanowasi::poll::{Set, Subscription};
    ///
    /// # fn main() -> nanowasi::io::Result<()> {
    /// let mut set = Set::<2>::new();
    /// let [short, long] = [1, 3600].map(Duration::from_secs);
    /// let _ = set.add(Subscription::after(short).with_userdata(1));
    /// let _ = set.add(Subscription::after(long).with_userdata(2));
    /// for event in set.wait(None)? {
    ///     assert_eq!(event.userdata, 1);
    /// }
    /// # Ok(())
    /// # }
    /// ```
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

/// An iterator over the events of a wait, returned by [`Set::wait`], in the order of the
/// subscriptions.
///
/// # Examples
///
/// ```no_run
/// use core::time::Duration;
/// use nanowasi::poll::{Events, Set, Subscription};
///
/// # fn main() -> nanowasi::io::Result<()> {
/// let mut set = Set::<1>::new();
/// let _ = set.add(Subscription::after(Duration::from_millis(1)).with_userdata(7));
/// let mut events: Events<'_> = set.wait(None)?;
/// assert_eq!(events.next().map(|event| event.userdata), Some(7));
/// assert!(events.next().is_none());
/// # Ok(())
/// # }
/// ```
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
