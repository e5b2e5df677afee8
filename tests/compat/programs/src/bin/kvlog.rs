//! kvlog FILE: stores keys and values in a file that is only appended to, until it is compacted.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, ErrorKind, Write};
use std::path::{Path, PathBuf};

struct Store {
    path: PathBuf,
    log: File,
    values: BTreeMap<String, String>,
    writes: usize,
}

impl Store {
    fn open(path: &Path) -> io::Result<Self> {
        let mut values = BTreeMap::new();
        let mut writes = 0;
        match File::open(path) {
            Ok(file) => {
                for line in BufReader::new(file).lines() {
                    let line = line?;
                    writes += 1;
                    match line.split_once('=') {
                        Some((key, value)) => values.insert(key.to_owned(), value.to_owned()),
                        None => values.remove(&line),
                    };
                }
            }
            Err(error) if error.kind() == ErrorKind::NotFound => println!("a new store"),
            Err(error) => return Err(error),
        }
        let log = OpenOptions::new().append(true).create(true).open(path)?;
        Ok(Self {
            path: path.to_owned(),
            log,
            values,
            writes,
        })
    }

    fn set(&mut self, key: &str, value: &str) -> io::Result<Option<String>> {
        writeln!(self.log, "{key}={value}")?;
        self.writes += 1;
        Ok(self.values.insert(key.to_owned(), value.to_owned()))
    }

    fn remove(&mut self, key: &str) -> io::Result<Option<String>> {
        if self.values.contains_key(key) {
            writeln!(self.log, "{key}")?;
            self.writes += 1;
        }
        Ok(self.values.remove(key))
    }

    fn compact(&mut self) -> io::Result<()> {
        let draft = self.path.with_extension("tmp");
        let mut file = File::create_new(&draft)?;
        for (key, value) in &self.values {
            writeln!(file, "{key}={value}")?;
        }
        file.sync_all()?;
        fs::rename(&draft, &self.path)?;
        self.log = OpenOptions::new().append(true).open(&self.path)?;
        self.writes = self.values.len();
        Ok(())
    }
}

fn main() -> io::Result<()> {
    let path = std::env::args().nth(1).unwrap_or("store.log".into());
    let mut store = Store::open(path.as_ref())?;
    for line in io::stdin().lines() {
        let line = line?;
        match line.split_whitespace().collect::<Vec<_>>()[..] {
            ["set", key, value] => println!("{:?}", store.set(key, value)?),
            ["get", key] => println!("{:?}", store.values.get(key)),
            ["del", key] => println!("{:?}", store.remove(key)?),
            ["list", prefix] => {
                let range = store.values.range(prefix.to_string()..);
                for (key, value) in range.take_while(|(key, _)| key.starts_with(prefix)) {
                    println!("{key} = {value}");
                }
            }
            ["compact"] => store.compact()?,
            [] => {}
            ref words => println!("what is {words:?}?"),
        }
    }
    println!("{} keys, {} lines", store.values.len(), store.writes);
    Ok(())
}
