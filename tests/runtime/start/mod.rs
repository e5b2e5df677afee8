//! Start-up and exit: constructors, arguments, statuses, and no panic code.
//!
//! These tests guard against:
//!
//! - a C library whose constructors never ran, or ran twice;
//! - a program that is started again with the statics of its first run;
//! - arguments that are other memory of the program;
//! - a status that the shell sees as another one;
//! - a tool of 600 bytes that grows by four kilobytes because the runtime can panic.
//!
//! | module | what it tests |
//! | --- | --- |
//! | `entry` | constructors, `main`, and its return value |
//! | `args` | arguments, also on hosts with false results |
//! | `no_panic` | the runtime itself links no panic code |

mod args;
mod entry;
mod no_panic;
