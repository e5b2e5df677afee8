//! Cases: runs of the suite's programs with the expected results, from `cases.toml`.

use std::path::PathBuf;

use nanowasi_build::Build;
use toml_edit::Table;

use crate::toml;

const FILE: &str = "tests/hosts/cases.toml";
const TEXT: &str = include_str!("../cases.toml");

/// One run of a program.
#[derive(Clone, Debug)]
pub struct Case {
    /// `group/name`.
    pub name: String,
    guest: String,
    features: Option<Vec<String>>,
    /// The arguments after the program's name.
    pub args: Vec<String>,
    /// `KEY=VALUE`.
    pub env: Vec<String>,
    /// Standard input.
    pub stdin: Input,
    /// The expected results, one of which has to occur.
    pub expected: Vec<Expected>,
}

/// What standard input is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A pipe with these bytes, which then ends.
    Pipe(Vec<u8>),
    /// A file with these bytes.
    File(Vec<u8>),
    /// `/dev/null`.
    Null,
    /// A pipe that stays empty for [`LATE`](crate::process::LATE), and then has these bytes and
    /// ends.
    Late(Vec<u8>),
}

/// The expected result of a run.
#[derive(Clone, Debug)]
pub struct Expected {
    /// How it ends.
    pub end: End,
    /// What it prints.
    pub output: Output,
    /// A line of standard error; an empty text if there must be none.
    pub stderr: Option<String>,
}

/// How a run is expected to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// With this status.
    Status(i32),
    /// With another status than 0, or by a signal.
    Failure,
}

/// What a run is expected to print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// These lines: a name, and the accepted values. `*` is any text.
    Lines(Vec<(String, Vec<String>)>),
    /// These bytes.
    Bytes(Vec<u8>),
}

/// Returns all cases, in the order of the file.
///
/// # Errors
///
/// Returns a message if the file is not valid.
pub fn cases() -> Result<Vec<Case>, String> {
    let tables = toml::tables(TEXT, FILE, "case")?;
    tables.iter().map(case).collect()
}

fn case(table: &Table) -> Result<Case, String> {
    let name = toml::required_text(table, "name", FILE)?;
    let what = format!("{FILE}: {name}");
    let keys = [
        "name", "guest", "features", "args", "env", "stdin", "end", "lines", "stdout", "stderr",
    ];
    toml::refuse_unknown_keys(table, &keys, &what)?;
    let group = name.split('/').next().unwrap_or_default();
    Ok(Case {
        guest: toml::optional_text(table, "guest", &what)?.unwrap_or_else(|| group.to_owned()),
        features: table
            .contains_key("features")
            .then(|| toml::text_list(table, "features", &what))
            .transpose()?,
        args: toml::text_list(table, "args", &what)?,
        env: toml::text_list(table, "env", &what)?,
        stdin: input(table, &what)?,
        expected: expected(table, &what)?,
        name,
    })
}

/// Parses `kind:text`. A number before `*` repeats the text: `pipe:1000*line\n`.
fn input(table: &Table, what: &str) -> Result<Input, String> {
    let text = toml::optional_text(table, "stdin", what)?.unwrap_or_else(|| "pipe:".to_owned());
    let (kind, text) = text.split_once(':').unwrap_or((&text, ""));
    let bytes = repeated(text);
    match kind {
        "pipe" => Ok(Input::Pipe(bytes)),
        "file" => Ok(Input::File(bytes)),
        "late" => Ok(Input::Late(bytes)),
        "null" => Ok(Input::Null),
        _ => Err(format!("{what}: no such stdin: {kind}")),
    }
}

/// Parses a text, in which `3*text` is that text three times.
fn repeated(text: &str) -> Vec<u8> {
    match text.split_once('*') {
        Some((times, text)) if times.parse::<usize>().is_ok() => {
            text.as_bytes().repeat(times.parse().unwrap_or(1))
        }
        _ => text.as_bytes().to_vec(),
    }
}

fn expected(table: &Table, what: &str) -> Result<Vec<Expected>, String> {
    let end = match table.get("end") {
        None => End::Status(0),
        Some(item) if item.as_str() == Some("failure") => End::Failure,
        Some(item) => {
            let status = item.as_integer().and_then(|code| i32::try_from(code).ok());
            End::Status(status.ok_or_else(|| format!("{what}: end is no status"))?)
        }
    };
    let stderr = toml::optional_text(table, "stderr", what)?;
    let stdout = toml::optional_text(table, "stdout", what)?;
    let outputs = match stdout {
        Some(text) => vec![Output::Bytes(repeated(&text))],
        None => toml::text_list(table, "lines", what)?
            .iter()
            .map(|text| lines(text, what))
            .collect::<Result<_, _>>()?,
    };
    if outputs.is_empty() {
        return Err(format!("{what}: neither lines nor stdout"));
    }
    let one = |output| Expected {
        end,
        output,
        stderr: stderr.clone(),
    };
    Ok(outputs.into_iter().map(one).collect())
}

fn lines(text: &str, what: &str) -> Result<Output, String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines = lines.map(|line| {
        let (name, values) = line
            .split_once(": ")
            .ok_or_else(|| format!("{what}: no value: {line}"))?;
        Ok((
            name.to_owned(),
            values.split(" | ").map(str::to_owned).collect(),
        ))
    });
    lines.collect::<Result<_, String>>().map(Output::Lines)
}

impl Case {
    /// Makes a case that is never run.
    #[cfg(test)]
    pub(crate) fn of(expected: Expected) -> Self {
        Self {
            name: "group/name".to_owned(),
            guest: "group".to_owned(),
            features: None,
            args: Vec::new(),
            env: Vec::new(),
            stdin: Input::Null,
            expected: vec![expected],
        }
    }

    /// Returns whether any value is accepted. Such a case is not a test, but information for the
    /// document.
    #[must_use]
    pub fn is_informative(&self) -> bool {
        self.expected.iter().all(|expected| match &expected.output {
            Output::Lines(lines) => lines.iter().all(|(_, values)| values == &["*"]),
            Output::Bytes(_) => false,
        })
    }

    /// Returns the group that it belongs to.
    #[must_use]
    pub fn group(&self) -> &str {
        self.name.split('/').next().unwrap_or_default()
    }

    /// Builds its module for a target, and returns the module's path.
    ///
    /// # Errors
    ///
    /// Returns cargo's message.
    pub fn module(&self, target: &str) -> Result<PathBuf, String> {
        let mut build = Build::conformance(&self.guest).target(target);
        if let Some(features) = &self.features {
            build = build.no_default_features().feature("talc").alone();
            for feature in features {
                build = build.feature(feature);
            }
        }
        build.try_wasm()?;
        Ok(build.path())
    }
}
