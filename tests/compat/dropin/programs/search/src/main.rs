//! search: prints the lines of files that match a regular expression, as text, JSON or CSV.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Parser, ValueEnum};
use regex::{Regex, RegexBuilder};
use serde::Serialize;
use walkdir::WalkDir;

/// Prints the lines that match a regular expression.
#[derive(Parser)]
#[command(version)]
struct Options {
    /// Ignores the difference between upper and lower case
    #[arg(short, long)]
    ignore_case: bool,
    /// Prints the lines that do not match
    #[arg(short = 'v', long)]
    invert: bool,
    /// Prints the number of lines for each file
    #[arg(short, long)]
    count: bool,
    /// How matches are printed
    #[arg(short, long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The regular expression
    pattern: String,
    /// Files and directories; standard input without any
    paths: Vec<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Format {
    Text,
    Json,
    Csv,
}

#[derive(Serialize)]
struct Match<'a> {
    path: &'a str,
    line: u64,
    column: Option<usize>,
    text: &'a str,
}

/// Writes matches in one format.
enum Printer<W: Write> {
    Text(W),
    Json(W),
    Csv(Box<csv::Writer<W>>),
}

impl<W: Write> Printer<W> {
    fn new(format: Format, out: W) -> Self {
        match format {
            Format::Text => Self::Text(out),
            Format::Json => Self::Json(out),
            Format::Csv => Self::Csv(Box::new(csv::Writer::from_writer(out))),
        }
    }

    fn print(&mut self, found: &Match<'_>) -> Result<()> {
        match self {
            Self::Text(out) => writeln!(out, "{}:{}:{}", found.path, found.line, found.text)?,
            Self::Json(out) => {
                serde_json::to_writer(&mut *out, found)?;
                out.write_all(b"\n")?;
            }
            Self::Csv(out) => out.serialize(found)?,
        }
        Ok(())
    }

    fn count(&mut self, path: &str, count: u64) -> Result<()> {
        match self {
            Self::Text(out) => writeln!(out, "{path}:{count}")?,
            Self::Json(out) => {
                let value = serde_json::json!({ "path": path, "count": count });
                writeln!(out, "{value}")?;
            }
            Self::Csv(out) => out.write_record([path, &count.to_string()])?,
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<()> {
        match self {
            Self::Text(out) | Self::Json(out) => out.flush()?,
            Self::Csv(out) => out.flush()?,
        }
        Ok(())
    }
}

fn main() -> Result<ExitCode> {
    let options = Options::parse();
    let regex = RegexBuilder::new(&options.pattern)
        .case_insensitive(options.ignore_case)
        .build()
        .context("the pattern")?;
    let mut printer = Printer::new(options.format, io::stdout().lock());
    let mut matches = 0;
    let mut errors = 0;
    if options.paths.is_empty() {
        matches += search(&regex, &options, "-", io::stdin().lock(), &mut printer)?;
    }
    for path in &options.paths {
        for entry in WalkDir::new(path).sort_by_file_name() {
            let searched = entry.map_err(Into::into).and_then(|entry| {
                if !entry.file_type().is_file() {
                    return Ok(0);
                }
                search_file(&regex, &options, entry.path(), &mut printer)
            });
            match searched {
                Ok(found) => matches += found,
                Err(error) => {
                    eprintln!("search: {error:#}");
                    errors += 1;
                }
            }
        }
    }
    printer.flush()?;
    Ok(match (errors, matches) {
        (0, 0) => ExitCode::from(1),
        (0, _) => ExitCode::SUCCESS,
        _ => ExitCode::from(2),
    })
}

fn search_file(
    regex: &Regex,
    options: &Options,
    path: &Path,
    printer: &mut Printer<impl Write>,
) -> Result<u64> {
    let name = path.display().to_string();
    let file = File::open(path).with_context(|| name.clone())?;
    search(regex, options, &name, BufReader::new(file), printer)
}

fn search(
    regex: &Regex,
    options: &Options,
    path: &str,
    mut input: impl BufRead,
    printer: &mut Printer<impl Write>,
) -> Result<u64> {
    let mut count = 0;
    let mut bytes = Vec::new();
    for line in 1.. {
        bytes.clear();
        if input
            .read_until(b'\n', &mut bytes)
            .with_context(|| path.to_owned())?
            == 0
        {
            break;
        }
        let text = String::from_utf8_lossy(bytes.trim_ascii_end());
        let found = regex.find(&text);
        if found.is_some() == options.invert {
            continue;
        }
        count += 1;
        if !options.count {
            let column = found.map(|found| found.start() + 1);
            printer.print(&Match {
                path,
                line,
                column,
                text: &text,
            })?;
        }
    }
    if options.count {
        printer.count(path, count)?;
    }
    Ok(count)
}
