//! The mood of a host: how often it is wrong, how wrong, and what it never gets tired of.

use super::model_host::AGAIN;
use crate::random::Random;

const INTR: i32 = 27;

/// What a host answers for ever, to one function.
pub(super) enum Stuck {
    /// This errno.
    Errno(i32),
    /// Success, without anything written.
    Nothing,
    /// Success, with zeros as results.
    Zeros,
    /// One entry that says only "here", at each cookie.
    Here,
    /// The first answer again: the same entries, the same time.
    Same(Option<Vec<(u32, Vec<u8>)>>),
}

/// How a host is in the mood to answer.
pub(super) struct FaultConfig {
    /// How many of 1,000 answers are wrong.
    pub(super) wrong: u64,
    /// Calls before the first wrong one, and calls after which all are right again, so that a guest that
    /// goes on as long as the host does comes to an end.
    pub(super) begins: u64,
    pub(super) ends: u64,
    /// Whether errnos are those of the specification.
    pub(super) polite: bool,
    /// How many of 1,000 calls find the memory larger behind them.
    pub(super) grows: u64,
    /// How many of 1,000 exits return.
    pub(super) refuses: u64,
    /// A function that is answered in one way from a call on, and for ever.
    pub(super) stuck: Option<(&'static str, u64, Stuck)>,
}

impl FaultConfig {
    pub(super) fn new(random: &mut Random) -> Self {
        let is_stuck = random.below(16) == 0;
        Self {
            wrong: random.one_of(&[0, 10, 30, 60, 120, 300, 1000]),
            begins: random.one_of(&[0, 0, 10, 40, 150]),
            ends: random.one_of(&[100, 400, 1500]),
            polite: random.below(2) == 0,
            grows: random.one_of(&[0, 0, 5, 50]),
            refuses: random.one_of(&[0, 0, 100, 1000]),
            stuck: is_stuck.then(|| stuck(random)),
        }
    }
}

fn stuck(random: &mut Random) -> (&'static str, u64, Stuck) {
    let from = random.below(60);
    // Half of them are those that guests have a patience for.
    let (name, how) = match random.below(22) {
        0 | 1 => ("fd_readdir", Stuck::Same(None)),
        2 => ("fd_readdir", Stuck::Here),
        3 => ("clock_time_get", Stuck::Same(None)),
        4 => ("path_readlink", Stuck::Same(None)),
        5 => ("poll_oneoff", Stuck::Zeros),
        6 => ("poll_oneoff", Stuck::Nothing),
        7 => ("fd_read", Stuck::Errno(INTR)),
        8 => ("fd_write", Stuck::Errno(INTR)),
        9 => ("fd_write", Stuck::Errno(AGAIN)),
        10 => ("fd_write", Stuck::Zeros),
        how => {
            // Not the one that ends a program: `refuses` is for that.
            let all: Vec<&str> = nanowasi_test_host::functions()
                .filter(|name| *name != "proc_exit")
                .collect();
            let how = match how {
                11..=13 => Stuck::Errno(INTR),
                14 | 15 => Stuck::Errno(AGAIN),
                16..=18 => Stuck::Errno(errno(random, false)),
                19 => Stuck::Nothing,
                _ => Stuck::Zeros,
            };
            (random.one_of(&all), how)
        }
    };
    (name, from, how)
}

/// An error of the specification, or any number at all that is not 0.
pub(super) fn errno(random: &mut Random, polite: bool) -> i32 {
    let frequent = [AGAIN, 8, INTR, 28, 29, 44, 52, 54, 58, 76];
    match random.below(if polite { 4 } else { 8 }) {
        0 | 1 => random.one_of(&frequent),
        2 | 3 => 1 + random.below(76) as i32,
        4 => random.one_of(&[
            77,
            255,
            9999,
            65_535,
            65_536,
            65_537,
            -1,
            i32::MIN,
            i32::MAX,
        ]),
        5 => 65_536 * (1 + random.below(100) as i32),
        _ => (random.next() as i32) | 1,
    }
}
