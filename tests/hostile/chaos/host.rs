//! A host with random faults, reproducible from a seed.
//!
//! It contains a correct host ([`ModelHost`]), so that a guest makes progress. The configuration
//! says how often the correct result is withheld, altered, truncated or replaced. The host writes
//! only to memory that the guest passed in the call, because no guest can protect itself from
//! writes elsewhere; but it may write to all of that memory, whatever it returns. The pointers of
//! each call are checked as well.

use std::collections::BTreeMap;

use nanowasi_test_host::{Call, OutOfBounds, Response};

use super::check_args::{CheckedArgs, check_args};
use super::fabricate;
use super::fault_config::{FaultConfig, Stuck, errno};
use super::files;
use super::model_host::ModelHost;
use super::panic_output::PanicOutput;
use crate::random::Random;

/// More calls than any guest makes on a host that exhausts its retry limit again and again.
const MAX_CALLS: u64 = 600_000;

/// After this many calls no further preopened directories are reported. A path is searched among at
/// most 65,536 descriptors; this is enough for two paths, and each step of a walk has one.
const MAX_PREOPEN_CALLS: u64 = 140_000;

/// The host of one run.
pub(super) struct Chaos {
    pub(super) random: Random,
    pub(super) model: ModelHost,
    config: FaultConfig,
    /// The numbers of arguments and variables that were reported, and the numbers of their bytes.
    reported_sizes: BTreeMap<&'static str, (u32, u32)>,
    pub(super) seen: Seen,
}

/// What happened in a run.
#[derive(Default)]
pub(super) struct Seen {
    /// How often each function was called, and how often it returned a wrong result.
    pub(super) calls: BTreeMap<&'static str, (u64, u64)>,
    pub(super) total: u64,
    pub(super) grown: u64,
    /// Whether the last call was a `proc_exit` that returned.
    pub(super) exit_returned: bool,
    /// Whether a call followed such an exit.
    pub(super) called_after_exit: bool,
    pub(super) panic_output: PanicOutput,
    /// The number of bytes that arguments and variables of the reported sizes may make a guest
    /// allocate.
    pub(super) strings_size: u64,
    /// The size of the memory at the last call.
    pub(super) memory: usize,
}

impl Chaos {
    pub(super) fn new(mut random: Random, model: ModelHost) -> Self {
        let config = FaultConfig::new(&mut random);
        Self {
            random,
            model,
            config,
            reported_sizes: BTreeMap::new(),
            seen: Seen::default(),
        }
    }

    /// Handles a call, with or without a fault.
    pub(super) fn respond(&mut self, call: &mut Call<'_>) -> Response {
        let name = nanowasi_test_host::functions().find(|name| *name == call.name());
        let name = name.unwrap_or_default();
        self.seen.total += 1;
        self.seen.memory = call.memory_len();
        self.seen.called_after_exit |= self.seen.exit_returned;
        self.seen.exit_returned = false;
        if self.seen.total > MAX_CALLS {
            return Response::Trap("it calls for ever".to_owned());
        }
        let checked = match check_args(call) {
            Ok(checked) => checked,
            Err(problem) => return Response::Trap(problem),
        };
        if name == "proc_exit" {
            self.seen.calls.entry(name).or_default().0 += 1;
            if self.random.below(1000) < self.config.exit_returns_per_mille {
                self.seen.calls.entry(name).or_default().1 += 1;
                self.seen.exit_returned = true;
                return Response::Errno(0);
            }
            return Response::Real;
        }
        let is_wrong = (self.config.first_wrong_call..self.config.end_of_wrong_calls)
            .contains(&self.seen.total)
            && self.random.below(1000) < self.config.wrong_per_mille;
        let counts = self.seen.calls.entry(name).or_default();
        let is_stuck = matches!(&self.config.stuck, Some((function, from, _))
            if *function == name && self.seen.total >= *from)
            && !(name == "fd_prestat_get" && counts.0 > MAX_PREOPEN_CALLS);
        counts.0 += 1;
        counts.1 += u64::from(is_wrong || is_stuck);
        if self.random.below(1000) < self.config.grow_per_mille
            && call.grow_memory(1 + self.seen.total % 3)
        {
            self.seen.grown += 1;
        }
        if (is_stuck || is_wrong) && name == "poll_oneoff" {
            // A guest polls again until the time has passed, so time must advance.
            self.model.now += 10_000_000_000;
        }
        if let Some((count, len)) = self.reported_sizes.get(name) {
            // The guest has memory for the strings now. A pair of them is 24 bytes, and as many
            // again while a vector grows. One string may have all bytes.
            let max = 48 * u64::from(*count) + 3 * u64::from(*len);
            self.seen.strings_size = self.seen.strings_size.max(max);
        }
        let response = if is_stuck {
            self.stuck(call, &checked)
        } else if is_wrong {
            self.faulty(call, &checked)
        } else {
            self.correct(call)
        };
        if name == "fd_write" && call.arg(0) == 2 {
            self.seen.panic_output.record(call, &response);
        }
        let result = response.and_then(|errno| self.record_sizes(call, errno).map(|()| errno));
        result.into()
    }

