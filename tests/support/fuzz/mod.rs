//! A fuzzer for the code that parses a host's bytes. It is used by tests only, and needs neither a
//! nightly compiler nor tools.
//!
//! A *property* converts input bytes to a host's results, passes these to a parser and to a model
//! of the parser, compares both, and records the outcomes that it saw. An input that reaches
//! something new is kept, and further inputs are derived from it. What counts is the set of
//! outcomes; or the branches of the code, if the compiler inserted counters ([`edges`],
//! `.ci/fuzz`).
//!
//! The inputs are the same in each run. Those of `tests/support/corpus` come first. They are few
//! and short, and together reach everything that `.ci/fuzz` has reached.
//!
//! | environment variable | effect |
//! | --- | --- |
//! | `NANOWASI_INPUTS=n` | tries `n` inputs |
//! | `NANOWASI_INPUT=hex` | tries only this input, which a failure prints |

#[cfg(nanowasi_edges)]
mod edges;

#[path = "../common/document.rs"]
mod document;
#[allow(dead_code, reason = "others need more of it")]
#[path = "../common/random.rs"]
mod random;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, thread};

use arbtest::arbitrary::{Result, Unstructured};
use random::Random;

/// The default number of inputs.
const INPUTS: u64 = 20_000;

/// The maximum length of an input.
const MAX_LEN: u64 = 1024;

/// The minimum number of inputs for each outcome. A property that misses an outcome does not test
/// it.
const MIN_COUNT: u64 = 20;

/// The outcomes of a property, and how often each was seen.
pub(crate) struct Outcomes {
    names: &'static [&'static str],
    counts: Vec<u64>,
    /// The outcomes of the current input, as bits.
    seen: u64,
}

impl Outcomes {
    /// Records an outcome.
    #[track_caller]
    pub(crate) fn saw(&mut self, name: &str) {
        let Some(index) = self.names.iter().position(|known| *known == name) else {
            panic!("`{name}` is none of the outcomes");
        };
        self.seen |= 1 << index;
    }
}

/// Tries a property on many inputs, and compares the numbers of outcomes with the table `name` of
/// `docs/faults.md`.
///
/// # Panics
///
/// - The property panics.
/// - An outcome was seen too rarely.
pub(crate) fn fuzz(
    name: &str,
    names: &'static [&'static str],
    mut property: impl FnMut(&mut Unstructured<'_>, &mut Outcomes) -> Result<()>,
) {
    assert!(names.len() <= 64, "one bit each");
    let mut outcomes = Outcomes {
        names,
        counts: vec![0; names.len()],
        seen: 0,
    };
    let mut attempt = |input: &[u8], outcomes: &mut Outcomes| {
        let _shown = Shown(input);
        outcomes.seen = 0;
        // An input that is too short has been used as far as possible.
        let _ = property(&mut Unstructured::new(input), outcomes);
        for (index, count) in outcomes.counts.iter_mut().enumerate() {
            *count += outcomes.seen >> index & 1;
        }
    };
    if let Ok(hex) = env::var("NANOWASI_INPUT") {
        attempt(&bytes(&hex), &mut outcomes);
        return;
    }

    let count = env::var("NANOWASI_INPUTS").map(|text| text.parse().expect("a number of inputs"));
    let path = corpus(name);
    let corpus = read_corpus(&path);
    let mut reach = Reach::default();
    let mut pool = Vec::new();
    for input in [Vec::new()].iter().chain(&corpus) {
        reach.begin();
        attempt(input, &mut outcomes);
        reach.end(outcomes.seen);
        pool.push(input.clone());
    }
    assert!(
        cfg!(nanowasi_edges) || outcomes.counts.iter().all(|count| *count > 0),
        "the corpus misses an outcome of {names:?}: {:?}",
        outcomes.counts
    );
    let mut random = Random::new(name.bytes().fold(1, |sum, byte| sum * 31 + u64::from(byte)));
    for _ in 0..count.clone().unwrap_or(INPUTS) {
        let input = mutate(&mut random, &pool);
        reach.begin();
        attempt(&input, &mut outcomes);
        if reach.end(outcomes.seen) {
            pool.push(input);
        }
    }
    for (name, count) in names.iter().zip(&outcomes.counts) {
        assert!(*count >= MIN_COUNT, "`{name}` was seen {count} times only");
    }
    #[cfg(nanowasi_edges)]
    {
        reach.report(name);
        minimize(pool, &path, |input| {
            let mut reach = Reach::default();
            reach.begin();
            attempt(input, &mut outcomes);
            reach.end(0);
            reach.taken()
        });
    }
    #[cfg(not(nanowasi_edges))]
    if count.is_err() {
        let rows: Vec<[String; 2]> = names
            .iter()
            .zip(&outcomes.counts)
            .map(|(name, count)| [name.to_string(), count.to_string()])
            .collect();
        document::table(&format!("fuzzed {name}"), ["outcome", "inputs"], &rows);
    }
}

/// What the inputs have reached.
#[derive(Default)]
struct Reach {
    /// Sets of outcomes, as bits.
    #[cfg(not(nanowasi_edges))]
    sets: BTreeSet<u64>,
    /// For each branch, bits for the numbers of times that an input took it.
    #[cfg(nanowasi_edges)]
    branches: Vec<u8>,
}

#[cfg(not(nanowasi_edges))]
impl Reach {
    fn begin(&self) {}

