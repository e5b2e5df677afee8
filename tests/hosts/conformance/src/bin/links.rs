//! links CASE: names that lead to others.

#![no_std]
#![no_main]

use nanowasi::fs;
use nanowasi::io;
use nanowasi::os::wasi::fs::symlink_path;
use nanowasi::{env, println};
use nanowasi_conformance::{done, say};

nanowasi::main!(main);

fn main() -> io::Result<()> {
    match env::static_args().nth(1).unwrap_or_default() {
        "hard" => hard(),
        "symbolic" => symbolic(),
        "out" => out(),
        _ => Err(io::ErrorKind::InvalidInput.into()),
    }
}

fn hard() -> io::Result<()> {
    fs::write("file", "text")?;
    done("link", fs::hard_link("file", "other"));
    done("removed", fs::remove_file("file"));
    say("text", fs::read_to_string("other"));
    done("missing", fs::hard_link("missing", "third"));
    Ok(())
}

fn symbolic() -> io::Result<()> {
    fs::write("file", "text")?;
    done("link", symlink_path("file", "link"));
    say(
        "read",
        fs::read_link("link").map(|path| path.to_string_lossy().into_owned()),
    );
    say("followed", fs::read_to_string("link"));
    say(
        "itself",
        fs::symlink_metadata("link").map(|metadata| metadata.is_symlink()),
    );
    say(
        "its file",
        fs::metadata("link").map(|metadata| metadata.is_file()),
    );
    done(
        "dangling",
        symlink_path("missing", "dangling").and_then(|()| fs::read("dangling")),
    );
    done("no link", fs::read_link("file"));
    done("removed", fs::remove_file("link"));
    println!("file: {}", fs::exists("file")?);
    Ok(())
}

/// A link out of what is preopened leads nowhere.
fn out() -> io::Result<()> {
    done("made", symlink_path("../outside", "link"));
    done("read", fs::read("link"));
    done("made to root", symlink_path("/etc/passwd", "root"));
    done("read root", fs::read("root"));
    Ok(())
}
