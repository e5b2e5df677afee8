//! start [code:N | open:PATH | print-error:PATH]: counts the runs of its constructor and of `main`,
//! and ends with a status, with the error of a file that cannot be opened, or with another error
//! after printing that one.
//!
//! The constructor is what a C library or a crate such as `ctor` has: a function whose address is
//! in `.init_array`.

#![no_std]
#![no_main]

use core::sync::atomic::{AtomicU32, Ordering::Relaxed};

use nanowasi::fs::File;
use nanowasi::process::ExitCode;
use nanowasi::{env, io, println};

nanowasi::main!(main);

static CONSTRUCTED: AtomicU32 = AtomicU32::new(0);
static ENTERED: AtomicU32 = AtomicU32::new(0);

extern "C" fn construct() {
    // Shows whether `main` ran before.
    CONSTRUCTED.fetch_add(1 + 100 * ENTERED.load(Relaxed), Relaxed);
}

// SAFETY: `.init_array` consists of addresses of functions that take and return nothing.
#[unsafe(link_section = ".init_array")]
#[used]
static CONSTRUCTOR: extern "C" fn() = construct;

fn main() -> io::Result<ExitCode> {
    ENTERED.fetch_add(1, Relaxed);
    println!(
        "constructed {}, entered {}",
        CONSTRUCTED.load(Relaxed),
        ENTERED.load(Relaxed)
    );
    let ending = env::static_args()
        .nth(1)
        .and_then(|arg| arg.split_once(':'));
    match ending {
        Some(("code", number)) => Ok(ExitCode::from(number.parse::<u8>().unwrap_or(255))),
        Some(("open", path)) => File::open(path).map(|_| ExitCode::SUCCESS),
        Some(("print-error", path)) => {
            println!("{:?}", File::open(path).err());
            Err(io::ErrorKind::TimedOut.into())
        }
        _ => Ok(ExitCode::SUCCESS),
    }
}
