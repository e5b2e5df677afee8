//! logs [DEFAULT]: sets the logger, with these default directives if they are given, and logs
//! records of each level and of several targets.

#![no_std]
#![no_main]

use core::fmt;

use log::{debug, error, info, trace, warn};
use nanowasi::{bridge, env, println};

nanowasi::main!(main);

mod parser {
    pub(super) fn parse() {
        log::warn!("line {} is empty", 3);
        log::debug!("parsed");
    }
}

/// A value that prints to standard output if it is formatted.
struct Expensive;

impl fmt::Display for Expensive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        println!("formatted");
        f.write_str("value")
    }
}

fn main() {
    match env::static_args().nth(1) {
        Some(default) => bridge::log::init_with_default(default).unwrap(),
        None => bridge::log::init(),
    }
    error!("an error");
    warn!("a warning");
    info!("{} of {:>4}", 1, "two");
    debug!("{}", Expensive);
    trace!("two\nlines");
    parser::parse();
    info!(target: "other", "of another crate");
    // A second logger is refused, and the first one remains.
    bridge::log::init();
    println!("{} {}", bridge::log::try_init().is_err(), log::max_level());
    log::logger().flush();
}
