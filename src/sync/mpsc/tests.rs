//! Channels, compared with those of `std` where no operation waits.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::mpsc as theirs;
use std::time::Duration;

use super::*;

#[test]
fn values_arrive_in_order() {
    let (sender, receiver) = channel();
    let other = sender.clone();
    for n in 0..3 {
        sender.send(n).unwrap();
        other.send(10 + n).unwrap();
    }
    assert_eq!(receiver.recv(), Ok(0));
    assert_eq!(receiver.try_iter().collect::<Vec<_>>(), [10, 1, 11, 2, 12]);
    assert_eq!(receiver.try_recv(), Err(TryRecvError::Empty));
    drop(sender);
    other.send(7).unwrap();
    drop(other);
    assert_eq!(receiver.into_iter().collect::<Vec<_>>(), [7]);
}

#[test]
fn dropped_ends_are_reported() {
    let (sender, receiver) = channel();
    sender.send(1).unwrap();
    drop(receiver);
    assert_eq!(sender.send(2), Err(SendError(2)));
    let (sender, receiver) = sync_channel::<u8>(0);
    assert_eq!(sender.try_send(1), Err(TrySendError::Full(1)));
    drop(sender);
    assert_eq!(receiver.recv(), Err(RecvError));
    let timeout = receiver.recv_timeout(Duration::MAX);
    assert_eq!(timeout, Err(RecvTimeoutError::Disconnected));
}

/// A value in the queue that owns a sender of its own channel locks the queue when it is dropped.
/// Dropping it while the queue was locked would be a deadlock.
#[test]
fn dropping_a_queued_sender_does_not_deadlock() {
    struct Loud(Option<Sender<Self>>, Rc<Cell<u32>>);
    impl Drop for Loud {
        fn drop(&mut self) {
            self.1.set(self.1.get() + 1);
            if let Some(sender) = self.0.take() {
                let sent = sender.send(Loud(None, Rc::clone(&self.1)));
                assert!(sent.is_err());
            }
        }
    }
    let drops = Rc::new(Cell::new(0));
    let (sender, receiver) = channel();
    sender
        .send(Loud(Some(sender.clone()), Rc::clone(&drops)))
        .unwrap();
    drop(receiver);
    assert_eq!(drops.get(), 2);
}

#[test]
fn matches_std() {
    arbtest::arbtest(|u| {
        let bound = u.int_in_range(0..=4)?;
        let (our_sender, our_receiver) = sync_channel(bound);
        let (their_sender, their_receiver) = theirs::sync_channel(bound);
        let mut senders = vec![(our_sender, their_sender)];
        let mut receiver = Some((our_receiver, their_receiver));
        for n in 0..u.int_in_range(0..=40)? {
            match u.int_in_range(0..=9)? {
                0 if senders.len() < 3 => {
                    if let Some((ours, theirs)) = senders.first() {
                        senders.push((ours.clone(), theirs.clone()));
                    }
                }
                1 => drop(senders.pop()),
                2 if n > 20 => receiver = None,
                3..=6 => {
                    if let Some((ours, theirs)) = senders.last() {
                        assert_eq!(
                            format!("{:?}", ours.try_send(n)),
                            format!("{:?}", theirs.try_send(n))
                        );
                    }
                }
                _ => {
                    if let Some((ours, theirs)) = &receiver {
                        assert_eq!(
                            format!("{:?}", ours.try_recv()),
                            format!("{:?}", theirs.try_recv())
                        );
                    }
                }
            }
        }
        Ok(())
    });
}

#[test]
fn formats_like_std() {
    macro_rules! same {
        ($($name:ident $(:: $variant:ident)? $(($value:literal))?,)*) => {
            $(
                let (ours, theirs) = (
                    $name $(:: $variant)? $(($value))?,
                    theirs::$name $(:: $variant)? $(($value))?,
                );
                assert_eq!(
                    format!("{ours} {ours:?} {ours:>60}"),
                    format!("{theirs} {theirs:?} {theirs:>60}")
                );
            )*
        };
    }
    same!(
        SendError(1),
        RecvError,
        TrySendError::Full(1),
        TrySendError::Disconnected(1),
        TryRecvError::Empty,
        TryRecvError::Disconnected,
        RecvTimeoutError::Timeout,
        RecvTimeoutError::Disconnected,
    );
    let (ours, theirs) = (channel::<u8>(), theirs::channel::<u8>());
    assert_eq!(format!("{ours:?}"), format!("{theirs:?}"));
    let (ours, theirs) = (ours.1, theirs.1);
    assert_eq!(
        format!("{:?} {:?}", ours.iter(), ours.try_iter()),
        format!("{:?} {:?}", theirs.iter(), theirs.try_iter())
    );
    assert_eq!(
        format!("{:?}", sync_channel::<u8>(1)),
        format!("{:?}", theirs::sync_channel::<u8>(1))
    );
}

#[test]
#[should_panic = "receiving on an empty channel that no other thread sends on"]
fn recv_on_empty_channel_panics() {
    let (_sender, receiver) = channel::<u8>();
    let _ = receiver.recv();
}

#[test]
#[should_panic = "sending on a full channel that no other thread receives from"]
fn send_on_full_channel_panics() {
    let (sender, _receiver) = sync_channel(1);
    sender.send(1).unwrap();
    let _ = sender.send(2);
}

#[test]
fn send_and_sync_as_in_std() {
    fn sends<T: Send>() {}
    fn shares<T: Sync>() {}
    sends::<(Sender<Cell<u8>>, SyncSender<Cell<u8>>, Receiver<Cell<u8>>)>();
    shares::<(Sender<Cell<u8>>, SyncSender<Cell<u8>>)>();
}
