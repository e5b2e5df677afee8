//! cut -d CHAR -f LIST | -c LIST: selects fields or characters of each line.
//!
//! A list is `1,3-5,7-`, for example.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::env;
use std::error::Error;
use std::io;
use std::ops::RangeInclusive;

type Ranges = Vec<RangeInclusive<usize>>;

fn parse(list: &str) -> Result<Ranges, Box<dyn Error>> {
    list.split(',')
        .map(|part| {
            let range = match part.split_once('-') {
                Some(("", "")) => return Err("a range without ends".into()),
                Some((from, "")) => from.parse()?..=usize::MAX,
                Some(("", to)) => 1..=to.parse()?,
                Some((from, to)) => from.parse()?..=to.parse()?,
                None => {
                    let at = part.parse()?;
                    at..=at
                }
            };
            if *range.start() == 0 {
                return Err(format!("{part:?}: fields are numbered from 1").into());
            }
            Ok(range)
        })
        .collect()
}

fn select<T>(items: impl IntoIterator<Item = T>, ranges: &Ranges) -> impl Iterator<Item = T> {
    (1..)
        .zip(items)
        .filter(|(at, _)| ranges.iter().any(|range| range.contains(at)))
        .map(|(_, item)| item)
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut delimiter = '\t';
    let mut fields = None;
    let mut chars = None;
    let mut args = env::args().skip(1);
    while let Some(arg) = args.next() {
        let value = args.next().ok_or_else(|| format!("{arg} takes a value"))?;
        match arg.as_str() {
            "-d" => delimiter = value.chars().next().ok_or("an empty delimiter")?,
            "-f" => fields = Some(parse(&value)?),
            "-c" => chars = Some(parse(&value)?),
            _ => Err(format!("no such option: {arg}"))?,
        }
    }
    for line in io::stdin().lines() {
        let line = line?;
        if let Some(ranges) = &chars {
            println!("{}", select(line.chars(), ranges).collect::<String>());
        } else if let Some(ranges) = &fields {
            let chosen: Vec<_> = select(line.split(delimiter), ranges).collect();
            println!("{}", chosen.join(delimiter.encode_utf8(&mut [0; 4])));
        } else {
            return Err("say -c or -f".into());
        }
    }
    Ok(())
}