    /// Returns the correct result, as far as it fits the sizes reported before.
    fn correct(&mut self, call: &mut Call<'_>) -> Result<i32, OutOfBounds> {
        let strings = match call.name() {
            "args_get" => &self.model.args,
            "environ_get" => &self.model.environ,
            _ => return self.model.respond(call),
        };
        let (count, len) = self
            .reported_sizes
            .get(call.name())
            .copied()
            .unwrap_or_default();
        let needed: usize = strings.iter().map(|text| text.len() + 1).sum();
        if strings.len() > count as usize || needed > len as usize * 3 {
            return fabricate::block(&mut self.random, call, (count, len));
        }
        self.model.respond(call)
    }

    fn faulty(&mut self, call: &mut Call<'_>, checked: &CheckedArgs) -> Result<i32, OutOfBounds> {
        let reported_sizes = self.reported_sizes.get(call.name()).copied();
        let errno = errno(&mut self.random, self.config.specified_errnos);
        let maybe = if self.random.below(3) == 0 { errno } else { 0 };
        match self.random.below(12) {
            0 | 1 => Ok(errno),
            2 => self.correct(call).map(|_| errno),
            3 => Ok(0),
            4 => {
                self.results(call, checked)?;
                Ok(maybe)
            }
            5 | 6 => {
                self.fill(call, checked)?;
                self.results(call, checked)?;
                Ok(maybe)
            }
            7 => {
                let response = self.correct(call)?;
                self.alter(call, checked)?;
                Ok(response)
            }
            8 => {
                self.model.max_bytes = self.random.of_any_size() as usize % 64;
                let response = self.correct(call);
                self.model.max_bytes = usize::MAX;
                response
            }
            _ if reported_sizes.is_some() => {
                fabricate::block(&mut self.random, call, reported_sizes.unwrap_or_default())
            }
            _ => match fabricate::respond(&mut self.random, call)? {
                Some(()) => Ok(0),
                None => {
                    self.correct(call)?;
                    self.results(call, checked)?;
                    Ok(0)
                }
            },
        }
    }

