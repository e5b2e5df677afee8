//! corners: tests `std::fs` where its documentation leaves the result to the system.
//!
//! Each line is an expression and its result, so that a difference is easy to locate. The functions
//! depend on the files that earlier ones left.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::env;
use std::fs::{self, DirBuilder, File, FileTimes, OpenOptions};
use std::io::{self, IoSlice, Read, Seek, SeekFrom, Write};
use std::time::{Duration, SystemTime};

macro_rules! show {
    ($expression:expr) => {
        println!("{}: {:?}", stringify!($expression), $expression)
    };
}

#[allow(deprecated, reason = "the one stable way to make a soft link here")]
fn soft_link(original: &str, link: &str) -> io::Result<()> {
    fs::soft_link(original, link)
}

fn main() {
    empty_paths();
    nul_bytes();
    folders();
    options();
    attributes();
    places();
    writing();
    content();
    links();
    canonical();
    listing();
    removing();
    times();
    current_dir();
}

fn empty_paths() {
    show!(env::current_dir());
    show!(File::open("").map(|_| ()));
    show!(fs::metadata("").map(|m| m.is_dir()));
    show!(fs::create_dir(""));
    show!(fs::create_dir_all(""));
    show!(fs::create_dir_all("/"));
    show!(fs::create_dir_all("//"));
    show!(fs::create_dir_all("."));
    show!(fs::remove_file(""));
    show!(fs::remove_dir(""));
    show!(fs::read_dir("").map(|_| ()));
    show!(fs::read_link(""));
    show!(fs::rename("", "x"));
    show!(fs::rename("x", ""));
    show!(fs::hard_link("", "x"));
    show!(fs::copy("", "x"));
    show!(fs::write("", "x"));
    show!(fs::exists(""));
}

fn nul_bytes() {
    for nul in ["a\0b", "\0", "a\0"] {
        show!(fs::metadata(nul).map(|_| ()));
        show!(File::open(nul).map(|_| ()));
        show!(fs::rename(nul, "x"));
        show!(fs::rename("x", nul));
        show!(fs::set_permissions(
            nul,
            fs::metadata(".").unwrap().permissions()
        ));
        show!(fs::canonicalize(nul));
        show!(soft_link(nul, "x"));
        show!(soft_link("x", nul));
        show!(fs::read_dir(nul).map(|_| ()));
        show!(fs::remove_dir_all(nul));
        show!(fs::create_dir_all(nul));
        show!(env::set_current_dir(nul));
        show!(fs::exists(nul));
        show!(fs::copy(nul, nul));
    }
}

fn folders() {
    show!(fs::metadata("no").map(|_| ()));
    show!(fs::create_dir("d"));
    show!(fs::create_dir("d"));
    show!(fs::create_dir("d/"));
    show!(fs::create_dir("e/"));
    show!(fs::create_dir("no/e"));
    show!(fs::create_dir("."));
    show!(fs::create_dir("../x"));
    show!(fs::create_dir_all("../x/y"));
    show!(fs::create_dir_all("d/x/y/"));
    show!(fs::create_dir_all("d/x/../z"));
    show!(fs::create_dir_all("./q/./r//s"));
    show!(fs::write("f", "hello"));
    show!(fs::create_dir_all("f/x"));
    show!(fs::create_dir_all("f"));
    show!(DirBuilder::new().create("d"));
    show!(DirBuilder::new().recursive(true).create("d"));
    show!(DirBuilder::new().recursive(true));
    show!(fs::remove_file("d"));
    show!(fs::remove_dir("f"));
    show!(fs::remove_dir("d"));
    show!(fs::remove_dir("no"));
    show!(fs::remove_file("no"));
    show!(fs::remove_file("f/"));
    show!(fs::metadata("f/").map(|_| ()));
    show!(fs::metadata("f/x").map(|_| ()));
    show!(fs::rename("f", "g/"));
    show!(fs::rename("d/", "dd"));
    show!(fs::rename("dd", "d/"));
    show!(fs::rename("dd", "d"));
    show!(fs::rename("f", "d"));
    show!(fs::rename("d", "f"));
    show!(fs::rename("f", "f"));
    show!(fs::rename("no", "f"));
    show!(fs::rename("d", "d/inside"));
    show!(fs::rename("e", "e2"));
    show!(fs::read_dir("f").map(|_| ()));
    show!(fs::read_dir("no").map(|_| ()));
    show!(File::open("d").map(|_| ()));
    let mut buf = [0; 4];
    show!(File::open("d").and_then(|mut f| f.read(&mut buf)));
    show!(File::open("d").and_then(|mut f| f.write(&buf)));
    show!(File::open("d").and_then(|f| f.sync_all()));
    show!(
        File::open("d")
            .and_then(|f| f.metadata())
            .map(|m| m.is_dir())
    );
    show!(File::open("d").and_then(|mut f| f.seek(SeekFrom::Start(0))));
    show!(fs::read("d"));
    show!(fs::read_to_string("d"));
    show!(File::create("d").map(|_| ()));
    show!(File::create("d/").map(|_| ()));
    show!(File::create("new/").map(|_| ()));
    show!(File::create("no/new").map(|_| ()));
    show!(File::create_new("f").map(|_| ()));
    show!(File::create_new("d").map(|_| ()));
    show!(File::open("no").map(|_| ()));
    show!(OpenOptions::new().write(true).open("no").map(|_| ()));
    show!(OpenOptions::new().append(true).open("no").map(|_| ()));
    show!(OpenOptions::new().write(true).open("d").map(|_| ()));
    show!(
        OpenOptions::new()
            .read(true)
            .write(true)
            .open("d")
            .map(|_| ())
    );
    show!(
        OpenOptions::new()
            .write(true)
            .truncate(true)
            .open("d")
            .map(|_| ())
    );
}

