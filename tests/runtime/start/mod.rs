//! Guards what stands before `main` and behind it: start-up, arguments, statuses.
//!
//! The failures that it stands for: a C library whose constructors never ran, or ran twice; a program
//! that is started a second time, on top of what the first run left; arguments that are somebody
//! else's memory; a status that is another at the shell; and a tool of 600 bytes that grew by four
//! kilobytes since something in the runtime can panic.
//!
//! - `entry`: constructors, `main` and what it returns.
//! - `args`: arguments, also of hosts that get them wrong.
//! - `no_panic`: that the runtime's own paths hold no code for panics.

mod args;
mod entry;
mod no_panic;
