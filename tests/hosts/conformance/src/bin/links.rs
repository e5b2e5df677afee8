//! links CASE: symbolic and hard links.

#![no_std]
#![no_main]

use nanowasi::fs;
use nanowasi::io;
use nanowasi::os::wasi::fs::symlink_path;
use nanowasi::{env, println};
use nanowasi_conformance::{report, report_success};

nanowasi::main!(main);

fn main() -> io::Result<()> {
    match env::static_args().nth(1).unwrap_or_default() {
        "hard" => hard(),
        "symbolic" => symbolic(),
        "out" => link_outside(),
        _ => Err(io::ErrorKind::InvalidInput.into()),
    }
}

fn hard() -> io::Result<()> {
    fs::write("file", "text")?;
    report_success("link", fs::hard_link("file", "other"));
    report_success("removed", fs::remove_file("file"));
    report("text", fs::read_to_string("other"));
    report_success("missing", fs::hard_link("missing", "third"));
    Ok(())
}

fn symbolic() -> io::Result<()> {
    fs::write("file", "text")?;
    report_success("link", symlink_path("file", "link"));
    report(
        "read",
        fs::read_link("link").map(|path| path.to_string_lossy().into_owned()),
    );
    report("followed", fs::read_to_string("link"));
    report(
        "itself",
        fs::symlink_metadata("link").map(|metadata| metadata.is_symlink()),
    );
    report(
        "its file",
        fs::metadata("link").map(|metadata| metadata.is_file()),
    );
    report_success(
        "dangling",
        symlink_path("missing", "dangling").and_then(|()| fs::read("dangling")),
    );
    report_success("no link", fs::read_link("file"));
    report_success("removed", fs::remove_file("link"));
    println!("file: {}", fs::exists("file")?);
    Ok(())
}

/// A link to a target outside the preopened directory cannot be followed.
fn link_outside() -> io::Result<()> {
    report_success("made", symlink_path("../outside", "link"));
    report_success("read", fs::read("link"));
    report_success("made to root", symlink_path("/etc/passwd", "root"));
    report_success("read root", fs::read("root"));
    Ok(())
}
