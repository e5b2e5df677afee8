//! A host that answers as it likes, from a seed: rightly, wrongly, half, too much, or not at all.
//!
//! Behind it is a host that does as it should ([`ModelHost`]), so that a guest gets somewhere: how often that one's
//! answer is kept back, altered, cut or replaced is a matter of the seed. What is written always lies within what
//! the guest has lent, for no guest can stop a host that writes elsewhere; but all of that is fair game, to the
//! last byte, whatever the answer says. Each call is also looked at: what it lends has to be memory, and aligned.

use std::collections::BTreeMap;

use nanowasi_test_host::{Answer, Call, OutOfBounds};

use super::check_args::{CheckedArgs, check_args};
use super::fabricate;
use super::fault_config::{FaultConfig, Stuck, errno};
use super::files;
use super::model_host::ModelHost;
use super::panic_output::PanicOutput;
use crate::random::Random;

/// More calls than any guest makes on a host that drives it to the end of its patience again and again.
const MOST_CALLS: u64 = 600_000;

/// After so many looks for a preopened directory there are none for ever any more. A path is looked for among 65,536 at
/// most: this is two paths, where each step of a walk has one.
const MOST_PREOPENS: u64 = 140_000;

/// The host of one run.
pub(super) struct Chaos {
    pub(super) random: Random,
    pub(super) model: ModelHost,
    config: FaultConfig,
    /// How many arguments and variables were told, and how many bytes of them.
    told: BTreeMap<&'static str, (u32, u32)>,
    pub(super) seen: Seen,
}

/// What has happened in a run, or in many.
#[derive(Default)]
pub(super) struct Seen {
    /// How often each function was called, and answered wrongly.
    pub(super) calls: BTreeMap<&'static str, (u64, u64)>,
    pub(super) total: u64,
    pub(super) grown: u64,
    /// Whether the last call was an exit that returned.
    pub(super) refused: bool,
    /// Whether something was called after one.
    pub(super) undead: bool,
    pub(super) panic_output: PanicOutput,
    /// The most bytes that arguments and variables, as they were told, may have a guest take at once.
    pub(super) strings: u64,
    /// The size of the memory, when it was last seen.
    pub(super) memory: usize,
}

impl Chaos {
    pub(super) fn new(mut random: Random, model: ModelHost) -> Self {
        let config = FaultConfig::new(&mut random);
        Self {
            random,
            model,
            config,
            told: BTreeMap::new(),
            seen: Seen::default(),
        }
    }

    /// Answers a call, rightly or not.
    pub(super) fn answer(&mut self, call: &mut Call<'_>) -> Answer {
        let name = nanowasi_test_host::functions().find(|name| *name == call.name());
        let name = name.unwrap_or_default();
        self.seen.total += 1;
        self.seen.memory = call.memory_len();
        self.seen.undead |= self.seen.refused;
        self.seen.refused = false;
        if self.seen.total > MOST_CALLS {
            return Answer::Trap("it calls for ever".to_owned());
        }
        let lent = match check_args(call) {
            Ok(lent) => lent,
            Err(wrong) => return Answer::Trap(wrong),
        };
        if name == "proc_exit" {
            self.seen.calls.entry(name).or_default().0 += 1;
            if self.random.below(1000) < self.config.refuses {
                self.seen.calls.entry(name).or_default().1 += 1;
                self.seen.refused = true;
                return Answer::Errno(0);
            }
            return Answer::Real;
        }
        let wild = (self.config.begins..self.config.ends).contains(&self.seen.total)
            && self.random.below(1000) < self.config.wrong;
        let counts = self.seen.calls.entry(name).or_default();
        let is_stuck = matches!(&self.config.stuck, Some((function, from, _))
            if *function == name && self.seen.total >= *from)
            && !(name == "fd_prestat_get" && counts.0 > MOST_PREOPENS);
        counts.0 += 1;
        counts.1 += u64::from(wild || is_stuck);
        if self.random.below(1000) < self.config.grows && call.grow_memory(1 + self.seen.total % 3)
        {
            self.seen.grown += 1;
        }
        if (is_stuck || wild) && name == "poll_oneoff" {
            // Who does not wait as he was asked to, is asked again until the time has come.
            self.model.now += 10_000_000_000;
        }
        if let Some((count, len)) = self.told.get(name) {
            // Now there is room for them. A pair of texts is 24 bytes, with as many again where a vector grows; and one
            // text may be all of the bytes.
            let most = 48 * u64::from(*count) + 3 * u64::from(*len);
            self.seen.strings = self.seen.strings.max(most);
        }
        let answer = if is_stuck {
            self.is_stuck(call, &lent)
        } else if wild {
            self.wrong(call, &lent)
        } else {
            self.right(call)
        };
        if name == "fd_write" && call.arg(0) == 2 {
            self.seen.panic_output.hear(call, &answer);
        }
        let told = answer.and_then(|errno| self.remember(call, errno).map(|()| errno));
        told.into()
    }

