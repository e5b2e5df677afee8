//! What is run, and what is to come of it: `cases.toml`.

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
    /// The arguments behind the program's name.
    pub args: Vec<String>,
    /// `KEY=VALUE`.
    pub env: Vec<String>,
    /// What standard input is.
    pub stdin: Input,
    /// What it may come to: one of these.
    pub expected: Vec<Expected>,
}

/// What standard input is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A pipe that holds these bytes, and then ends.
    Pipe(Vec<u8>),
    /// A file of these bytes.
    File(Vec<u8>),
    /// `/dev/null`.
    Null,
    /// A pipe that stays empty for [`LATE`](crate::process::LATE), and then holds these bytes and ends.
    Late(Vec<u8>),
}

/// What a run is to come to.
#[derive(Clone, Debug)]
pub struct Expected {
    /// How it ends.
    pub end: End,
    /// What it prints.
    pub output: Output,
    /// What standard error has among its lines, all of it if there is anything.
    pub stderr: Option<String>,
}

/// How a run is to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// With this status.
    Status(i32),
    /// With any other than 0, or by a signal.
    Failure,
}

/// What a run is to print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// These lines: a name, and the values that are right. `*` is any.
    Lines(Vec<(String, Vec<String>)>),
    /// These bytes.
    Bytes(Vec<u8>),
}

/// All cases, in the order of the file.
///
/// # Errors
/// What is wrong with the file.
pub fn cases() -> Result<Vec<Case>, String> {
    let tables = toml::tables(TEXT, FILE, "case")?;
    tables.iter().map(case).collect()
}

fn case(table: &Table) -> Result<Case, String> {
    let name = toml::needed(table, "name", FILE)?;
    let what = format!("{FILE}: {name}");
    let keys = [
        "name", "guest", "features", "args", "env", "stdin", "end", "lines", "stdout", "stderr",
    ];
    toml::only(table, &keys, &what)?;
    let group = name.split('/').next().unwrap_or_default();
    Ok(Case {
        guest: toml::text(table, "guest", &what)?.unwrap_or_else(|| group.to_owned()),
        features: table
            .contains_key("features")
            .then(|| toml::texts(table, "features", &what))
            .transpose()?,
        args: toml::texts(table, "args", &what)?,
        env: toml::texts(table, "env", &what)?,
        stdin: input(table, &what)?,
        expected: expected(table, &what)?,
        name,
    })
}

/// `kind:text`, in which a number in front of `*` repeats the text: `pipe:1000*line\n`.
fn input(table: &Table, what: &str) -> Result<Input, String> {
    let text = toml::text(table, "stdin", what)?.unwrap_or_else(|| "pipe:".to_owned());
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

/// A text as bytes; `3*text` is that text three times.
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
    let stderr = toml::text(table, "stderr", what)?;
    let stdout = toml::text(table, "stdout", what)?;
    let outputs = match stdout {
        Some(text) => vec![Output::Bytes(repeated(&text))],
        None => toml::texts(table, "lines", what)?
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
    /// A case that nothing runs.
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

    /// Whether any values are right: then it is no case of the suite, but something to be seen in the document.
    #[must_use]
    pub fn observes(&self) -> bool {
        self.expected.iter().all(|expected| match &expected.output {
            Output::Lines(lines) => lines.iter().all(|(_, values)| values == &["*"]),
            Output::Bytes(_) => false,
        })
    }

    /// The group that it belongs to.
    #[must_use]
    pub fn group(&self) -> &str {
        self.name.split('/').next().unwrap_or_default()
    }

    /// Builds its module for a target, and returns where that is.
    ///
    /// # Errors
    /// What cargo said.
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
