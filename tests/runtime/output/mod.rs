//! Standard output and standard error, from `print!` to the host.
//!
//! These tests guard against:
//!
//! - a macro that prints something else than `std`'s, or evaluates an argument twice;
//! - half of a line, because the host took half and the rest was not written;
//! - a line that appears twice, because all of it was written again;
//! - a prompt that appears after the user's reply;
//! - a program that hangs because its host takes nothing;
//! - lost output with a status of 0, the worst of all.
//!
//! | module | what it tests |
//! | --- | --- |
//! | `formats` | the printed text equals `std`'s |
//! | `buffer` | when the text is written |
//! | `writes` | all of it is written once and in order, whatever the host takes a call |
//! | `errors` | a program that cannot write |
//! | `builds` | other buffer sizes, no buffer, no waiting |
//! | `outside_main` | printing while `main` does not run |

mod buffer;
mod builds;
mod errors;
mod formats;
mod host;
mod outside_main;
mod writes;