    fn stuck(&mut self, call: &mut Call<'_>, checked: &CheckedArgs) -> Result<i32, OutOfBounds> {
        let Some((_, _, stuck)) = &mut self.config.stuck else {
            return Ok(0);
        };
        match stuck {
            Stuck::Errno(errno) => Ok(*errno),
            Stuck::Nothing => Ok(0),
            Stuck::Dot => {
                let mut bytes = Vec::new();
                files::entry(&mut bytes, call.args()[3].wrapping_add(1), 3, b".");
                bytes.truncate(call.arg(2) as usize);
                call.write(call.arg(1), &bytes)?;
                call.write_u32(call.arg(4), bytes.len() as u32)?;
                Ok(0)
            }
            Stuck::Zeros => {
                for out in &checked.outs {
                    call.write(out.address, &vec![0; out.len as usize])?;
                }
                Ok(0)
            }
            Stuck::Same(Some(before)) => {
                let targets = checked.outs.iter().chain(&checked.buffers);
                for (target, (_, bytes)) in targets.zip(&*before) {
                    let len = bytes.len().min(target.len as usize);
                    call.write(target.address, &bytes[..len])?;
                }
                Ok(0)
            }
            Stuck::Same(None) => {
                if self.model.respond(call)? == 0 {
                    let mut before = Vec::new();
                    for target in checked.outs.iter().chain(&checked.buffers) {
                        before.push((target.len, call.bytes(target.address, target.len)?));
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

    /// Writes random results: each unwritten, arbitrary, or close to the requested size.
    fn results(&mut self, call: &mut Call<'_>, checked: &CheckedArgs) -> Result<(), OutOfBounds> {
        let requested = checked.requested;
        for out in &checked.outs {
            let mut bytes = self.random.bytes(out.len as usize);
            let near = match self.random.below(10) {
                0 => continue,
                1 => 0,
                2 => 1,
                3 => requested.wrapping_sub(1),
                4 => requested,
                5 => requested.wrapping_add(1),
                6 => requested.wrapping_mul(2),
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

    /// Overwrites all memory that the call passed.
    fn fill(&mut self, call: &mut Call<'_>, checked: &CheckedArgs) -> Result<(), OutOfBounds> {
        let reported_sizes = self.reported_sizes.get(call.name()).copied();
        if let Some(reported_sizes) = reported_sizes {
            fabricate::block(&mut self.random, call, reported_sizes)?;
        }
        for buffer in &checked.buffers {
            let bytes = fabricate::noise(&mut self.random, buffer.len as usize);
            call.write(buffer.address, &bytes)?;
        }
        for out in &checked.outs {
            let bytes = self.random.bytes(out.len as usize);
            call.write(out.address, &bytes)?;
        }
        Ok(())
    }

    /// Changes a few bytes, or changes a count by one.
    fn alter(&mut self, call: &mut Call<'_>, checked: &CheckedArgs) -> Result<(), OutOfBounds> {
        for target in checked.outs.iter().chain(&checked.buffers) {
            if target.len == 0 || self.random.below(3) == 0 {
                continue;
            }
            for _ in 0..=self.random.below(4) {
                // More often near the front, where headers and lengths are.
                let max = u64::from(target.len).min(self.random.one_of(&[4, 32, 128, u64::MAX]));
                let at = target.address + self.random.below(max) as u32;
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

    /// Whether the guest is the random walk, which uses at most a few hundred arguments and
    /// variables.
    fn is_walk(&self) -> bool {
        self.model.args.first().is_some_and(|name| name == b"chaos")
    }

    /// Records the reported sizes, for which the guest provides memory.
    fn record_sizes(&mut self, call: &mut Call<'_>, errno: i32) -> Result<(), OutOfBounds> {
        let (name, sizes) = match call.name() {
            "args_sizes_get" => ("args_get", [call.arg(0), call.arg(1)]),
            "environ_sizes_get" => ("environ_get", [call.arg(0), call.arg(1)]),
            _ => return Ok(()),
        };
        if let (0, [Ok(mut count), Ok(len)]) = (errno, sizes.map(|at| call.u32(at))) {
            // Most guests process each string. A number in this range becomes more than fits into
            // memory.
            if !self.is_walk() && (30_000..1 << 28).contains(&count) {
                count |= 1 << 28;
                call.write_u32(sizes[0], count)?;
            }
            self.reported_sizes.insert(name, (count, len));
        }
        Ok(())
    }
}
