//! mandelbrot [SIZE] [FILE]: draws the Mandelbrot set as text, or as a bitmap in a file.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::fs::File;
use std::io::{self, BufWriter, Write};

fn steps(x: f64, y: f64) -> Option<u32> {
    let (mut re, mut im) = (0.0f64, 0.0f64);
    for step in 0..50 {
        if re.hypot(im) > 2.0 {
            return Some(step);
        }
        (re, im) = (re.mul_add(re, -im * im) + x, 2.0 * re * im + y);
    }
    None
}

fn rows(size: usize) -> impl Iterator<Item = Vec<Option<u32>>> {
    let scale = move |at: usize| 2.5 * at as f64 / size as f64;
    (0..size).map(move |row| {
        (0..size)
            .map(|at| steps(scale(at) - 1.8, scale(row) - 1.25))
            .collect()
    })
}

fn main() -> io::Result<()> {
    let mut args = std::env::args().skip(1);
    let size = args.next().and_then(|size| size.parse().ok()).unwrap_or(24);
    match args.next() {
        None => {
            const SHADES: [char; 6] = [' ', '.', ':', '-', '=', '+'];
            for row in rows(size) {
                let shade = |point: &Option<u32>| match point {
                    Some(steps) => SHADES[(*steps as usize / 2).min(SHADES.len() - 1)],
                    None => '@',
                };
                println!("{}", row.iter().map(shade).collect::<String>().trim_end());
            }
        }
        Some(name) => {
            let mut file = BufWriter::new(File::create(&name)?);
            write!(file, "P4\n{size} {size}\n")?;
            for row in rows(size) {
                let bits = row.chunks(8).map(|bits| {
                    bits.iter().enumerate().fold(0u8, |byte, (at, point)| {
                        byte | u8::from(point.is_none()) << (7 - at)
                    })
                });
                file.write_all(&bits.collect::<Vec<u8>>())?;
            }
            file.flush()?;
            println!("{} bytes", file.get_ref().metadata()?.len());
        }
    }
    Ok(())
}