fn options() {
    for bits in 0..64 {
        let is = |n: u32| bits >> n & 1 == 1;
        let mut o = OpenOptions::new();
        o.read(is(0))
            .write(is(1))
            .append(is(2))
            .truncate(is(3))
            .create(is(4))
            .create_new(is(5));
        for name in ["opt-there", "opt-new"] {
            let _ = fs::remove_file("opt-new");
            fs::write("opt-there", "0123456789").unwrap();
            let opened = o.open(name);
            match opened {
                Err(e) => println!(
                    "{bits:06b} {name} {:?} {} {:?}",
                    e.kind(),
                    e,
                    e.raw_os_error()
                ),
                Ok(mut f) => {
                    let w = f.write(b"ab");
                    let p = f.stream_position();
                    let s = f.seek(SeekFrom::Start(1));
                    let w2 = f.write(b"c");
                    let mut buf = [0; 20];
                    let s2 = f.seek(SeekFrom::Start(0));
                    let r = f.read(&mut buf);
                    let l = f.set_len(7);
                    let e = f.seek(SeekFrom::End(-3));
                    println!(
                        "{bits:06b} {name} {w:?} {p:?} {s:?} {w2:?} {s2:?} {r:?} {buf:?} {l:?} {e:?} {:?} {f:?}",
                        fs::read_to_string(name)
                    );
                }
            }
        }
    }
    fs::remove_file("opt-there").unwrap();
    fs::remove_file("opt-new").unwrap();
}

#[allow(
    clippy::permissions_set_readonly_false,
    reason = "there are no permissions to be too wide"
)]
fn attributes() {
    let m = fs::metadata("f").unwrap();
    show!(m.permissions());
    show!(m.permissions().readonly());
    show!(m.len());
    show!(m.file_type());
    show!((m.is_dir(), m.is_file(), m.is_symlink()));
    show!(m.accessed().is_ok());
    show!(m.created().is_ok());
    show!(fs::metadata("d").unwrap().permissions());
    let mut p = m.permissions();
    p.set_readonly(false);
    show!(p);
    show!(p == m.permissions());
    show!(fs::set_permissions("f", p.clone()));
    show!(fs::set_permissions("no", p.clone()));
    p.set_readonly(true);
    show!(fs::set_permissions("f", p.clone()));
    let f = File::open("f").unwrap();
    show!(f.set_permissions(p.clone()));
    show!(f.lock());
    show!(f.try_lock());
    show!(f.lock_shared());
    show!(f.try_lock_shared());
    show!(f.unlock());
    println!("{}", f.try_lock().unwrap_err());
    println!("{:?}", io::Error::from(f.try_lock().unwrap_err()));
    show!(f.try_clone().map(|_| ()));
    show!(f);
    show!(f.set_len(3));
    show!(f.set_len(u64::MAX).map_err(|e| (e.kind(), format!("{e}"))));
    show!((&f).write(b"x"));
    show!((&f).read(&mut []));
}

