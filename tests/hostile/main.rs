//! Hosts that return false results, refuse calls, leave results unwritten or stall.
//!
//! Each module applies one kind of fault to every function that it can affect. What comes of it is
//! the table of that name in `docs/faults.md`, which is compared with each run. `NANOWASI_WRITE=1`
//! writes it.
//!
//! | module | the fault |
//! | --- | --- |
//! | `errnos` | each function returns each errno |
//! | `counts`, `partial_transfers` | false numbers of bytes, and short reads and writes |
//! | `unwritten_results` | results that the host does not write |
//! | `writes`, `output_at_exit`, `retries` | output that is refused, once or for ever |
//! | `directories`, `corrupt_listings`, `cookies` | directory listings |
//! | `start_up`, `large_start_up`, `preopens` | arguments, environment, preopened directories |
//! | `values`, `sleep` | file types, times, clocks, random numbers |
//! | `memory`, `fixed_memory`, `stack` | memory that ends or cannot grow |
//! | `chaos` | random faults in every call; `chaos_regressions` has those that it found |
//!
//! The others support them: `attempts` makes many attempts in one run, `report` transfers what a
//! guest saw, `sink` is a host that takes output, `transcript` compares output with what the
//! program saw, `listing` encodes directory entries, and `program_pair` builds a program
//! with `std` and with nanowasi.

mod attempts;
mod chaos;
mod chaos_regressions;
#[path = "../support/common/mod.rs"]
mod common;
mod cookies;
mod corrupt_listings;
mod counts;
mod directories;
#[path = "../support/common/document.rs"]
mod document;
mod errnos;
mod fixed_memory;
mod large_start_up;
mod listing;
mod memory;
mod output_at_exit;
mod partial_transfers;
mod preopens;
mod program_pair;
#[allow(dead_code, reason = "other tests want the rest of it")]
#[path = "../support/common/random.rs"]
mod random;
mod report;
mod retries;
mod sink;
mod sleep;
mod stack;
mod start_up;
mod transcript;
mod unwritten_results;
mod values;
mod writes;
