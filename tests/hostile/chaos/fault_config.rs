//! The configuration of a random host: how often it fails, how, and which function is stuck.

use super::model_host::AGAIN;
use crate::random::Random;

const INTR: i32 = 27;

/// The result that a stuck function returns for ever.
pub(super) enum Stuck {
    /// This errno.
    Errno(i32),
    /// Success, without a result.
    Nothing,
    /// Success, with zeros as results.
    Zeros,
    /// One entry, `.`, for each cookie.
    Dot,
    /// The first result again: the same entries, the same time.
    Same(Option<Vec<(u32, Vec<u8>)>>),
}

/// How a host fails.
pub(super) struct FaultConfig {
    /// How many of 1,000 calls return a wrong result.
    pub(super) wrong_per_mille: u64,
    /// The first call with a wrong result, and the call from which all are correct, so that a guest
    /// that repeats a failed call ends.
    pub(super) first_wrong_call: u64,
    pub(super) end_of_wrong_calls: u64,
    /// Whether errnos are only those of the specification.
    pub(super) specified_errnos: bool,
    /// How many of 1,000 calls grow the memory.
    pub(super) grow_per_mille: u64,
    /// How many of 1,000 exits return.
    pub(super) exit_returns_per_mille: u64,
    /// A function that returns one result for ever, from this call on.
    pub(super) stuck: Option<(&'static str, u64, Stuck)>,
}

impl FaultConfig {
    pub(super) fn new(random: &mut Random) -> Self {
        let is_stuck = random.below(16) == 0;
        Self {
            wrong_per_mille: random.one_of(&[0, 10, 30, 60, 120, 300, 1000]),
            first_wrong_call: random.one_of(&[0, 0, 10, 40, 150]),
            end_of_wrong_calls: random.one_of(&[100, 400, 1500]),
            specified_errnos: random.below(2) == 0,
            grow_per_mille: random.one_of(&[0, 0, 5, 50]),
            exit_returns_per_mille: random.one_of(&[0, 0, 100, 1000]),
            stuck: is_stuck.then(|| stuck(random)),
        }
    }
}

fn stuck(random: &mut Random) -> (&'static str, u64, Stuck) {
    let from = random.below(60);
    // Half of these are calls that a guest retries.
    let (name, fault) = match random.below(22) {
        0 | 1 => ("fd_readdir", Stuck::Same(None)),
        2 => ("fd_readdir", Stuck::Dot),
        3 => ("clock_time_get", Stuck::Same(None)),
        4 => ("path_readlink", Stuck::Same(None)),
        5 => ("poll_oneoff", Stuck::Zeros),
        6 => ("poll_oneoff", Stuck::Nothing),
        7 => ("fd_read", Stuck::Errno(INTR)),
        8 => ("fd_write", Stuck::Errno(INTR)),
        9 => ("fd_write", Stuck::Errno(AGAIN)),
        10 => ("fd_write", Stuck::Zeros),
        fault => {
            // Except for the one that ends a program, for which there is `exit_returns_per_mille`.
            let all: Vec<&str> = nanowasi_test_host::functions()
                .filter(|name| *name != "proc_exit")
                .collect();
            let fault = match fault {
                11..=13 => Stuck::Errno(INTR),
                14 | 15 => Stuck::Errno(AGAIN),
                16..=18 => Stuck::Errno(errno(random, false)),
                19 => Stuck::Nothing,
                _ => Stuck::Zeros,
            };
            (random.one_of(&all), fault)
        }
    };
    (name, from, fault)
}

/// Returns an errno of the specification, or any number other than 0.
pub(super) fn errno(random: &mut Random, specified_errnos: bool) -> i32 {
    let frequent = [AGAIN, 8, INTR, 28, 29, 44, 52, 54, 58, 76];
    match random.below(if specified_errnos { 4 } else { 8 }) {
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
