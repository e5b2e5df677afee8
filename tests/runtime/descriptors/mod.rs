//! Guards what is done with descriptors beyond reading and writing.
//!
//! The failures that it stands for: a program that waits for ever for what is there, or burns a processor
//! since its host wakes it for nothing; one that takes what a host left in its memory for an event; a
//! descriptor that is closed twice, or never, or that belongs to two; a directory that isn't found any
//! more since the one before it was closed; and a program of sockets that does something else than under
//! `std`.
//!
//! - `poll`: waiting, on hosts that can and on hosts that can't.
//! - `renumber`: moving a descriptor, and what becomes of preopened directories.
//! - `sockets`: sockets that the host has opened.

mod poll;
mod renumber;
mod sockets;

use crate::common::TempDir;
