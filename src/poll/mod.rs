//! Waiting for several things at once: descriptors that can be read or written, and clocks.
//!
//! Not in `std`, which has no way to wait for two things on one thread. [`wait`] takes an array and answers
//! an array; a [`Set`] holds subscriptions that come and go, up to a number that its type says.
//! Neither needs a heap.
//!
//! ```no_run
//! use core::time::Duration;
//! use nanowasi::poll::{self, Subscription};
//! use nanowasi::{io, println};
//!
//! fn main() -> io::Result<()> {
//!     let stdin = io::stdin();
//!     // A host that can't wait for it says so; it is read all the same.
//!     let _ = poll::wait([Subscription::readable(&stdin)], Some(Duration::from_secs(5)));
//!     let mut line = [0; 80];
//!     match poll::read_available(&stdin, &mut line)? {
//!         None => println!("too slow"),
//!         Some(0) => println!("the end"),
//!         Some(count) => println!("{} bytes", count),
//!     }
//!     Ok(())
//! }
//! ```
//!
//! A terminal hands over whole lines, which no guest can change: for single keys, whoever starts the host sets
//! the terminal up (`stty -icanon -echo`).
//!
//! # How long a wait lasts
//!
//! - Without a timeout, and without a clock among the subscriptions, until something comes about, be it
//!   for ever; an error ends it where the host wakes the program for nothing a thousand times.
//! - With a timeout of zero it only looks, which takes a millisecond where there is nothing to read: hosts that are
//!   asked for no time at all don't look (wasmtime, Node), or wait for ever (wasmer). Any shorter time than that, a
//!   clock's among the subscriptions too, is a millisecond beside a descriptor.
//! - Else until something comes about, or until the time is up; several things may have come about at
//!   once. A host may wake a program early, for nothing.
//!
//! What has been printed is written first, so that a prompt is seen before its answer.
//!
//! # Hosts
//!
//! - wasmtime, wasmi, wasmer, Node and jco wait for standard input; Node answers `PERM` for the whole wait if that is a
//!   file, the others that a file is ready. wasmtime can't wait for a directory or a socket.
//! - Deno says that standard input is always ready, so that a read waits after all.
//! - Bun answers `NOSYS` for each descriptor, browser_wasi_shim `NOTSUP` for all but one clock: there is no wait for
//!   input in a browser, which has all of it from the beginning.
//! - wasm3 lacks the call, and traps.
//!
//! Clocks are asked for as one span of the monotonic clock, the shortest, since that is what they all know: longer ones
//! that end a little later are told by the next wait.
//!
//! A look at standard input may find nothing though there is something, where the host's reader only begins with it
//! (wasmtime, jco) or is not fast enough (Node, on a busy machine): look again later. `docs/hosts.md` has what each host
//! does.

mod event;
mod nonblocking;
mod set;
mod subscription;
mod wait;

pub use event::{Event, Ready};
pub use nonblocking::{is_readable, read_available, set_nonblocking};
pub use set::{CapacityError, Events, Set};
pub use subscription::Subscription;
pub use wait::wait;
