//! A host that answers as it likes, from a seed: rightly, wrongly, half, too much, or not at all.
//!
//! Behind it is a host that does as it should ([`World`]), so that a guest gets somewhere: how often that one's
//! answer is kept back, altered, cut or replaced is a matter of the seed. What is written always lies within what
//! the guest has lent, for no guest can stop a host that writes elsewhere; but all of that is fair game, to the
//! last byte, whatever the answer says. Each call is also looked at: what it lends has to be memory, and aligned.

use std::collections::BTreeMap;

use nanowasi_host::{Answer, Call, Iovec, OutOfBounds};

use super::files;
use super::invent;
use super::random::Random;
use super::world::{AGAIN, World};

/// More calls than any guest makes on a host that drives it to the end of its patience again and again.
const MOST_CALLS: u64 = 400_000;

const INTR: i32 = 27;

/// What a host answers for ever, to one function.
enum Obsession {
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
struct Temper {
    /// How many of 1,000 answers are wrong.
    wrong: u64,
    /// Calls before the first wrong one, and calls after which all are right again, so that a guest that
    /// goes on as long as the host does comes to an end.
    begins: u64,
    ends: u64,
    /// Whether errnos are those of the specification.
    polite: bool,
    /// How many of 1,000 calls find the memory larger behind them.
    grows: u64,
    /// How many of 1,000 exits return.
    refuses: u64,
    /// A function that is answered in one way from a call on, and for ever.
    obsession: Option<(&'static str, u64, Obsession)>,
}

/// The host of one run.
pub(super) struct Chaos {
    pub(super) random: Random,
    pub(super) world: World,
    temper: Temper,
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
    /// What a panic said.
    pub(super) panic: Option<String>,
}

impl Temper {
    fn new(random: &mut Random) -> Self {
        let obsessed = random.below(16) == 0;
        Self {
            wrong: random.one_of(&[0, 10, 30, 60, 120, 300, 1000]),
            begins: random.one_of(&[0, 0, 10, 40, 150]),
            ends: random.one_of(&[100, 400, 1500]),
            polite: random.below(2) == 0,
            grows: random.one_of(&[0, 0, 5, 50]),
            refuses: random.one_of(&[0, 0, 100, 1000]),
            obsession: obsessed.then(|| obsession(random)),
        }
    }
}

fn obsession(random: &mut Random) -> (&'static str, u64, Obsession) {
    let from = random.below(60);
    // Half of them are those that guests have a patience for.
    let (name, how) = match random.below(22) {
        0 | 1 => ("fd_readdir", Obsession::Same(None)),
        2 => ("fd_readdir", Obsession::Here),
        3 => ("clock_time_get", Obsession::Same(None)),
        4 => ("path_readlink", Obsession::Same(None)),
        5 => ("poll_oneoff", Obsession::Zeros),
        6 => ("poll_oneoff", Obsession::Nothing),
        7 => ("fd_read", Obsession::Errno(INTR)),
        8 => ("fd_write", Obsession::Errno(INTR)),
        9 => ("fd_write", Obsession::Errno(AGAIN)),
        10 => ("fd_write", Obsession::Zeros),
        how => {
            // Not the one that ends a program, nor one that is asked for 65,536 preopens then.
            let all: Vec<&str> = nanowasi_host::functions()
                .filter(|name| !["proc_exit", "fd_prestat_get"].contains(name))
                .collect();
            let how = match how {
                11..=13 => Obsession::Errno(INTR),
                14 | 15 => Obsession::Errno(AGAIN),
                16..=18 => Obsession::Errno(errno(random, false)),
                19 => Obsession::Nothing,
                _ => Obsession::Zeros,
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

impl Chaos {
    pub(super) fn new(mut random: Random, world: World) -> Self {
        let temper = Temper::new(&mut random);
        Self {
            random,
            world,
            temper,
            told: BTreeMap::new(),
            seen: Seen::default(),
        }
    }

    /// Answers a call, rightly or not.
    pub(super) fn answer(&mut self, call: &mut Call<'_>) -> Answer {
        let name = nanowasi_host::functions().find(|name| *name == call.name());
        let name = name.unwrap_or_default();
        self.seen.total += 1;
        self.seen.undead |= self.seen.refused;
        self.seen.refused = false;
        if self.seen.total > MOST_CALLS {
            return Answer::Trap("it calls for ever".to_owned());
        }
        let lent = match look(call) {
            Ok(lent) => lent,
            Err(wrong) => return Answer::Trap(wrong),
        };
        if name == "proc_exit" {
            self.seen.calls.entry(name).or_default().0 += 1;
            if self.random.below(1000) < self.temper.refuses {
                self.seen.calls.entry(name).or_default().1 += 1;
                self.seen.refused = true;
                return Answer::Errno(0);
            }
            return Answer::Real;
        }
        if name == "fd_write" && call.arg(0) == 2 && self.seen.panic.is_none() {
            self.seen.panic = panic_in(call);
        }
        let wild = (self.temper.begins..self.temper.ends).contains(&self.seen.total)
            && self.random.below(1000) < self.temper.wrong;
        let obsessed = matches!(&self.temper.obsession, Some((function, from, _))
            if *function == name && self.seen.total >= *from);
        let counts = self.seen.calls.entry(name).or_default();
        counts.0 += 1;
        counts.1 += u64::from(wild || obsessed);
        if self.random.below(1000) < self.temper.grows && call.grow_memory(1 + self.seen.total % 3)
        {
            self.seen.grown += 1;
        }
        if (obsessed || wild) && name == "poll_oneoff" {
            // Who does not wait as he was asked to, is asked again until the time has come.
            self.world.now += 10_000_000_000;
        }
        let answer = if obsessed {
            self.obsessed(call, &lent)
        } else if wild {
            self.wrong(call, &lent)
        } else {
            self.right(call)
        };
        let told = answer.and_then(|errno| self.remember(call, errno).map(|()| errno));
        told.into()
    }

    /// What the specification says, as far as it fits into what was told before.
    fn right(&mut self, call: &mut Call<'_>) -> Result<i32, OutOfBounds> {
        let strings = match call.name() {
            "args_get" => &self.world.args,
            "environ_get" => &self.world.environ,
            _ => return self.world.answer(call),
        };
        let (count, len) = self.told.get(call.name()).copied().unwrap_or_default();
        let needed: usize = strings.iter().map(|text| text.len() + 1).sum();
        if strings.len() > count as usize || needed > len as usize * 3 {
            return invent::block(&mut self.random, call, (count, len));
        }
        self.world.answer(call)
    }

    fn wrong(&mut self, call: &mut Call<'_>, lent: &Lent) -> Result<i32, OutOfBounds> {
        let told = self.told.get(call.name()).copied();
        let errno = errno(&mut self.random, self.temper.polite);
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
                self.world.most = self.random.of_any_size() as usize % 64;
                let answer = self.right(call);
                self.world.most = usize::MAX;
                answer
            }
            _ if told.is_some() => invent::block(&mut self.random, call, told.unwrap_or_default()),
            _ => match invent::answer(&mut self.random, call)? {
                Some(()) => Ok(0),
                None => {
                    self.right(call)?;
                    self.results(call, lent)?;
                    Ok(0)
                }
            },
        }
    }

    fn obsessed(&mut self, call: &mut Call<'_>, lent: &Lent) -> Result<i32, OutOfBounds> {
        let Some((_, _, obsession)) = &mut self.temper.obsession else {
            return Ok(0);
        };
        match obsession {
            Obsession::Errno(errno) => Ok(*errno),
            Obsession::Nothing => Ok(0),
            Obsession::Here => {
                let mut bytes = Vec::new();
                files::entry(&mut bytes, call.args()[3].wrapping_add(1), 3, b".");
                bytes.truncate(call.arg(2) as usize);
                call.write(call.arg(1), &bytes)?;
                call.write_u32(call.arg(4), bytes.len() as u32)?;
                Ok(0)
            }
            Obsession::Zeros => {
                for out in &lent.outs {
                    call.write(out.address, &vec![0; out.len as usize])?;
                }
                Ok(0)
            }
            Obsession::Same(Some(before)) => {
                let places = lent.outs.iter().chain(&lent.buffers);
                for (place, (_, bytes)) in places.zip(&*before) {
                    let len = bytes.len().min(place.len as usize);
                    call.write(place.address, &bytes[..len])?;
                }
                Ok(0)
            }
            Obsession::Same(None) => {
                if self.world.answer(call)? == 0 {
                    let mut before = Vec::new();
                    for place in lent.outs.iter().chain(&lent.buffers) {
                        before.push((place.len, call.bytes(place.address, place.len)?));
                    }
                    self.temper.obsession = self
                        .temper
                        .obsession
                        .take()
                        .map(|(name, from, _)| (name, from, Obsession::Same(Some(before))));
                }
                Ok(0)
            }
        }
    }

    /// Any results: each unwritten, wild, or about as large as what was asked for.
    fn results(&mut self, call: &mut Call<'_>, lent: &Lent) -> Result<(), OutOfBounds> {
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
    fn fill(&mut self, call: &mut Call<'_>, lent: &Lent) -> Result<(), OutOfBounds> {
        let told = self.told.get(call.name()).copied();
        if let Some(told) = told {
            invent::block(&mut self.random, call, told)?;
        }
        for buffer in &lent.buffers {
            let bytes = invent::noise(&mut self.random, buffer.len as usize);
            call.write(buffer.address, &bytes)?;
        }
        for out in &lent.outs {
            let bytes = self.random.bytes(out.len as usize);
            call.write(out.address, &bytes)?;
        }
        Ok(())
    }

    /// Changes a few bytes, or a count by one.
    fn alter(&mut self, call: &mut Call<'_>, lent: &Lent) -> Result<(), OutOfBounds> {
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

    /// What the guest has been told of sizes is what it makes room for.
    fn remember(&mut self, call: &mut Call<'_>, errno: i32) -> Result<(), OutOfBounds> {
        let (name, sizes) = match call.name() {
            "args_sizes_get" => ("args_get", [call.arg(0), call.arg(1)]),
            "environ_sizes_get" => ("environ_get", [call.arg(0), call.arg(1)]),
            _ => return Ok(()),
        };
        if let (0, [Ok(mut count), Ok(len)]) = (errno, sizes.map(|at| call.u32(at))) {
            // As many as take long, and still fit, come from elsewhere.
            if (30_000..1 << 28).contains(&count) {
                count |= 1 << 28;
                call.write_u32(sizes[0], count)?;
            }
            self.told.insert(name, (count, len));
        }
        Ok(())
    }
}

/// What a panic says, if that is what a call writes.
fn panic_in(call: &mut Call<'_>) -> Option<String> {
    let iovecs = call.iovecs(call.arg(1), call.arg(2)).ok()?;
    let bytes = call.gather(&iovecs).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    let (_, why) = text.split_once("panicked at ")?;
    Some(why.chars().take(120).collect())
}

/// What a call lends, and how many bytes it has to move.
pub(super) struct Lent {
    buffers: Vec<Iovec>,
    outs: Vec<Iovec>,
    asked: u32,
}

/// Looks whether all that a call points at is memory, and aligned as the specification has it: hosts trap else.
fn look(call: &mut Call<'_>) -> Result<Lent, String> {
    let text = |error: OutOfBounds| error.to_string();
    let lent = call.lent().map_err(text)?;
    for place in lent.buffers.iter().chain(&lent.outs) {
        call.bytes(place.address, place.len).map_err(text)?;
    }
    for out in &lent.outs {
        let align = if call.name() == "fd_prestat_get" {
            4
        } else {
            out.len.min(8)
        };
        if out.address % align != 0 {
            return Err(format!(
                "{} gets a result at {:#x}",
                call.name(),
                out.address
            ));
        }
    }
    let mut asked: u32 = lent.buffers.iter().map(|buffer| buffer.len).sum();
    let (paths, iovecs): (&[usize], _) = match call.name() {
        "fd_write" | "fd_pwrite" | "sock_send" => (&[], true),
        "fd_read" | "fd_pread" | "sock_recv" => (&[], true),
        "path_create_directory" | "path_readlink" => (&[1], false),
        "path_remove_directory" | "path_unlink_file" => (&[1], false),
        "path_filestat_get" | "path_filestat_set_times" | "path_open" => (&[2], false),
        "path_link" => (&[2, 5], false),
        "path_rename" => (&[1, 4], false),
        "path_symlink" => (&[0, 3], false),
        _ => (&[], false),
    };
    for &path in paths {
        call.bytes(call.arg(path), call.arg(path + 1))
            .map_err(text)?;
    }
    if iovecs {
        let (at, count) = (call.arg(1), call.arg(2));
        if at % 4 != 0 || count > 1024 {
            return Err(format!("{} gets {count} iovecs at {at:#x}", call.name()));
        }
        let iovecs = call.iovecs(at, count).map_err(text)?;
        asked = call.gather(&iovecs).map_err(text)?.len() as u32;
    }
    if call.name() == "poll_oneoff" {
        let (at, count) = (call.arg(0), call.arg(2));
        if at % 8 != 0 || call.arg(1) % 8 != 0 || count > 10_000 {
            return Err(format!("poll_oneoff gets {count} records at {at:#x}"));
        }
        call.bytes(at, count * 48).map_err(text)?;
        asked = count;
    }
    Ok(Lent {
        buffers: lent.buffers,
        outs: lent.outs,
        asked,
    })
}