    /// What the specification says, as far as it fits into what was told before.
    fn right(&mut self, call: &mut Call<'_>) -> Result<i32, OutOfBounds> {
        let strings = match call.name() {
            "args_get" => &self.model.args,
            "environ_get" => &self.model.environ,
            _ => return self.model.answer(call),
        };
        let (count, len) = self.told.get(call.name()).copied().unwrap_or_default();
        let needed: usize = strings.iter().map(|text| text.len() + 1).sum();
        if strings.len() > count as usize || needed > len as usize * 3 {
            return fabricate::block(&mut self.random, call, (count, len));
        }
        self.model.answer(call)
    }

    fn wrong(&mut self, call: &mut Call<'_>, lent: &CheckedArgs) -> Result<i32, OutOfBounds> {
        let told = self.told.get(call.name()).copied();
        let errno = errno(&mut self.random, self.config.polite);
        let maybe = if self.random.below(3) == 0 { errno } else { 0 };
        match self.random.below(12) {
            0 | 1 => Ok(errno),
            2 => self.right(call).map(|_| errno),
            3 => Ok(0),
            4 => {
                self.results(call, lent)?;
                Ok(maybe)
            }
            5 | 6 => {
                self.fill(call, lent)?;
                self.results(call, lent)?;
                Ok(maybe)
            }
            7 => {
                let answer = self.right(call)?;
                self.alter(call, lent)?;
                Ok(answer)
            }
            8 => {
                self.model.most = self.random.of_any_size() as usize % 64;
                let answer = self.right(call);
                self.model.most = usize::MAX;
                answer
            }
            _ if told.is_some() => {
                fabricate::block(&mut self.random, call, told.unwrap_or_default())
            }
            _ => match fabricate::answer(&mut self.random, call)? {
                Some(()) => Ok(0),
                None => {
                    self.right(call)?;
                    self.results(call, lent)?;
                    Ok(0)
                }
            },
        }
    }

    fn is_stuck(&mut self, call: &mut Call<'_>, lent: &CheckedArgs) -> Result<i32, OutOfBounds> {
        let Some((_, _, stuck)) = &mut self.config.stuck else {
            return Ok(0);
        };
        match stuck {
            Stuck::Errno(errno) => Ok(*errno),
            Stuck::Nothing => Ok(0),
            Stuck::Here => {
                let mut bytes = Vec::new();
                files::entry(&mut bytes, call.args()[3].wrapping_add(1), 3, b".");
                bytes.truncate(call.arg(2) as usize);
                call.write(call.arg(1), &bytes)?;
                call.write_u32(call.arg(4), bytes.len() as u32)?;
                Ok(0)
            }
            Stuck::Zeros => {
                for out in &lent.outs {
                    call.write(out.address, &vec![0; out.len as usize])?;
                }
                Ok(0)
            }
            Stuck::Same(Some(before)) => {
                let places = lent.outs.iter().chain(&lent.buffers);
                for (place, (_, bytes)) in places.zip(&*before) {
                    let len = bytes.len().min(place.len as usize);
                    call.write(place.address, &bytes[..len])?;
                }
                Ok(0)
            }
            Stuck::Same(None) => {
                if self.model.answer(call)? == 0 {
                    let mut before = Vec::new();
                    for place in lent.outs.iter().chain(&lent.buffers) {
                        before.push((place.len, call.bytes(place.address, place.len)?));
                    }
                    self.config.stuck = self
                        .config
                        .stuck
                        .take()
                        .map(|(name, from, _)| (name, from, Stuck::Same(Some(before))));
                }
                Ok(0)
            }
        }
    }

