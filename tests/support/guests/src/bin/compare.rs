//! compare LEFT RIGHT: compares, copies, moves and fills as many bytes as its arguments have.
//!
//! The lengths are known only at run time. So the compiler calls a C function for each of these
//! operations, which a program without `std` has to provide.

#![no_std]
#![no_main]

use nanowasi::io::{self, Write};
use nanowasi::{env, println};

nanowasi::main!(main);

fn main() -> io::Result<()> {
    let mut args = env::static_args().skip(1);
    let left = args.next().unwrap_or_default().as_bytes();
    let right = args.next().unwrap_or_default().as_bytes();
    println!("equal: {}", left == right);
    println!("order: {}", left.cmp(right) as i8);
    println!("starts: {}", left.starts_with(right));

    let mut buffer = [b'.'; 256];
    let (front, rest) = buffer.split_at_mut(left.len());
    front.copy_from_slice(left);
    show("copied", front)?;
    if let Some(target) = rest.get_mut(..right.len()) {
        target.fill(b'#');
    }
    let both = left.len() + right.len();
    buffer.copy_within(..both, right.len());
    show("moved", &buffer)
}

fn show(what: &str, bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout();
    out.write_all(what.as_bytes())?;
    out.write_all(b": ")?;
    out.write_all(bytes)?;
    out.write_all(b"\n")
}
