//! input OPERATION…: reads standard input by these operations, and reports the result of each.

#![no_std]
#![no_main]

extern crate alloc;

use alloc::string::String;
use alloc::vec::Vec;
use nanowasi::io::{self, BufRead, ErrorKind, IoSliceMut, Read};
use nanowasi::{env, println};

nanowasi::main!(main);

fn main() -> io::Result<()> {
    for arg in env::static_args().skip(1) {
        let (what, rest) = arg.split_once(':').unwrap_or((arg, ""));
        let number = rest.parse().unwrap_or(0);
        match what {
            "read" => {
                let mut buffer = alloc::vec![0; number];
                let count = io::stdin().read(&mut buffer)?;
                show(what, &buffer[..count]);
            }
            "vectored" => {
                let (mut one, mut two) = (alloc::vec![0; number], alloc::vec![0; number]);
                let count = io::stdin()
                    .read_vectored(&mut [IoSliceMut::new(&mut one), IoSliceMut::new(&mut two)])?;
                one.extend(two);
                show(what, &one[..count]);
            }
            "exact" => {
                let mut buffer = alloc::vec![0; number];
                io::stdin().read_exact(&mut buffer)?;
                show(what, &buffer);
            }
            "bytes" => {
                let bytes: io::Result<Vec<u8>> = io::stdin().bytes().take(number).collect();
                show(what, &bytes?);
            }
            "locked" => {
                let mut lock = io::stdin().lock();
                let bytes: io::Result<Vec<u8>> = lock.by_ref().bytes().take(number).collect();
                let mut rest = [0; 2];
                lock.read_vectored(&mut [IoSliceMut::new(&mut rest)])?;
                show(what, &[bytes?.as_slice(), &rest].concat());
            }
            "line" => {
                let mut line = String::new();
                io::stdin().read_line(&mut line)?;
                show(what, line.as_bytes());
            }
            "lines" => {
                for line in io::stdin().lines() {
                    show(what, line?.as_bytes());
                }
            }
            // A line for which there is no memory, and the next one once there is.
            "hungry-lines" => {
                let mut all: Vec<Vec<u8>> = Vec::with_capacity(64);
                let mut len = 1 << 30;
                while len > 0 && all.len() < all.capacity() {
                    let mut some = Vec::new();
                    match some.try_reserve_exact(len) {
                        Ok(()) => all.push(some),
                        Err(_) => len /= 2,
                    }
                }
                let mut lines = io::stdin().lines();
                let kind = |line: io::Result<String>| line.map_err(|error| error.kind());
                let refused = lines.next().map(kind) == Some(Err(ErrorKind::OutOfMemory));
                drop(all);
                show(what, if refused { b"refused" } else { b"not refused" });
                for line in lines {
                    show(what, line?.as_bytes());
                }
            }
            "fill" => show(what, io::stdin().lock().fill_buf()?),
            "consume" => io::stdin().lock().consume(number),
            "until" => {
                let mut bytes = Vec::new();
                io::stdin().lock().read_until(b':', &mut bytes)?;
                show(what, &bytes);
            }
            "end" => {
                let mut bytes = Vec::new();
                io::stdin().read_to_end(&mut bytes)?;
                show(what, &bytes);
            }
            // Bytes that a lock returned must not change.
            "borrow-and-read" => {
                let mut lock = io::stdin().lock();
                let len = lock.fill_buf()?.len();
                lock.consume(len - 1);
                let filled = lock.fill_buf()?;
                let mut buffer = alloc::vec![0; number];
                let first = io::stdin().read(&mut buffer)?;
                let count = first + io::stdin().read(&mut buffer[first..])?;
                show("borrowed", filled);
                show(what, &buffer[..count]);
            }
            "lock-twice" => {
                let _one = io::stdin().lock();
                let _two = io::stdin().lock();
            }
            _ => println!("what is {arg}?"),
        }
    }
    Ok(())
}

fn show(what: &str, bytes: &[u8]) {
    println!("{what} {:?}", String::from_utf8_lossy(bytes));
}
