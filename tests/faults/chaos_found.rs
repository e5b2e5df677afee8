//! What the chaos has found, made small: each test is a host that was drawn by lot.

use nanowasi_host::build::{Mode, guest};
use nanowasi_host::{Call, Run};

const BADF: i32 = 8;

/// A descriptor of 1,000,000,000 where a preopened directory was moved to had each path looked for in 65,536 calls.
#[test]
fn a_wild_descriptor_does_not_make_each_path_a_long_way() {
    let opened = |call: &mut Call<'_>| {
        let fds = [4, 1_000_000_000, 5];
        let fd = fds.get(call.number() - 1).copied().unwrap_or(6);
        call.write_u32(call.arg(8), fd)?;
        Ok(0)
    };
    let out = Run::new(guest("renumbers", Mode::Tiny))
        .args(["close:4", "file:a|b", "open:c"])
        .dir(".", ".")
        .dir("src", "src")
        .fault("path_open", opened)
        .fault("fd_renumber", |_| 0)
        .fault("fd_fdstat_get", |_| BADF)
        .fault("fd_read", |_| BADF)
        .run();
    assert_eq!(out.count("fd_renumber"), 1, "{out}");
    let looks = out.count("fd_prestat_get");
    assert!(looks < 30, "{looks} looks for a preopened directory");
}
