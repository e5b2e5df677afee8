//! Checks the pointers of a call: they have to point to memory, aligned as specified, or real hosts
//! trap.

use nanowasi_test_host::{Call, Iovec, OutOfBounds};

/// The memory that a call may write to, and the number of bytes that it is to move.
pub(super) struct CheckedArgs {
    pub(super) buffers: Vec<Iovec>,
    pub(super) outs: Vec<Iovec>,
    pub(super) requested: u32,
}

/// Checks that each pointer of a call leads to memory and is aligned as specified.
pub(super) fn check_args(call: &mut Call<'_>) -> Result<CheckedArgs, String> {
    let text = |error: OutOfBounds| error.to_string();
    let out_pointers = call.out_pointers().map_err(text)?;
    for target in out_pointers.buffers.iter().chain(&out_pointers.outs) {
        call.bytes(target.address, target.len).map_err(text)?;
    }
    for out in &out_pointers.outs {
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
    let mut requested: u32 = out_pointers.buffers.iter().map(|buffer| buffer.len).sum();
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
        requested = call.gather(&iovecs).map_err(text)?.len() as u32;
    }
    if call.name() == "poll_oneoff" {
        let (at, count) = (call.arg(0), call.arg(2));
        if (at | call.arg(1)) & 7 != 0 || count > 10_000 {
            return Err(format!("poll_oneoff gets {count} records at {at:#x}"));
        }
        call.bytes(at, count * 48).map_err(text)?;
        requested = count;
    }
    Ok(CheckedArgs {
        buffers: out_pointers.buffers,
        outs: out_pointers.outs,
        requested,
    })
}
