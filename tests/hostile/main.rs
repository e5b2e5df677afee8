//! Hosts that lie, refuse, forget and stall: what becomes of a guest on each of them.
//!
//! A guest is only as good as its worst host. Each file here is a kind of fault, tried in every place that it
//! can strike; what came back is the table of that name in `docs/faults.md`, which is compared with each run
//! (and written anew with `NANOWASI_WRITE=1`).
//!
//! | file | what fails |
//! | --- | --- |
//! | `errnos` | every function, with every errno |
//! | `counts`, `splits` | how many bytes there were |
//! | `writes`, `last_words` | what takes the output; `sink` is such a host, `story` what a program says of it |
//! | `patience` | what takes the output, for a while or for ever |
//! | `directories`, `entries`, `cookies` | listings; `listing` makes them |
//! | `start_up`, `large_start_up`, `preopens` | arguments, environment, the list of directories |
//! | `values`, `waits` | types, times, clocks, randomness |
//! | `chaos` | everything, by chance; `chaos_found` has what that found |
//! | `memory`, `fixed_memory`, `stack` | room |
//!
//! `attempts` makes many attempts in one run, `both` has a program with `std` and with nanowasi, `report` is how
//! a guest says what it saw.

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
mod values;
mod writes;
