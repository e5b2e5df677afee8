//! Made-up results that look valid, so that code that parses them gets far before it detects an
//! error.

use nanowasi_test_host::{Call, OutOfBounds};

use super::files;
use super::model_host::ModelHost;
use crate::random::Random;

type Fabricated = Result<Option<()>, OutOfBounds>;

/// Writes a made-up result, if there is one for the function.
pub(super) fn respond(random: &mut Random, call: &mut Call<'_>) -> Fabricated {
    match call.name() {
        "fd_readdir" => entries(random, call)?,
        "poll_oneoff" => events(random, call)?,
        "args_sizes_get" | "environ_sizes_get" => sizes(random, call)?,
        "clock_time_get" => {
            let near = 1_000_000_000 + random.of_any_size() % 10_000_000_000;
            let time = random.one_of(&[0, near, u64::MAX, u64::MAX - 1, 1 << 63]);
            call.write_u64(call.arg(2), time)?;
        }
        "fd_prestat_get" => {
            let len = random.one_of(&[0, 1, 2, 5, 255, 1023, 1024, 1025, 65_536, u32::MAX]);
            let tag = if random.below(4) == 0 {
                random.next() as u32
            } else {
                0
            };
            call.write_u32(call.arg(1), tag)?;
            call.write_u32(call.arg(1) + 4, len)?;
        }
        "fd_prestat_dir_name" => {
            let bytes = text(random, call.arg(2) as usize);
            call.write(call.arg(1), &bytes)?;
        }
        "fd_filestat_get" => stat(random, call, 1)?,
        "path_filestat_get" => stat(random, call, 4)?,
        "path_open" => fd(random, call, 8)?,
        "sock_accept" => fd(random, call, 2)?,
        "path_readlink" => {
            let len = random.below(u64::from(call.arg(4)).min(5000) + 1);
            let target = text(random, len as usize);
            call.write(call.arg(3), &target)?;
            call.write_u32(call.arg(5), len as u32)?;
        }
        _ => return Ok(None),
    }
    Ok(Some(()))
}

/// Meaningless bytes: random, all equal, or lines.
pub(super) fn noise(random: &mut Random, len: usize) -> Vec<u8> {
    let block = match random.below(5) {
        0 => vec![0],
        1 => vec![0xFF],
        2 => b"line of a text\n".to_vec(),
        // 256 random bytes are enough, and fast.
        _ => random.bytes(256),
    };
    block.iter().copied().cycle().take(len).collect()
}

/// Makes a path, or something like one.
fn text(random: &mut Random, len: usize) -> Vec<u8> {
    let some: &[&[u8]] = &[
        b"a.txt",
        b".",
        b"..",
        b"/",
        b"sub/",
        b"data",
        b"\0",
        b"\xFF",
        "ä".as_bytes(),
        b"loop",
        b"//",
        b"",
    ];
    let mut bytes = Vec::new();
    while bytes.len() < len {
        bytes.extend_from_slice(random.one_of(some));
        bytes.push(b'/');
    }
    bytes.truncate(len);
    bytes
}

fn name(random: &mut Random) -> Vec<u8> {
    match random.below(12) {
        0 => b".".to_vec(),
        1 => b"..".to_vec(),
        2 => Vec::new(),
        3 => b"a/b".to_vec(),
        4 => b"nul\0nul".to_vec(),
        5 => random.bytes(6),
        6 => vec![b'n'; random.below(6000) as usize],
        7 => b"sub".to_vec(),
        _ => format!("name-{}", random.below(100)).into_bytes(),
    }
}

/// Directory entries, most of them valid.
fn entries(random: &mut Random, call: &mut Call<'_>) -> Result<(), OutOfBounds> {
    let (buffer, len, cookie) = (call.arg(1), call.arg(2), call.args()[3]);
    let mut bytes = Vec::new();
    let good = random.below(2) == 0;
    for index in 1..=random.below(30) {
        let begin = bytes.len();
        let next = match random.below(if good { 1 } else { 8 }) {
            1 => 0,
            2 => cookie,
            3 => u64::MAX,
            4 => random.next(),
            _ => cookie.wrapping_add(index),
        };
        files::entry(&mut bytes, next, random.below(9) as u8, &name(random));
        if !good && random.below(6) == 0 {
            let left = len.wrapping_sub(begin as u32 + 24);
            let false_len = random.one_of(&[left, left.wrapping_add(1), u32::MAX, 0x7FFF_FFFF, 0]);
            bytes[begin + 16..begin + 20].copy_from_slice(&false_len.to_le_bytes());
        }
    }
    let written = bytes.len().min(len as usize);
    call.write(buffer, &bytes[..written])?;
    let used = match random.below(10) {
        0 => written as u32 + 1,
        1 => len,
        2 => len.wrapping_add(1),
        3 => random.below(written as u64 + 1) as u32,
        4 => u32::MAX,
        _ => written as u32,
    };
    call.write_u32(call.arg(4), used)
}

