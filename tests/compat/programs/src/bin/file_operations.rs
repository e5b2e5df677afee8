//! file_operations: performs the operations that standard input lists, and prints each result.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::collections::BTreeMap;
use std::env;
use std::fs::{self, File, FileTimes, Metadata, OpenOptions};
use std::io::{self, BufRead, IoSlice, IoSliceMut, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

fn main() {
    let mut files = Files::default();
    for line in io::stdin().lock().lines() {
        let line = line.expect("a script that can be read");
        let words: Vec<&str> = line.split('\t').collect();
        let result = files.run(&words);
        match result {
            Ok(text) => println!("{line} => {text}"),
            Err(error) => println!(
                "{line} => {error} [{:?} {:?}]",
                error.kind(),
                error.raw_os_error()
            ),
        }
    }
}

/// The open files, by their names in the script.
#[derive(Default)]
struct Files {
    open: BTreeMap<String, File>,
}

impl Files {
    fn run(&mut self, words: &[&str]) -> io::Result<String> {
        let word = |number: usize| words.get(number).copied().unwrap_or("");
        let number = |at: usize| word(at).parse::<u64>().unwrap_or(0);
        let path = word(1);
        Ok(match word(0) {
            "open" => {
                let flags = word(2);
                let file = OpenOptions::new()
                    .read(flags.contains('r'))
                    .write(flags.contains('w'))
                    .append(flags.contains('a'))
                    .truncate(flags.contains('t'))
                    .create(flags.contains('c'))
                    .create_new(flags.contains('x'))
                    .open(path)?;
                self.open.insert(word(3).to_string(), file);
                String::from("open")
            }
            "close" => format!("{}", self.open.remove(path).is_some()),
            "write" => format!("{}", self.file(path)?.write(word(2).as_bytes())?),
            "write_all" => {
                let text = word(2).repeat(number(3) as usize);
                self.file(path)?.write_all(text.as_bytes())?;
                String::from("written")
            }
            "write_vectored" => {
                let parts = [word(2), "", word(3)].map(|part| IoSlice::new(part.as_bytes()));
                format!("{}", self.file(path)?.write_vectored(&parts)? > 0)
            }
            "read" => {
                let mut buffer = vec![0; number(2) as usize];
                let count = self.file(path)?.read(&mut buffer)?;
                format!("{count} {:?}", String::from_utf8_lossy(&buffer[..count]))
            }
            "read_exact" => {
                let mut buffer = vec![0; number(2) as usize];
                self.file(path)?.read_exact(&mut buffer)?;
                format!("{:?}", String::from_utf8_lossy(&buffer))
            }
            "read_vectored" => {
                let (mut one, mut other) = ([0; 3], vec![0; number(2) as usize]);
                let mut parts = [IoSliceMut::new(&mut one), IoSliceMut::new(&mut other)];
                format!("{}", self.file(path)?.read_vectored(&mut parts)? > 0)
            }
            "read_to_end" => {
                let mut bytes = b"before ".to_vec();
                let count = self.file(path)?.read_to_end(&mut bytes)?;
                format!("{count} {:?}", String::from_utf8_lossy(&bytes))
            }
            "read_to_string" => {
                let mut text = String::new();
                let count = self.file(path)?.read_to_string(&mut text)?;
                format!("{count} {text:?}")
            }
            "seek" => {
                let by: i64 = word(3).parse().unwrap_or(0);
                let to = match word(2) {
                    "start" => SeekFrom::Start(by as u64),
                    "end" => SeekFrom::End(by),
                    _ => SeekFrom::Current(by),
                };
                format!("{}", self.file(path)?.seek(to)?)
            }
            "position" => format!("{}", self.file(path)?.stream_position()?),
            "rewind" => format!("{:?}", self.file(path)?.rewind()?),
            "set_len" => format!("{:?}", self.file(path)?.set_len(number(2))?),
            "sync_all" => format!("{:?}", self.file(path)?.sync_all()?),
            "sync_data" => format!("{:?}", self.file(path)?.sync_data()?),
            "flush" => format!("{:?}", self.file(path)?.flush()?),
            "file_metadata" => describe(&self.file(path)?.metadata()?),
            "try_clone" => format!("{}", self.file(path)?.try_clone().is_ok()),
            "set_times" => {
                let file = self.file(path)?;
                let time = UNIX_EPOCH + Duration::new(number(2), 123_456_789);
                file.set_times(FileTimes::new().set_modified(time).set_accessed(time))?;
                times(&file.metadata()?)?
            }
            "set_modified" => {
                let file = self.file(path)?;
                file.set_modified(UNIX_EPOCH + Duration::from_secs(number(2)))?;
                let modified = file.metadata()?.modified()?;
                format!("{:?}", modified.duration_since(UNIX_EPOCH))
            }
            "metadata" => describe(&fs::metadata(path)?),
            "symlink_metadata" => describe(&fs::symlink_metadata(path)?),
            "modified" => {
                let modified = fs::metadata(path)?.modified()?;
                format!("{}", modified <= SystemTime::now())
            }
            "exists" => format!(
                "{} {:?} {} {} {}",
                Path::new(path).exists(),
                fs::exists(path).map_err(|error| error.kind()),
                Path::new(path).is_file(),
                Path::new(path).is_dir(),
                Path::new(path).is_symlink()
            ),
            "read_file" => format!("{:?}", String::from_utf8_lossy(&fs::read(path)?)),
            "read_text" => format!("{:?}", fs::read_to_string(path)?),
            "write_file" => format!("{:?}", fs::write(path, word(2))?),
            "copy" => format!("{}", fs::copy(path, word(2))?),
            "rename" => format!("{:?}", fs::rename(path, word(2))?),
            "hard_link" => format!("{:?}", fs::hard_link(path, word(2))?),
            #[allow(deprecated)]
            "soft_link" => format!("{:?}", fs::soft_link(path, word(2))?),
            "read_link" => format!("{:?}", fs::read_link(path)?),
            // `std` keeps links and `..` of the current directory's text, and a `..` of the path
            // removes one of its components.
            "canonicalize" => match env::current_dir()? {
                root if root == Path::new("/") => format!("{:?}", fs::canonicalize(path)?),
                here => format!("{:?}", fs::canonicalize(here.join(path))?),
            },
            "remove_file" => format!("{:?}", fs::remove_file(path)?),
            "remove_dir" => format!("{:?}", fs::remove_dir(path)?),
            "remove_dir_all" => format!("{:?}", fs::remove_dir_all(path)?),
            "create_dir" => format!("{:?}", fs::create_dir(path)?),
            "create_dir_all" => format!("{:?}", fs::create_dir_all(path)?),
            "set_permissions" => {
                let mut permissions = fs::metadata(path)?.permissions();
                permissions.set_readonly(word(2) == "readonly");
                format!("{:?}", fs::set_permissions(path, permissions)?)
            }
            "read_dir" => {
                let mut names = Vec::new();
                for entry in fs::read_dir(path)? {
                    let entry = entry?;
                    let kind = entry.file_type()?;
                    names.push(format!(
                        "{:?} {:?} {}{}{} {}",
                        entry.file_name(),
                        entry.path(),
                        if kind.is_file() { "f" } else { "" },
                        if kind.is_dir() { "d" } else { "" },
                        if kind.is_symlink() { "l" } else { "" },
                        entry.metadata()?.is_dir(),
                    ));
                }
                names.sort();
                names.join("; ")
            }
            "set_current_dir" => format!("{:?}", env::set_current_dir(path)?),
            "current_dir" => format!("{:?}", env::current_dir()?),
            unknown => panic!("no operation {unknown:?}"),
        })
    }

    fn file(&mut self, name: &str) -> io::Result<&mut File> {
        self.open
            .get_mut(name)
            .ok_or_else(|| io::Error::new(io::ErrorKind::Other, format!("{name} isn't open")))
    }
}

/// Returns the attributes that do not change between calls.
fn describe(metadata: &Metadata) -> String {
    format!(
        "{} file {} dir {} link {} readonly {} {:?}",
        if metadata.is_dir() { 0 } else { metadata.len() },
        metadata.is_file(),
        metadata.is_dir(),
        metadata.file_type().is_symlink(),
        metadata.permissions().readonly(),
        metadata.created().map(|_| ()).map_err(|error| error.kind()),
    )
}

fn times(metadata: &Metadata) -> io::Result<String> {
    Ok(format!(
        "{:?} {:?}",
        metadata.modified()?.duration_since(UNIX_EPOCH),
        metadata.accessed()?.duration_since(UNIX_EPOCH)
    ))
}