    /// Returns whether the input since `begin` reached something new.
    fn end(&mut self, seen: u64) -> bool {
        self.sets.insert(seen)
    }
}

#[cfg(nanowasi_edges)]
impl Reach {
    fn begin(&self) {
        edges::reset();
    }

    fn end(&mut self, _seen: u64) -> bool {
        let mut new = false;
        edges::each_taken(|branch, times| {
            // Once, twice, more often, very often.
            let often = 1 << (times.min(3) + u8::from(times > 15));
            if self.branches.len() <= branch {
                self.branches.resize(branch + 1, 0);
            }
            new |= self.branches[branch] & often == 0;
            self.branches[branch] |= often;
        });
        new
    }

    /// Returns the branches that were taken.
    fn taken(&self) -> BTreeSet<usize> {
        let branches = self.branches.iter().enumerate();
        branches
            .filter(|(_, often)| **often != 0)
            .map(|(branch, _)| branch)
            .collect()
    }

    /// Writes whether each location in the code was reached, for `.ci/fuzz` to count.
    fn report(&self, name: &str) {
        let taken = self.taken();
        let mut text = String::new();
        edges::each_branch(|branch, address| {
            let _ = writeln!(text, "{} {address:#x}", u8::from(taken.contains(&branch)));
        });
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/edges");
        fs::create_dir_all(&folder).expect("target/edges can be made");
        fs::write(folder.join(name), text).expect("target/edges can be written to");
    }
}

/// Prints the input if the test panics.
struct Shown<'input>(&'input [u8]);

impl Drop for Shown<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("NANOWASI_INPUT={}", hex(self.0));
        }
    }
}

/// Makes an input from others, or from random bytes.
fn mutate(random: &mut Random, pool: &[Vec<u8>]) -> Vec<u8> {
    let pick = |random: &mut Random| {
        let index = random.below(pool.len() as u64) as usize;
        pool[index].clone()
    };
    if random.below(4) == 0 {
        let len = random.below(MAX_LEN) >> random.below(8);
        return random.bytes(len as usize);
    }
    let mut input = pick(random);
    for _ in 0..=random.below(4) {
        let at = random.below(input.len() as u64 + 1) as usize;
        let to = (at + random.below(16) as usize).min(input.len());
        match random.below(6) {
            0 => {
                if let Some(byte) = input.get_mut(at) {
                    *byte ^= 1 << random.below(8);
                }
            }
            1 => {
                let any = random.below(256) as u8;
                let byte = random.one_of(&[0, 1, 0x7F, 0x80, 0xFE, 0xFF, any]);
                input
                    .get_mut(at..(at + 1).min(to))
                    .unwrap_or_default()
                    .fill(byte);
            }
            2 => drop(input.drain(at..to)),
            3 => {
                let len = random.below(16) as usize;
                let more = random.bytes(len);
                drop(input.splice(at..at, more));
            }
            4 => {
                let again = input[at..to].to_vec();
                drop(input.splice(at..at, again));
            }
            _ => {
                let other = pick(random);
                let from = random.below(other.len() as u64 + 1) as usize;
                input.truncate(at);
                input.extend_from_slice(&other[from..]);
            }
        }
    }
    input.truncate(MAX_LEN as usize);
    input
}

/// Writes a corpus: the shortest inputs that together reach everything.
#[cfg(nanowasi_edges)]
fn minimize(mut pool: Vec<Vec<u8>>, path: &Path, mut taken: impl FnMut(&[u8]) -> BTreeSet<usize>) {
    pool.sort_by_key(Vec::len);
    let mut all = BTreeSet::new();
    let mut text = String::new();
    for mut input in pool {
        let new: BTreeSet<usize> = taken(&input).difference(&all).copied().collect();
        if new.is_empty() {
            continue;
        }
        for part in [256, 64, 16, 4, 1] {
            let mut at = 0;
            while at < input.len() {
                let mut without = input.clone();
                without.drain(at..(at + part).min(input.len()));
                if new.is_subset(&taken(&without)) {
                    input = without;
                } else {
                    at += part;
                }
            }
        }
        all.extend(taken(&input));
        text.push_str(&hex(&input));
        text.push('\n');
    }
    fs::write(path, text).expect("tests/support/corpus can be written to");
}

/// Returns the inputs of a corpus.
///
/// # Panics
///
/// Panics if the file is missing, unless it is about to be written. Otherwise its regressions would
/// not be tested.
fn read_corpus(path: &Path) -> Vec<Vec<u8>> {
    match fs::read_to_string(path) {
        Ok(text) => text.lines().map(bytes).collect(),
        Err(_) if cfg!(nanowasi_edges) => Vec::new(),
        Err(error) => panic!("{}: {error} (`.ci/fuzz` writes it)", path.display()),
    }
}

fn corpus(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/corpus");
    folder.join(format!("{name}.txt"))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn bytes(hex: &str) -> Vec<u8> {
    let (digits, _) = hex.as_bytes().as_chunks::<2>();
    let byte = |pair: &[u8; 2]| {
        let pair = std::str::from_utf8(pair).expect("digits");
        u8::from_str_radix(pair, 16).expect("hexadecimal digits")
    };
    digits.iter().map(byte).collect()
}

/// A renamed corpus was taken for an empty one, and the inputs in it were not tried any more.
#[cfg(not(nanowasi_edges))]
#[test]
#[should_panic(expected = "nowhere.txt")]
fn a_corpus_that_is_missing_is_an_error() {
    fuzz("nowhere", &[], |_, _| Ok(()));
}