fn places() {
    let f = File::open("f").unwrap();
    show!((&f).seek(SeekFrom::Start(u64::MAX)));
    show!((&f).seek(SeekFrom::Current(-100)));
    show!((&f).seek(SeekFrom::Current(i64::MAX)));
    show!((&f).seek(SeekFrom::Start(0)));
    show!((&f).seek(SeekFrom::End(-2)));
    show!((&f).seek(SeekFrom::End(-20)));
    show!((&f).stream_position());
    let mut s = String::new();
    show!((&f).read_to_string(&mut s));
    show!(s);
    show!((&f).rewind());
    show!((&f).seek_relative(1));
    let mut v = vec![1, 2];
    show!((&f).read_to_end(&mut v));
    show!(v);
    show!((&f).seek(SeekFrom::Start(100)));
    show!((&f).read_to_end(&mut v));
    show!(f.sync_all());
    show!(f.sync_data());
}

fn writing() {
    let mut buf = [0; 4];
    let mut w = File::create("w").unwrap();
    show!(w.write_all(b"0123456789"));
    show!(
        w.write_vectored(&[IoSlice::new(b""), IoSlice::new(b"ab"), IoSlice::new(b"cd")])
            .is_ok()
    );
    show!(w.flush());
    show!(w.set_len(4));
    show!(w.stream_position());
    show!(w.write_all(b"!"));
    show!(fs::read("w"));
    show!(w.set_len(3));
    show!(w.set_len(6));
    show!(w.sync_all());
    show!(w.sync_data());
    show!(fs::read("w"));
    show!(w.read(&mut buf));
    let mut v = Vec::new();
    show!(w.read_to_end(&mut v));
    show!(w.rewind());
    show!(w.seek(SeekFrom::Start(20)));
    show!(w.write(b"z"));
    show!(fs::read("w"));
}

fn content() {
    show!(fs::write("bad", [b'a', 0xff]));
    show!(fs::read_to_string("bad"));
    let mut s = String::from("before");
    show!(File::open("bad").unwrap().read_to_string(&mut s));
    show!(s);
    show!(fs::copy("f", "f"));
    show!(fs::read("f"));
    show!(fs::write("f", "hello"));
    show!(fs::copy("f", "h"));
    show!(fs::write("big", vec![7; 100_000]));
    show!(fs::copy("big", "big2"));
    show!(fs::read("big2").map(|v| v.len()));
    show!(fs::copy("d", "h2"));
    show!(fs::copy("no", "h2"));
    show!(fs::copy("f", "d"));
    show!(fs::copy("f", "no/x"));
}

fn links() {
    show!(fs::hard_link("f", "hl"));
    show!(fs::hard_link("f", "hl"));
    show!(fs::hard_link("d", "hld"));
    show!(fs::hard_link("no", "hld"));
    show!(soft_link("f", "sl"));
    show!(soft_link("f", "sl"));
    show!(soft_link("/f", "sl2"));
    show!(soft_link("nowhere", "dangling"));
    show!(soft_link("loop", "loop"));
    show!(soft_link("d", "sd"));
    show!(soft_link("", "empty"));
    show!(soft_link("../out", "escape"));
    show!(fs::read("escape"));
    show!(fs::read_link("sl"));
    show!(fs::read_link("f"));
    show!(fs::read_link("no"));
    show!(fs::read_link("d"));
    for n in [100, 254, 255, 256, 257, 511, 512, 513, 1000] {
        let text = "x".repeat(n);
        show!(soft_link(&text, "long"));
        show!(fs::read_link("long").map(|p| p.as_os_str().len()));
        show!(fs::remove_file("long"));
    }
    show!(fs::read_to_string("sl"));
    show!(fs::write("sl", "through"));
    show!(fs::read_to_string("f"));
    show!(fs::metadata("loop").map(|_| ()));
    show!(fs::metadata("dangling").map(|_| ()));
    show!(File::create_new("dangling").map(|_| ()));
    show!(fs::symlink_metadata("dangling").map(|m| (m.len(), m.file_type(), m.permissions())));
    show!(fs::symlink_metadata("sd/").map(|m| m.file_type()));
    for name in ["dangling", "f", "f/x", "loop", "../x", "no", "/f", "/no"] {
        show!(fs::exists(name));
    }
    show!(fs::hard_link("sl", "hlsl"));
    show!(fs::symlink_metadata("hlsl").map(|m| m.file_type()));
}

fn canonical() {
    for name in [
        "f",
        "no",
        ".",
        "sl",
        "./d/../f",
        "",
        "/d",
        "sd/..",
        "d/x/",
        "f/",
        "sd/x",
        "loop",
        "dangling",
        "..",
        "../../f",
        "/",
        "//f",
        "escape",
        "f/.",
        "f/..",
        "q/r/../r/s",
        "hlsl",
        "../f",
    ] {
        show!(fs::canonicalize(name));
    }
}

