//! What a call hands to the host, and whether it may: all of it has to be memory, and aligned as the
//! specification has it, or real hosts trap.

use nanowasi_test_host::{Call, Iovec, OutOfBounds};

/// What a call lends, and how many bytes it has to move.
pub(super) struct CheckedArgs {
    pub(super) buffers: Vec<Iovec>,
    pub(super) outs: Vec<Iovec>,
    pub(super) asked: u32,
}

/// Looks whether all that a call points at is memory, and aligned as the specification has it: hosts trap else.
pub(super) fn check_args(call: &mut Call<'_>) -> Result<CheckedArgs, String> {
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
        if (at | call.arg(1)) & 7 != 0 || count > 10_000 {
            return Err(format!("poll_oneoff gets {count} records at {at:#x}"));
        }
        call.bytes(at, count * 48).map_err(text)?;
        asked = count;
    }
    Ok(CheckedArgs {
        buffers: lent.buffers,
        outs: lent.outs,
        asked,
    })
}
