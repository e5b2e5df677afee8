//! Hosts that lie, refuse, forget and stall: what becomes of a guest on each of them.
//!
//! A guest is only as good as its worst host. Each file here is a kind of fault, tried in every place that it
//! can strike; what came back is the table of that name in `docs/faults.md`, which is compared with each run
//! (and written anew with `NANOWASI_WRITE=1`).

#[path = "../common/mod.rs"]
mod common;
mod document;
mod report;

mod chaos;
mod chaos_found;
