//! Waits for several descriptors and clocks with one call.
//!
//! Not in `std`, which can't wait for two things on one thread. [`wait`] takes an array of
//! subscriptions and returns an array of results. A [`Set`] holds subscriptions that are added and
//! removed, up to a number that its type states. Neither needs a heap.
//!
//! ```no_run
//! use core::time::Duration;
//! use nanowasi::io::{self, Read};
//! use nanowasi::poll::{self, Subscription};
//! use nanowasi::println;
//!
//! fn main() -> io::Result<()> {
//!     let mut stdin = io::stdin();
//!     match poll::wait([Subscription::readable(&stdin)], Some(Duration::from_secs(5))) {
//!         Ok([Some(Ok(_))]) => {}
//!         Ok([None]) => {
//!             println!("no input within five seconds");
//!             return Ok(());
//!         }
//!         // The host can't wait for this descriptor, so the read may block.
//!         Ok([Some(Err(_))]) | Err(_) => {}
//!     }
//!     let mut bytes = [0; 80];
//!     match stdin.read(&mut bytes)? {
//!         0 => println!("end of file"),
//!         count => println!("{} bytes", count),
//!     }
//!     Ok(())
//! }
//! ```
//!
//! A terminal delivers whole lines, which a guest can't change. To read single keys, set the
//! terminal up before the host starts (`stty -icanon -echo`).
//!
//! # How long a wait lasts
//!
//! - Without a timeout and without a clock among the subscriptions, the wait lasts until a
//!   subscription is ready, possibly forever. If the host wakes the program 1,024 times in a row
//!   without an event, the wait ends with an error.
//! - With a timeout, the wait lasts until a subscription is ready or the time has passed. Several
//!   subscriptions may be ready then. A host may also wake the program early, with nothing ready.
//! - A timeout of zero checks which subscriptions are ready. If none is, that takes a millisecond,
//!   because hosts that are given no time report nothing (wasmtime, Node) or wait forever (wasmer).
//!   For the same reason each shorter time becomes a millisecond if a descriptor is waited for,
//!   also the time of a clock among the subscriptions.
//!
//! Buffered standard output is written before the wait, so that a prompt is visible before the
//! input is read.
//!
//! # Hosts
//!
//! - wasmtime, wasmi, wasmer, Node and jco can wait for standard input. If it is a file, Node fails
//!   the whole wait with `PERM`; the others report that the file is ready.
//! - wasmtime can't wait for a directory or a socket.
//! - Deno reports standard input as ready at all times, so the read blocks.
//! - Bun fails each descriptor with `NOSYS`. browser_wasi_shim fails everything but a single clock
//!   with `NOTSUP`. In a browser all input is available from the start.
//! - wasm3 lacks the call, and traps.
//!
//! Of all clocks among the subscriptions, the host is given only the shortest, as a duration on the
//! monotonic clock, because every host supports that. A clock that ends a little later is reported
//! by the next wait.
//!
//! A check of standard input may miss input that exists, so repeat the check later. On wasmtime and
//! jco the host starts to read only with the check; Node may be too slow on a busy machine.
//! `docs/hosts.md` lists what each host does.

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