/// Events for these subscriptions, and for others.
fn events(random: &mut Random, call: &mut Call<'_>) -> Result<(), OutOfBounds> {
    let (from, to, count) = (call.arg(0), call.arg(1), call.arg(2));
    for index in 0..count {
        let mut event = [0; 32];
        let subscription = from + random.below(u64::from(count)) as u32 * 48;
        let userdata = match random.below(6) {
            0 => random.next(),
            1 => u64::from(count),
            _ => call.u64(subscription)?,
        };
        event[..8].copy_from_slice(&userdata.to_le_bytes());
        if random.below(4) == 0 {
            event[8..16].copy_from_slice(&random.next().to_le_bytes());
        }
        event[10] = random.one_of(&[call.u8(subscription + 8)?, 0, 1, 2, 3, 255]);
        event[16..24].copy_from_slice(&random.of_any_size().to_le_bytes());
        event[24] = random.next() as u8;
        if random.below(5) != 0 {
            call.write(to + index * 32, &event)?;
        }
    }
    let happened = random.one_of(&[count, count, count, 0, 1, count + 1, u32::MAX]);
    call.write_u32(call.arg(3), happened)
}

fn sizes(random: &mut Random, call: &mut Call<'_>) -> Result<(), OutOfBounds> {
    let count = match random.below(20) {
        // More than a page of addresses.
        0 => 17_000,
        1 | 2 => random.of_any_size() as u32,
        3 => random.next() as u32 | 1 << 28,
        4 => u32::MAX,
        5 => 0,
        _ => random.below(12) as u32,
    };
    let len = match random.below(20) {
        0 => 16 << 20,
        5 | 6 => 30_000,
        1 | 2 => random.next() as u32,
        3 => u32::MAX,
        4 => 0,
        _ => random.below(300) as u32,
    };
    call.write_u32(call.arg(0), count)?;
    call.write_u32(call.arg(1), len)
}

/// Writes arguments or variables that fit the sizes reported before: as many pointers, and up to
/// three times the bytes.
pub(super) fn block(
    random: &mut Random,
    call: &mut Call<'_>,
    reported_sizes: (u32, u32),
) -> Result<i32, OutOfBounds> {
    let (count, len) = reported_sizes;
    let (pointers, begin) = (call.arg(0), call.arg(1));
    let len = len.saturating_mul(random.one_of(&[1, 1, 3]));
    // Fails if the guest did not provide the memory.
    call.bytes(pointers, count.saturating_mul(4))?;
    call.bytes(begin, len)?;
    let mut bytes = noise(random, len as usize);
    // Strings may overlap, and each may be as long as the block. But finding their ends must not
    // take too long.
    if random.below(3) != 0 || u64::from(count) * u64::from(len) > 1 << 26 {
        let apart = random.below(2) == 0;
        for text in bytes.chunks_mut(5) {
            text[0] = 0;
            // With a name, as a variable has.
            if apart && let Some(byte) = text.get_mut(2) {
                *byte = b'=';
            }
        }
    }
    call.write(begin, &bytes)?;
    let wild = random.below(2) == 0;
    let mut all = Vec::new();
    for _ in 0..count {
        let pointer = match random.below(if wild { 10 } else { 1 }) {
            1 => 0,
            2 => u32::MAX,
            3 => random.next() as u32,
            4 => pointers,
            5 => begin.wrapping_add(len),
            6 => (begin | 0xFFFF).wrapping_add(random.below(2) as u32),
            7 => pointers.wrapping_sub(1),
            _ => begin.wrapping_add(random.below(u64::from(len) + 1) as u32),
        };
        all.extend_from_slice(&pointer.to_le_bytes());
    }
    call.write(pointers, &all)?;
    Ok(0)
}

fn stat(random: &mut Random, call: &mut Call<'_>, out: usize) -> Result<(), OutOfBounds> {
    let size = match random.below(5) {
        0 => random.of_any_size(),
        1 => random.one_of(&[u64::MAX, 1 << 31, 1 << 32, 1 << 63]),
        _ => random.below(5000),
    };
    let mut stat = files::Files::stat_of(random.below(10) as u8, size);
    if random.below(3) == 0 {
        stat[40..].copy_from_slice(&[0xFF; 24]);
    }
    call.write(call.arg(out), &stat)
}

/// A descriptor that is not open, a standard stream, or one that belongs to other code.
fn fd(random: &mut Random, call: &mut Call<'_>, out: usize) -> Result<(), OutOfBounds> {
    let any = random.next() as u32;
    let fd = random.one_of(&[
        0,
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        8,
        30,
        1000,
        1 << 31,
        u32::MAX - 1,
        u32::MAX,
        any,
    ]);
    call.write_u32(call.arg(out), fd)
}

/// Makes standard input: lines of many kinds.
pub(super) fn stdin(random: &mut Random) -> Vec<u8> {
    let mut bytes = Vec::new();
    for _ in 0..random.below(60) {
        let len = random.below(120) as usize;
        match random.below(5) {
            0 => bytes.extend(random.bytes(len)),
            _ => bytes.extend_from_slice(format!("{} {len} words\n", "x".repeat(len)).as_bytes()),
        }
    }
    bytes
}

/// Makes the correct host for a run of a guest with these arguments.
pub(super) fn model_host(random: &mut Random, args: &[String]) -> ModelHost {
    let mut host = ModelHost::new(args, stdin(random));
    if random.below(8) == 0 {
        // Some hosts have variables that are not UTF-8.
        host.environ.push(b"BYTES=\xFF".to_vec());
    }
    host
}
