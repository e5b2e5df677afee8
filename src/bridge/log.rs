//! A logger for the crate `log`, which prints to standard error.
//!
//! ```no_run
//! use nanowasi::bridge;
//!
//! fn main() {
//!     bridge::log::init();
//!     log::error!("{} is missing", "input.txt"); // [ERROR my_crate] input.txt is missing
//!     log::debug!("not printed, unless RUST_LOG says so");
//! }
//! ```
//!
//! It replaces `env_logger`, whose defaults it has, and needs no heap.
//!
//! # Levels
//!
//! The variable `RUST_LOG` of the environment has *directives*, separated by commas:
//!
//! | directive | effect |
//! | --- | --- |
//! | `info` | prints records of this level, and of more severe levels |
//! | `my_crate=debug` | the same, for targets that begin with `my_crate` |
//! | `my_crate` | prints all records of these targets |
//! | `my_crate::parser=off` | prints no record of these targets |
//!
//! - The levels are `off`, `error`, `warn`, `info`, `debug` and `trace`, in any case. Spaces around
//!   names and levels are ignored.
//! - The target of a record is the path of its module, unless the program names another.
//! - Of several directives that apply to a target, the one with the longest name decides. Of two
//!   with the same name, the last one decides.
//! - A target without a directive is not printed.
//! - Without the variable, or if it has no directive, the level is `error`. See
//!   [`init_with_default`] for another default.
//! - A directive with an unknown level is ignored, with a warning on standard error.
//!
//! Unlike with `env_logger`, there is no filter by the text of a message: `/` and what follows is
//! ignored, with the same warning. A variable that the program itself has set is ignored.
//!
//! # Output
//!
//! A record is one line: `[WARN  my_crate::parser] line 3 is empty`. Unlike `env_logger`, it has
//! neither a time nor a colour, and further lines of a message are not indented. A record of up to
//! 512 bytes is one call to the host, as that of [`eprint!`](crate::eprint). Errors of the host are
//! ignored.
//!
//! Natively, there is no host to print to. Use `env_logger` there.
//!
//! # Size
//!
//! The logger takes 4.7 KB in a program that prints texts, and 4 KB in one that uses `core::fmt`
//! already. Levels that the features of `log` turn off, such as `release_max_level_info`, take no
//! code.

use ::log::{LevelFilter, Log, Metadata, Record, SetLoggerError};

use crate::env;
use crate::io::_Err;
use crate::io::print::PrintStream;
use crate::sys::sync::StaticCell;
use crate::sys::util::bytes::contains;

/// The directives, once the logger is set.
static DIRECTIVES: StaticCell<&[u8]> = StaticCell::new(b"");

/// Sets the logger, with the levels of `RUST_LOG`.
///
/// Unlike `env_logger::init`, it does not panic if the program has a logger already. Then it does
/// nothing: see [`try_init`].
///
/// # Examples
///
/// ```no_run
/// nanowasi::bridge::log::init();
/// log::error!("printed");
/// log::warn!("printed if RUST_LOG is `warn`");
/// ```
pub fn init() {
    let _ = try_init();
}

/// Sets the logger, with the levels of `RUST_LOG`.
///
/// # Errors
///
/// Returns an error if the program has a logger already.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::bridge;
///
/// assert!(bridge::log::try_init().is_ok());
/// assert!(bridge::log::try_init().is_err());
/// ```
pub fn try_init() -> Result<(), SetLoggerError> {
    init_with_default("error")
}

/// Sets the logger, with the levels of `RUST_LOG`, or with these if the variable has none.
///
/// # Errors
///
/// Returns an error if the program has a logger already.
///
/// # Examples
///
/// ```no_run
/// use nanowasi::bridge;
///
/// bridge::log::init_with_default("info,chatty_crate=warn").unwrap();
/// log::info!("printed");
/// log::info!(target: "chatty_crate", "not printed");
/// ```
pub fn init_with_default(directives: &'static str) -> Result<(), SetLoggerError> {
    ::log::set_logger(&Logger)?;
    let mut directives = directives.as_bytes();
    if let Some(variable) = env::static_bytes(b"RUST_LOG")
        && max_level(variable, warn).is_some()
    {
        directives = variable;
    }
    DIRECTIVES.set(directives);
    ::log::set_max_level(max_level(directives, |_| {}).unwrap_or(LevelFilter::Off));
    Ok(())
}

/// Prints a warning about a part of `RUST_LOG`.
fn warn(text: &[u8]) {
    for text in [
        b"warning: a directive of RUST_LOG is ignored: ",
        text,
        b"\n",
    ] {
        _Err::print_bytes(text);
    }
    _Err::finish(true);
}

/// The logger. It parses the directives for each record, instead of storing them parsed on a heap.
struct Logger;

impl Log for Logger {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.level() <= level_of(DIRECTIVES.get(), metadata.target().as_bytes())
    }

    fn log(&self, record: &Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        let level = record.level().as_str();
        // The names have four or five letters.
        let separator = if level.len() == 4 { "  " } else { " " };
        for text in ["[", level, separator, record.target(), "] "] {
            _Err::print_bytes(text.as_bytes());
        }
        match record.args().as_str() {
            Some(text) => _Err::print_bytes(text.as_bytes()),
            None => _Err::print_fmt(*record.args()),
        }
        _Err::print_bytes(b"\n");
        _Err::finish(true);
    }

    /// Does nothing: each record is written immediately.
    fn flush(&self) {}
}

