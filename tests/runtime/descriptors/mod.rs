//! Descriptors: polling, renumbering and sockets.
//!
//! These tests guard against:
//!
//! - a wait that never ends although input is pending, or that spins because the host wakes the
//!   guest early;
//! - stale memory that is taken for an event;
//! - a descriptor that is closed twice, never, or owned by two values;
//! - a preopened directory that is no longer found because the one before it was closed;
//! - a program with sockets that behaves differently than with `std`.
//!
//! | module | what it tests |
//! | --- | --- |
//! | `poll` | `poll_oneoff`, on hosts that implement it fully, in part or not at all |
//! | `nonblocking` | reading without waiting, and the nonblocking flag |
//! | `renumber` | `fd_renumber`, and what becomes of preopened directories |
//! | `sockets` | sockets that the host opened |

mod nonblocking;
mod poll;
mod renumber;
mod sockets;

use crate::common::TempDir;
