//! exit CODE [HOW]: ends with a status, in one of many ways.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::env;
use std::io::{self, Write};
use std::process::{self, ExitCode, Termination};

struct Answer(u8);

impl Termination for Answer {
    fn report(self) -> ExitCode {
        println!("reported");
        ExitCode::from(self.0)
    }
}

struct Noisy;

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("dropped");
    }
}

fn main() -> Answer {
    let code = env::args()
        .nth(1)
        .and_then(|code| code.parse().ok())
        .unwrap_or(0u8);
    let _noisy = Noisy;
    print!("no newline");
    match env::args().nth(2).as_deref() {
        Some("exit") => process::exit(code.into()),
        Some("abort") => {
            io::stdout().flush().unwrap();
            process::abort()
        }
        Some("unwind") => {
            println!();
            Err::<(), _>(format!("status {code}")).unwrap();
        }
        _ => println!(),
    }
    Answer(code)
}
