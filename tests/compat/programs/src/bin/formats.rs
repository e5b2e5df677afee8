//! formats: formats numbers, text and structures with all options of format strings.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write};

#[derive(Clone, Debug, Default, PartialEq)]
struct Point<T> {
    x: T,
    y: T,
}

#[derive(Debug)]
struct Unit;

#[derive(Debug)]
#[allow(dead_code, reason = "shown")]
struct Pair(i32, &'static str);

impl<T: fmt::Display> fmt::Display for Point<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() {
            write!(f, "x = {}, y = {}", self.x, self.y)
        } else {
            f.pad(&format!("({}, {})", self.x, self.y))
        }
    }
}

impl fmt::LowerHex for Point<u8> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::LowerHex::fmt(&self.x, f)?;
        f.write_char('/')?;
        fmt::LowerHex::fmt(&self.y, f)
    }
}

fn main() -> fmt::Result {
    for n in [0i64, 7, -42, i64::MAX, i64::MIN] {
        println!("[{n}] [{n:>12}] [{n:<8}] [{n:^9}] [{n:+}] [{n:012}] [{n:*^+12}]");
        println!("[{n:x}] [{n:#X}] [{n:#o}] [{n:#b}] [{n:#018x}] [{n:e}]");
    }
    println!("{} {} {}", u128::MAX, i128::MIN, u8::MAX);
    for x in [
        0.0,
        -0.0,
        1.0,
        0.1 + 0.2,
        1e21,
        1.5e-7,
        f64::MAX,
        f64::MIN_POSITIVE,
        f64::NAN,
        -f64::INFINITY,
    ] {
        println!("[{x}] [{x:?}] [{x:.3}] [{x:10.1}] [{x:+.0}] [{x:e}] [{x:08.2}]");
    }
    println!("{} {:?} {}", 0.1f32, 16_777_216f32, f32::MAX);
    let (width, precision) = (12, 4);
    println!(
        "[{:width$.precision$}] [{:>1$}] [{:.*}] [{:#>w$}]",
        2.0 / 3.0,
        6,
        2,
        1.0 / 3.0,
        "ß",
        w = 5
    );
    println!(
        "[{:5}] [{:<5}] [{:^5}] [{:.2}] [{:>7.3}]",
        "語", true, 'c', "truncated", "other"
    );
    println!(
        "{:?} {:?} {:?} {:?}",
        "quotes \" \\ \n \u{7f} é 🦀", '\'', b"bytes\xff", "\u{301}"
    );

    let points = vec![Point { x: 1, y: -2 }, Point::default()];
    println!("{points:?}\n{points:#?}\n{:?}", Point { x: 0.5, y: 1e10 });
    println!(
        "[{}] [{:>10}] [{:-<10}] [{:#}]",
        points[0], points[0], points[1], points[0]
    );
    println!(
        "{:02x} {:#x}",
        Point { x: 7, y: 255 },
        Point { x: 0, y: 16 }
    );
    println!("{Unit:?} {:?} {:#?}", Pair(3, "three"), Pair(4, "four"));
    println!(
        "{:?} {:?} {:?}",
        Some("x"),
        None::<u8>,
        Err::<(), _>(Pair(5, ""))
    );
    println!("{:?} {:#?}", (), (1, "two", 3.0));
    println!("{:?} {:02X?} {:#?}", [1, 2], [10, 11], [[(); 1]; 1]);
    println!(
        "{:?} {:?}",
        BTreeMap::from([(1, "a"), (2, "b")]),
        BTreeSet::from(['x', 'y'])
    );
    println!(
        "{:#?}",
        BTreeMap::from([("key", Some(Point { x: 1u8, y: 2 }))])
    );
    println!("{0} {1} {0:?} named", "again", 2);
    println!("{{}} {:p}", std::ptr::null::<u8>());

    let mut text = String::new();
    write!(text, "{:>4}", 1)?;
    writeln!(&mut text, "{:<4}|", 2)?;
    print!("{text}");
    println!("{}", format_args!("{} {}", 1, 2));
    println!(
        "{:?} {:?}",
        "3".parse::<u8>(),
        "300".parse::<u8>().map_err(|error| error.to_string())
    );
    println!("{:?} {:?}", "x".parse::<f32>(), "".parse::<i32>());
    println!("{:?} {:?}", "truth".parse::<bool>(), "ab".parse::<char>());
    Ok(())
}
