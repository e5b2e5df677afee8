//! Hosts that lie, refuse, forget and stall: what becomes of a guest on each of them.
//!
//! A guest is only as good as its worst host. Each file here is a kind of fault, tried in every place that it
//! can strike; what came back is the table of that name in `docs/faults.md`, which is compared with each run
//! (and written anew with `NANOWASI_WRITE=1`).

mod attempts;
mod both;
mod chaos;
#[path = "../common/mod.rs"]
mod common;
mod cookies;
mod counts;
mod directories;
mod document;
mod entries;
mod errnos;
mod last_words;
mod listing;
mod memory;
mod preopens;
#[path = "../common/random.rs"]
mod random;
mod report;
mod sink;
mod splits;
mod stack;
mod start_up;
mod story;
mod values;
mod waits;
mod writes;
