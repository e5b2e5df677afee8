//! tokio-lines [SECONDS]: numbers the lines of standard input as they arrive.
//!
//! Ends with status 2 if no line arrives for SECONDS, which is 5 by default. It is an ordinary
//! program, which `cargo nanowasi build` compiles with nanowasi instead of `std`.

mod stdin;

use std::env;
use std::error::Error;
use std::process::ExitCode;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::runtime;

use stdin::Stdin;

fn main() -> ExitCode {
    run().unwrap_or_else(|error| {
        eprintln!("tokio-lines: {error}");
        ExitCode::FAILURE
    })
}

fn run() -> Result<ExitCode, Box<dyn Error>> {
    let seconds = match env::args().nth(1) {
        Some(seconds) => seconds.parse()?,
        None => 5,
    };
    let runtime = runtime::Builder::new_current_thread()
        .enable_time()
        .on_thread_park(stdin::wait)
        .build()?;
    runtime.block_on(number_lines(Duration::from_secs(seconds)))
}

/// Prints each line with its number, until the end of the input or `limit` without a line.
async fn number_lines(limit: Duration) -> Result<ExitCode, Box<dyn Error>> {
    let mut lines = BufReader::new(Stdin).lines();
    let mut number = 0;
    loop {
        let Ok(line) = stdin::timeout(limit, lines.next_line()).await else {
            eprintln!("tokio-lines: no line for {limit:?}");
            return Ok(ExitCode::from(2));
        };
        let Some(line) = line? else {
            return Ok(ExitCode::SUCCESS);
        };
        number += 1;
        println!("{number}: {line}");
    }
}