/// A part of the text between two commas.
#[derive(Debug, PartialEq, Eq)]
enum Directive<'text> {
    /// A level for the targets that begin with a name.
    Level(&'text [u8], LevelFilter),
    /// There is no text.
    Empty,
    /// The text is not a directive.
    Invalid,
}

/// Removes the part of `text` before a separator, and returns it without spaces around it.
///
/// The text is bytes, because the code that searches in a `str` links panics, which take 4 KB.
fn next_part<'text>(text: &mut &'text [u8], separator: u8) -> &'text [u8] {
    let len = text.iter().position(|byte| *byte == separator);
    let (part, rest) = len
        .and_then(|len| text.split_at_checked(len))
        .unwrap_or((*text, b""));
    *text = rest.get(1..).unwrap_or_default();
    part.trim_ascii()
}

/// Returns the most verbose level of all directives, or `None` if there is none. Calls `report` for
/// each that is invalid.
#[inline(never)]
fn max_level(mut directives: &[u8], report: fn(&[u8])) -> Option<LevelFilter> {
    let mut max = None;
    while !directives.is_empty() {
        let text = next_part(&mut directives, b',');
        match parse(text) {
            Directive::Level(_, level) => max = max.max(Some(level)),
            Directive::Empty => {}
            Directive::Invalid => report(text),
        }
    }
    max
}

/// Returns the level for a target.
#[inline(never)]
fn level_of(mut directives: &[u8], target: &[u8]) -> LevelFilter {
    let mut found = LevelFilter::Off;
    let mut found_len = 0;
    while !directives.is_empty() {
        if let Directive::Level(name, level) = parse(next_part(&mut directives, b','))
            && name.len() >= found_len
            && target.starts_with(name)
        {
            found = level;
            found_len = name.len();
        }
    }
    found
}

/// Parses a directive.
fn parse(text: &[u8]) -> Directive<'_> {
    if text.is_empty() {
        return Directive::Empty;
    }
    if contains(text, b'/') {
        return Directive::Invalid;
    }
    let mut rest = text;
    let name = next_part(&mut rest, b'=');
    // Without `=`, the name is the whole text.
    let is_alone = name.len() == text.len();
    let level = if is_alone { name } else { rest.trim_ascii() };
    match parse_level(level) {
        Some(level) => Directive::Level(if is_alone { b"" } else { name }, level),
        None if is_alone || level.is_empty() => Directive::Level(name, LevelFilter::Trace),
        None => Directive::Invalid,
    }
}

/// Returns the level with a name, in any case.
fn parse_level(name: &[u8]) -> Option<LevelFilter> {
    const LEVELS: [LevelFilter; 6] = [
        LevelFilter::Off,
        LevelFilter::Error,
        LevelFilter::Warn,
        LevelFilter::Info,
        LevelFilter::Debug,
        LevelFilter::Trace,
    ];
    let is_named = |level: &LevelFilter| level.as_str().as_bytes().eq_ignore_ascii_case(name);
    LEVELS.into_iter().find(is_named)
}

#[cfg(test)]
mod tests {
    use ::log::LevelFilter;

    use super::{Directive, level_of, max_level, parse};

    #[test]
    fn directives_are_parsed() {
        use Directive::{Empty, Invalid, Level};

        for (text, expected) in [
            ("info", Level(b"", LevelFilter::Info)),
            (" OFF ", Level(b"", LevelFilter::Off)),
            ("a::b", Level(b"a::b", LevelFilter::Trace)),
            ("a=", Level(b"a", LevelFilter::Trace)),
            ("a= Debug", Level(b"a", LevelFilter::Debug)),
            ("=warn", Level(b"", LevelFilter::Warn)),
            ("", Empty),
            ("  ", Empty),
            ("a=loud", Invalid),
            ("a=b=info", Invalid),
            ("info/text", Invalid),
        ] {
            assert_eq!(parse(text.trim_ascii().as_bytes()), expected, "{text:?}");
        }
    }

    #[test]
    fn the_longest_name_decides_and_then_the_last_directive() {
        let level =
            |directives: &str, target: &str| level_of(directives.as_bytes(), target.as_bytes());
        assert_eq!(
            level("warn,a::b=trace,a=off", "a::b::c"),
            LevelFilter::Trace
        );
        assert_eq!(level("warn,a::b=trace,a=off", "a::c"), LevelFilter::Off);
        assert_eq!(level("warn,a::b=trace,a=off", "b"), LevelFilter::Warn);
        assert_eq!(level("a=info", "b"), LevelFilter::Off);
        assert_eq!(level("info,a=info,debug,a=warn", "b"), LevelFilter::Debug);
        assert_eq!(level("info,a=info,debug,a=warn", "a"), LevelFilter::Warn);
        assert_eq!(level("é=info", "é::a"), LevelFilter::Info);
    }

    #[test]
    fn the_maximum_is_that_of_the_valid_directives() {
        let max = |directives: &str| max_level(directives.as_bytes(), |_| {});
        assert_eq!(max("a=info,off,b=loud"), Some(LevelFilter::Info));
        assert_eq!(max("off"), Some(LevelFilter::Off));
        assert_eq!(max(" ,b=loud,"), None);
    }
}