fn listing() {
    let mut v: Vec<_> = fs::read_dir(".")
        .unwrap()
        .map(|e| {
            let e = e.unwrap();
            (
                e.path(),
                e.file_name(),
                e.file_type().unwrap(),
                format!("{e:?}"),
                e.metadata().map(|m| if m.is_dir() { 0 } else { m.len() }),
            )
        })
        .collect();
    v.sort_by(|a, b| a.0.cmp(&b.0));
    for x in v {
        println!("{x:?}");
    }
    for place in ["./", "/", "", "d/", "d", "./d/x/..", "/d"] {
        let listing = fs::read_dir(place).unwrap();
        println!("{listing:?}");
        let mut v: Vec<_> = listing.map(|e| e.unwrap().path()).collect();
        v.sort();
        println!("{v:?}");
    }
}

fn removing() {
    show!(fs::remove_file("sd"));
    show!(soft_link("d", "sd"));
    show!(fs::remove_dir("sd"));
    show!(fs::write("d/kept", "x"));
    show!(fs::create_dir_all("rm/a/b"));
    show!(fs::write("rm/a/f", "x"));
    show!(soft_link("../../d", "rm/a/link"));
    show!(soft_link("nowhere", "rm/a/b/link"));
    show!(fs::remove_dir_all("rm"));
    show!(fs::exists("rm"));
    show!(fs::exists("d/kept"));
    show!(fs::remove_dir_all("sd"));
    show!(fs::exists("d/kept"));
    show!(fs::remove_dir_all("f"));
    show!(fs::remove_dir_all("f/"));
    show!(fs::remove_dir_all("no"));
    show!(fs::remove_dir_all("../x"));
    show!(fs::remove_dir_all("q/r/.."));
    show!(fs::exists("q"));
    show!(fs::remove_dir_all("q"));
}

fn times() {
    let f = File::open("f").unwrap();
    println!("{:?}", OpenOptions::new());
    println!("{:?}", DirBuilder::new());
    println!("{:?}", FileTimes::new());
    let epoch = SystemTime::UNIX_EPOCH;
    println!("{:?}", FileTimes::new().set_modified(epoch));
    show!(f.set_times(FileTimes::new().set_modified(epoch - Duration::from_secs(1))));
    show!(f.set_times(FileTimes::new().set_modified(epoch + Duration::from_secs(1 << 62))));
    show!(f.set_times(FileTimes::new().set_modified(epoch + Duration::from_secs(20_000_000_000))));
    show!(f.set_times(FileTimes::new()));
    show!(
        f.set_times(
            FileTimes::new()
                .set_accessed(epoch + Duration::from_secs(5))
                .set_modified(epoch + Duration::from_nanos(1_500_000_007))
        )
    );
    show!(fs::metadata("f").unwrap().modified());
    show!(fs::metadata("f").unwrap().accessed());
    show!(f.set_modified(epoch + Duration::from_secs(7)));
    show!(f.metadata().unwrap().modified());
    show!(f.metadata().unwrap().accessed());
}

fn current_dir() {
    for path in [
        "",
        ".",
        "./",
        "nope",
        "f",
        "d",
        "x",
        "..",
        "/",
        "./d/",
        "x/y",
        "../d//x/",
        "/d",
        "x",
        "y",
        "/d/x/../x",
        "../../../..",
        "/sd",
        "",
        "x",
        "/",
    ] {
        println!(
            "cd {path:?} {:?} {:?} {:?} {:?} {:?}",
            env::set_current_dir(path),
            env::current_dir(),
            fs::read_to_string("f"),
            fs::read_dir(".").map(|d| d.count()),
            // With a relative path, `std` keeps the links and `..` that it contains.
            env::current_dir().and_then(fs::canonicalize)
        );
    }
    show!(env::set_current_dir("d"));
    show!(fs::write("here", "x"));
    show!(fs::read_to_string("/d/here"));
    show!(fs::rename("here", "../there"));
    show!(fs::copy("../there", "./again"));
    show!(fs::hard_link("again", "twice"));
    show!(soft_link("again", "soft"));
    show!(fs::read_link("soft"));
    show!(fs::create_dir_all("m/n"));
    show!(fs::remove_dir_all("m"));
    show!(fs::metadata("").map(|m| m.is_dir()));
    show!(fs::remove_dir_all("../d"));
    show!(fs::metadata(".").map(|m| m.is_dir()));
    show!(env::current_dir());
}
