//! exit CODE | main CODE | abort: prints without a newline, and ends.

#![no_std]
#![no_main]

use nanowasi::process::{self, ExitCode};
use nanowasi::{env, print};

nanowasi::main!(main);

fn main() -> ExitCode {
    let mut args = env::static_args().skip(1);
    let how = args.next().unwrap_or_default();
    let code = args.next().and_then(|code| code.parse::<u8>().ok());
    print!("out");
    match (how, code) {
        ("exit", Some(code)) => process::exit(i32::from(code)),
        ("main", Some(code)) => ExitCode::from(code),
        ("abort", _) => process::abort(),
        _ => ExitCode::from(2),
    }
}
