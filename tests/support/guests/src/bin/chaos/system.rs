//! Other steps: arguments, variables, clocks, sleeping, random numbers, hashing, memory, locks,
//! commands.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::prelude::v1::*;
use std::process::Command;
use std::raw::Clockid;
use std::sync::{Condvar, Mutex, OnceLock, mpsc};
use std::time::{Duration, Instant, SystemTime};
use std::{env, io, panic, random, sys, thread};

use crate::guard_zones::{GuardedBuffer, check, check_count};
use crate::{Step, Walk, report};

pub const STEPS: &[Step] = &[
    arguments, variables, variables, changes, clocks, clocks, sleeps, randomness, maps, blocks,
    blocks, blocks, locks, commands, hooks,
];

fn arguments(walk: &mut Walk) -> io::Result<()> {
    let count = match walk.below(4) {
        0 => env::args_os().take(500).map(|arg| arg.len()).sum(),
        1 => env::static_args().take(500).map(str::len).sum::<usize>(),
        2 => env::args_os().rev().take(5).count(),
        _ => sys::args_sizes_get()?.0,
    };
    println!("{} {:?}", count, env::current_exe().is_ok());
    Ok(())
}

fn variables(walk: &mut Walk) -> io::Result<()> {
    let name = walk.one_of(&["HOME", "PATH", "EMPTY", "NONE", "", "=", "A"]);
    match walk.below(8) {
        0 => println!("{:?}", env::var(name)),
        1 => println!("{:?}", env::var_os(name)),
        2 => println!("{:?}", env::static_var(name)),
        3 => println!("{}", env::vars_os().take(500).count()),
        4 | 5 => println!("{}", env::vars().take(500).count()),
        _ => {
            let vars = env::static_vars().take(500);
            let lens = vars.map(|(name, value)| name.len() + value.len());
            println!("{}", lens.sum::<usize>());
        }
    }
    Ok(())
}

fn changes(walk: &mut Walk) -> io::Result<()> {
    let name = walk.one_of(&["HOME", "NEW", "A"]);
    // SAFETY: the program has one thread.
    unsafe {
        if walk.chance(3) {
            env::remove_var(name);
        } else {
            env::set_var(name, "value");
        }
    }
    println!("{:?}", env::var_os(name));
    Ok(())
}

fn clocks(walk: &mut Walk) -> io::Result<()> {
    match walk.below(6) {
        0 => {
            let begin = Instant::now();
            println!("{:?}", begin.elapsed());
        }
        1 => println!(
            "{:?}",
            SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)
        ),
        2 => println!("{:?}", SystemTime::now().elapsed()),
        3 => println!("{}", sys::clock_res_get(Clockid(walk.below(4) as u32))?),
        4 => println!("{}", sys::clock_time_get(Clockid(walk.below(4) as u32), 1)?),
        _ => println!("{:?}", Instant::now().checked_add(Duration::MAX)),
    }
    Ok(())
}

fn sleeps(walk: &mut Walk) -> io::Result<()> {
    let span = Duration::from_nanos(walk.one_of(&[0, 1, 1_000_000, 3_600_000_000_000]));
    match walk.below(5) {
        0 | 1 => thread::sleep(span),
        2 => thread::yield_now(),
        3 => thread::park_timeout(span),
        _ => sys::sched_yield()?,
    }
    Ok(())
}

fn randomness(walk: &mut Walk) -> io::Result<()> {
    if walk.chance(4) {
        let mut bytes = vec![0; walk.below(140_000)];
        return random::fill(&mut bytes);
    }
    let mut buffer = GuardedBuffer::<100>::new();
    let len = walk.below(101);
    random::fill(buffer.borrow(len))
}

/// Maps get random keys from the host, or end the program if there are none.
fn maps(walk: &mut Walk) -> io::Result<()> {
    if walk.chance(4) {
        println!("{:x}", RandomState::new().hash_one(walk.state));
        return Ok(());
    }
    let count = walk.below(300) as u64;
    let mut set = HashSet::new();
    let map = walk.map.get_or_insert_with(HashMap::new);
    for number in 0..count {
        map.insert(number, number.to_string());
        set.insert(number % 17);
    }
    map.retain(|number, _| number % 3 != 0);
    check_count("a set", set.len(), 17);
    if map.get(&1).is_some_and(|text| text != "1") {
        report("a map has something else");
    }
    Ok(())
}

/// Allocates and frees memory.
fn blocks(walk: &mut Walk) -> io::Result<()> {
    match walk.below(5) {
        0 => walk.blocks.clear(),
        1 => {
            let index = walk.below(walk.blocks.len() + 1);
            if index < walk.blocks.len() {
                walk.blocks.swap_remove(index);
            }
        }
        2 => {
            let mut large = Vec::<u8>::new();
            large
                .try_reserve_exact(walk.one_of(&[100_000, 3 << 20, 1 << 31, usize::MAX]))
                .map_err(|_| io::ErrorKind::OutOfMemory)?;
            walk.blocks.push(large);
        }
        3 => {
            if let Some(block) = walk.blocks.last_mut() {
                block.extend_from_slice(&[1; 777]);
                block.shrink_to_fit();
            }
        }
        _ => {
            let bytes = walk.bytes(5000);
            walk.blocks.push(bytes);
        }
    }
    Ok(())
}

fn locks(walk: &mut Walk) -> io::Result<()> {
    static ONCE: OnceLock<String> = OnceLock::new();
    static COUNT: Mutex<u64> = Mutex::new(0);
    let span = Duration::from_millis(walk.below(3) as u64);
    let guard = COUNT
        .lock()
        .unwrap_or_else(|poisoned| poisoned.into_inner());
    match walk.below(3) {
        0 => {
            let condvar = Condvar::new();
            println!("{}", condvar.wait_timeout(guard, span).is_ok());
        }
        1 => {
            let (sender, receiver) = mpsc::channel();
            println!("{:?}", receiver.recv_timeout(span));
            println!(
                "{:?} {:?}",
                sender.send(*guard),
                receiver.recv_timeout(span)
            );
        }
        _ => println!("{}", ONCE.get_or_init(|| "once".repeat(9))),
    }
    Ok(())
}

fn commands(_: &mut Walk) -> io::Result<()> {
    println!("{:?}", thread::available_parallelism());
    println!("{}", thread::Builder::new().spawn(|| ()).is_err());
    Command::new("none")
        .arg("one")
        .env("A", "b")
        .spawn()
        .map(drop)
}

/// Prints panics through a hook, which sometimes checks the guard zones as well.
fn hooks(walk: &mut Walk) -> io::Result<()> {
    if walk.chance(2) {
        panic::set_hook(Box::new(|info| {
            check();
            eprintln!("hook: {info}");
        }));
    } else {
        drop(panic::take_hook());
    }
    Ok(())
}
