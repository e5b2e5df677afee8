//! Guards the way of a byte from `print!` to the host.
//!
//! The failures that it stands for: a macro that prints something else than `std`'s, or evaluates an
//! argument twice; half of a line, where the host took half and nobody sent the rest; a line twice,
//! where somebody sent it all again; a prompt that shows after its answer; a program that hangs since
//! its host takes nothing; and, worst, one whose output is lost and that says all is well.
//!
//! - `formats`: what is printed is what `std` prints.
//! - `buffer`: when it is written.
//! - `writes`: that all of it is written, once and in order, to a host that takes what it likes.
//! - `errors`: what becomes of a program that can't write.
//! - `builds`: builds with another buffer, or without.
//! - `outside_main`: what is printed while no `main` is running.

mod buffer;
mod builds;
mod errors;
mod formats;
mod host;
mod outside_main;
mod writes;
