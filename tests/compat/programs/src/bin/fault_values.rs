//! fault_values WHAT TIMES: reads the attributes of files and clocks repeatedly, and reports them.
//!
//! It is for hosts that return impossible values. Reports go through the import `test.report`, to
//! which no fault is applied. The first report says that the program is ready.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::collections::HashMap;
use std::env;
use std::fs::{self, File, FileType, Metadata};
use std::io::{self, IsTerminal, Seek, SeekFrom};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

#[path = "../../../../support/guests/src/test_imports.rs"]
mod test_imports;

use test_imports::report;

fn main() -> io::Result<()> {
    let args: Vec<String> = env::args().collect();
    let [_, what, times] = &args[..] else {
        return Err(io::Error::other("usage: fault_values WHAT TIMES"));
    };
    let times: u32 = times.parse().map_err(io::Error::other)?;
    let file = File::open("file")?;
    let start = Instant::now();
    report("ready");
    for _ in 0..times {
        let line = match what.as_str() {
            "type" => kinds(fs::metadata("file")?.file_type()),
            "open type" => kinds(file.metadata()?.file_type()),
            "listed type" => match fs::read_dir(".")?.next() {
                Some(entry) => kinds(entry?.file_type()?),
                None => "nothing".to_owned(),
            },
            "size" => fs::metadata("file")?.len().to_string(),
            "times" => times_of(&fs::metadata("file")?),
            "terminal" => io::stdin().is_terminal().to_string(),
            "seek" => match (&file).seek(SeekFrom::End(0)) {
                Ok(at) => at.to_string(),
                Err(error) => format!("{:?}", error.raw_os_error()),
            },
            "elapsed" => format!("{:?}", start.elapsed()),
            "since" => {
                let (before, after) = (Instant::now(), Instant::now());
                format!(
                    "{:?} {:?}",
                    after.duration_since(before),
                    after.checked_duration_since(before)
                )
            }
            "instant" => {
                let now = Instant::now();
                let later = now.checked_add(Duration::MAX).is_some();
                let earlier = now.checked_sub(Duration::from_secs(1)).is_some();
                format!("later {later}, earlier {earlier}")
            }
            "system time" => {
                let now = SystemTime::now();
                let later = now.checked_add(Duration::from_secs(1)).is_some();
                format!(
                    "{:?}, later {later}",
                    now.duration_since(SystemTime::UNIX_EPOCH)
                )
            }
            "sleep" => {
                thread::sleep(Duration::from_millis(50));
                "slept".to_owned()
            }
            "map" => {
                let map: HashMap<u32, u32> = (0..100).map(|n| (n, n * n)).collect();
                let sum: u32 = (0..100).filter_map(|n| map.get(&n)).sum();
                format!("{} entries, sum {sum}", map.len())
            }
            _ => return Err(io::Error::other("no such thing")),
        };
        report(line);
    }
    Ok(())
}

fn kinds(kind: FileType) -> String {
    let kinds = [
        (kind.is_file(), "file"),
        (kind.is_dir(), "dir"),
        (kind.is_symlink(), "symlink"),
    ];
    let mut names = kinds
        .into_iter()
        .filter(|(is, _)| *is)
        .map(|(_, name)| name);
    names.next().unwrap_or("other").to_owned()
}

fn times_of(metadata: &Metadata) -> String {
    let show = |time: io::Result<SystemTime>| match time {
        Ok(time) => match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => format!("{after:?}"),
            Err(error) => format!("-{:?}", error.duration()),
        },
        Err(error) => format!("{:?}", error.kind()),
    };
    format!(
        "{} {}",
        show(metadata.modified()),
        show(metadata.accessed())
    )
}