    /// Any results: each unwritten, wild, or about as large as what was asked for.
    fn results(&mut self, call: &mut Call<'_>, lent: &CheckedArgs) -> Result<(), OutOfBounds> {
        let asked = lent.asked;
        for out in &lent.outs {
            let mut bytes = self.random.bytes(out.len as usize);
            let near = match self.random.below(10) {
                0 => continue,
                1 => 0,
                2 => 1,
                3 => asked.wrapping_sub(1),
                4 => asked,
                5 => asked.wrapping_add(1),
                6 => asked.wrapping_mul(2),
                7 => u32::MAX,
                8 => self.random.of_any_size() as u32,
                _ => {
                    call.write(out.address, &bytes)?;
                    continue;
                }
            };
            let wide = u64::from(near).to_le_bytes();
            let len = bytes.len().min(8);
            bytes[..len].copy_from_slice(&wide[..len]);
            call.write(out.address, &bytes)?;
        }
        Ok(())
    }

    /// Fills all that was lent, to the last byte.
    fn fill(&mut self, call: &mut Call<'_>, lent: &CheckedArgs) -> Result<(), OutOfBounds> {
        let told = self.told.get(call.name()).copied();
        if let Some(told) = told {
            fabricate::block(&mut self.random, call, told)?;
        }
        for buffer in &lent.buffers {
            let bytes = fabricate::noise(&mut self.random, buffer.len as usize);
            call.write(buffer.address, &bytes)?;
        }
        for out in &lent.outs {
            let bytes = self.random.bytes(out.len as usize);
            call.write(out.address, &bytes)?;
        }
        Ok(())
    }

    /// Changes a few bytes, or a count by one.
    fn alter(&mut self, call: &mut Call<'_>, lent: &CheckedArgs) -> Result<(), OutOfBounds> {
        for place in lent.outs.iter().chain(&lent.buffers) {
            if place.len == 0 || self.random.below(3) == 0 {
                continue;
            }
            for _ in 0..=self.random.below(4) {
                // Near the front more often, where heads and lengths are.
                let most = u64::from(place.len).min(self.random.one_of(&[4, 32, 128, u64::MAX]));
                let at = place.address + self.random.below(most) as u32;
                let byte = call.u8(at)?;
                let changed = match self.random.below(4) {
                    0 => byte.wrapping_add(1),
                    1 => byte.wrapping_sub(1),
                    2 => byte ^ (1 << self.random.below(8)),
                    _ => self.random.next() as u8,
                };
                call.write_u8(at, changed)?;
            }
        }
        Ok(())
    }

    /// Whether the guest is the one that walks, and looks at some hundred arguments and variables at most.
    fn is_walk(&self) -> bool {
        self.model.args.first().is_some_and(|name| name == b"chaos")
    }

    /// What the guest has been told of sizes is what it makes room for.
    fn remember(&mut self, call: &mut Call<'_>, errno: i32) -> Result<(), OutOfBounds> {
        let (name, sizes) = match call.name() {
            "args_sizes_get" => ("args_get", [call.arg(0), call.arg(1)]),
            "environ_sizes_get" => ("environ_get", [call.arg(0), call.arg(1)]),
            _ => return Ok(()),
        };
        if let (0, [Ok(mut count), Ok(len)]) = (errno, sizes.map(|at| call.u32(at))) {
            // Most guests do something with each: so many get either fewer, or more than there is room for.
            if !self.is_walk() && (30_000..1 << 28).contains(&count) {
                count |= 1 << 28;
                call.write_u32(sizes[0], count)?;
            }
            self.told.insert(name, (count, len));
        }
        Ok(())
    }
}
