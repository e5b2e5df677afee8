//! Lists of preopened directories with other entries in them, or without an end.
//!
//! A program queries the descriptors from 3 on, and the name of each. The test supplies the
//! results. A path that leads to one of these descriptors leads into a real directory.

use std::fs;
use std::sync::{Arc, Mutex};

use nanowasi_test_host::{Output, Response, Run, Status};

use crate::common::TempDir;
use crate::document;
use crate::program_pair::build_pair;
use crate::report::Reports;

const BADF: i32 = 8;
const INVAL: i32 = 28;
const NAMETOOLONG: i32 = 37;
const NOTDIR: i32 = 54;
const NOTSUP: i32 = 58;

/// More calls than a scan of all possible descriptors needs.
const MAX_CALLS: usize = 70_000;

/// What the host returns for a descriptor.
#[derive(Clone, Debug)]
enum Prestat {
    /// A directory with a name of this length, and the name that it then writes.
    Dir(u32, Vec<u8>),
    /// A preopen of an unknown kind.
    Kind(u8),
    /// Success, without a result.
    Nothing,
    /// An errno.
    Errno(i32),
    /// A directory, and then an errno instead of its name.
    Nameless(i32),
}

/// A directory with this name.
fn dir(name: &str) -> Prestat {
    Prestat::Dir(u32::try_from(name.len()).unwrap(), name.into())
}

/// A directory whose name is reported to be `more` bytes longer.
fn longer(name: &str, more: u32) -> Prestat {
    match dir(name) {
        Prestat::Dir(len, name) => Prestat::Dir(len + more, name),
        other => other,
    }
}

/// The results of a run: what the program reported for each path, and the descriptors through which
/// it opened files.
struct Seen {
    output: Output,
    read: Vec<String>,
    opened: Vec<u32>,
}

/// The results for the descriptors from 3 on, and for all after them; and paths, each with the
/// descriptor that it should resolve to.
struct Case {
    name: &'static str,
    list: Vec<Prestat>,
    rest: Prestat,
    paths: Vec<(String, Option<u32>)>,
}

impl Case {
    /// A list that ends with `BADF`.
    fn new(name: &'static str, list: Vec<Prestat>, paths: &[(&str, Option<u32>)]) -> Self {
        Self {
            name,
            list,
            rest: Prestat::Errno(BADF),
            paths: paths
                .iter()
                .map(|(path, fd)| ((*path).to_owned(), *fd))
                .collect(),
        }
    }

    fn rest(self, rest: Prestat) -> Self {
        Self { rest, ..self }
    }

    /// Returns the result for each descriptor.
    fn prestat(&self) -> impl Fn(u32) -> Prestat + Send + 'static {
        let (list, rest) = (self.list.clone(), self.rest.clone());
        move |fd| list.get(fd as usize - 3).unwrap_or(&rest).clone()
    }

    /// Runs the program, which reads the paths. It finds a file through each descriptor.
    fn run(&self, program: &[u8], folder: &TempDir) -> Seen {
        let (stat, name) = (self.prestat(), self.prestat());
        let opened = Arc::new(Mutex::new(Vec::new()));
        let fds = Arc::clone(&opened);
        // The real host has as many directories.
        let real = u32::try_from(self.list.len().max(1)).unwrap();
        let run = (0..real)
            .fold(Run::new(program), |run, _| run.dir(folder, "real"))
            .args(self.paths.iter().map(|(path, _)| format!("read:{path}")))
            .fault("fd_prestat_get", move |call| {
                if call.number() > MAX_CALLS {
                    return Ok(Response::Trap("endless".to_owned()));
                }
                let (tag, len) = match stat(call.arg(0)) {
                    Prestat::Dir(len, _) => (0, len),
                    Prestat::Nameless(_) => (0, 4),
                    Prestat::Kind(kind) => (kind, 4),
                    Prestat::Nothing => return Ok(Response::Errno(0)),
                    Prestat::Errno(errno) => return Ok(Response::Errno(errno)),
                };
                call.write_u8(call.arg(1), tag)?;
                call.write_u32(call.arg(1) + 4, len)?;
                Ok(Response::Errno(0))
            })
            .fault("fd_prestat_dir_name", move |call| {
                match name(call.arg(0)) {
                    Prestat::Dir(_, name) => call.write(call.arg(1), &name)?,
                    Prestat::Nameless(errno) => return Ok(Response::Errno(errno)),
                    _ => {}
                }
                Ok(Response::Errno(0))
            })
            .fault("path_open", move |call| {
                fds.lock().unwrap().push(call.arg(0));
                let mut args = call.args().to_vec();
                if call.arg(0) >= 3 + real {
                    args[0] = 3;
                }
                call.real_with(&args)
            });
        let (run, reports) = Reports::of(run);
        let output = run.run();
        let lines = reports.lines();
        // The reports after those of `main`, the arguments and the environment.
        let read = lines
            .iter()
            .skip_while(|line| !line.starts_with("variables: "));
        let opened = opened.lock().unwrap().clone();
        Seen {
            output,
            read: read.skip(1).cloned().collect(),
            opened,
        }
    }

    /// Returns the expected reports, and the descriptors through which files should be opened.
    fn expected(&self) -> (Vec<String>, Vec<u32>) {
        let line = |(path, fd): &(String, Option<u32>)| match fd {
            Some(_) => format!("{path}: found"),
            None => format!("{path}: NotFound"),
        };
        let fds = self.paths.iter().filter_map(|(_, fd)| *fd);
        (self.paths.iter().map(line).collect(), fds.collect())
    }

    /// Returns the outcome as text.
    fn outcome(&self, seen: &Seen) -> String {
        let (read, opened) = self.expected();
        match &seen.output.status {
            // For a single path, whether it was found.
            Status::Exit(0) if read.len() == 1 => match seen.opened.len() {
                0 => "not found".to_owned(),
                _ => "found".to_owned(),
            },
            Status::Exit(0) if seen.read == read && seen.opened == opened => "correct".to_owned(),
            Status::Exit(0) => {
                let right = read.iter().zip(&seen.read).filter(|(a, b)| a == b).count();
                format!("{right} of {} paths correct", read.len())
            }
            Status::Exit(code) => format!("status {code}"),
            Status::Trap(text) if text == "endless" => "**endless**".to_owned(),
            _ => "**trap**".to_owned(),
        }
    }
}

fn cases() -> Vec<Case> {
    let (data, other) = (|| dir("/data"), || dir("other"));
    let both = [("/data/x", Some(3)), ("other/x", Some(5)), ("x", None)];
    let between = |prestat: Prestat| vec![data(), prestat, other()];
    let only = [
        ("/data/x", Some(3)),
        ("data/x", Some(3)),
        ("dat/x", None),
        ("x", None),
    ];
    let once = [("data/x", Some(3))];
    let thousand: Vec<Prestat> = (0..1000)
        .map(|number| dir(&format!("/d{number}")))
        .collect();
    let mut sockets = vec![Prestat::Errno(NOTSUP); 15];
    sockets.push(data());
    let mut mixed: Vec<Prestat> = (0..40)
        .flat_map(|number| [Prestat::Errno(NOTDIR), dir(&format!("/d{number}"))])
        .collect();
    mixed.push(data());
    let long = |len| "n".repeat(len);
    let path = |name: String| format!("{name}/x");
    vec![
        Case::new(
            "as specified",
            vec![data(), dir("."), other()],
            &[
                ("/data/x", Some(3)),
                ("x", Some(4)),
                ("other/x", Some(5)),
                ("/x", Some(4)),
            ],
        ),
        Case::new(
            "an unknown tag between directories",
            between(Prestat::Kind(1)),
            &both,
        ),
        Case::new(
            "tag 255 between directories",
            between(Prestat::Kind(255)),
            &both,
        ),
        Case::new("endless unknown tags", vec![data()], &once).rest(Prestat::Kind(7)),
        Case::new(
            "an unwritten result between directories",
            between(Prestat::Nothing),
            &both,
        ),
        Case::new("endless unwritten results", vec![data()], &once).rest(Prestat::Nothing),
        Case::new(
            "a socket between directories: `NOTSUP`",
            between(Prestat::Errno(NOTSUP)),
            &both,
        ),
        Case::new(
            "a socket between directories: `BADF`",
            between(Prestat::Errno(BADF)),
            &[("/data/x", Some(3)), ("other/x", None)],
        ),
        Case::new(
            "15 sockets before the first directory",
            sockets,
            &[("/data/x", Some(18)), ("x", None)],
        ),
        Case::new(
            "a socket before each of 41 directories",
            mixed,
            &[
                ("/d0/x", Some(4)),
                ("/d39/x", Some(82)),
                ("/data/x", Some(83)),
            ],
        ),
        Case::new("`INVAL` at the end", vec![data()], &only).rest(Prestat::Errno(INVAL)),
        Case::new("`NOTSUP` at the end", vec![data()], &only).rest(Prestat::Errno(NOTSUP)),
        Case::new("errno 9999 at the end", vec![data()], &only).rest(Prestat::Errno(9999)),
        Case::new(
            "`NOTSUP` from the start",
            vec![],
            &[("/data/x", None), ("x", None)],
        )
        .rest(Prestat::Errno(NOTSUP)),
        Case::new(
            "endless copies of a directory",
            vec![],
            // The last one whose name fits into 16 KiB of names.
            &[("/data/x", Some(3 + 16_384 / (8 + 5) - 1))],
        )
        .rest(data()),
        Case::new(
            "an errno instead of a name",
            between(Prestat::Nameless(NAMETOOLONG)),
            &both,
        ),
        Case::new(
            "endless directories with an errno instead of a name",
            vec![data()],
            &once,
        )
        .rest(Prestat::Nameless(INVAL)),
        Case::new(
            "a name longer than reported",
            vec![Prestat::Dir(3, b"/data".to_vec()), other()],
            &[("/da/x", Some(3)), ("/data/x", None), ("other/x", Some(4))],
        ),
        Case::new(
            "a name shorter than reported",
            vec![longer("/data", 3), other()],
            &[("/data/x", Some(3)), ("other/x", Some(4)), ("x", None)],
        ),
        Case::new(
            "a trailing NUL",
            vec![Prestat::Dir(6, b"/data\0".to_vec())],
            &only,
        ),
        Case::new(
            "an unwritten name",
            between(Prestat::Dir(5, Vec::new())),
            &both,
        ),
        Case::new(
            "an unwritten name of one byte",
            between(Prestat::Dir(1, Vec::new())),
            &both,
        ),
        Case::new(
            "a name with a reported length of 4 GiB",
            between(Prestat::Dir(u32::MAX, Vec::new())),
            &both,
        ),
        Case::new(
            "an empty name",
            vec![dir(""), data()],
            &[
                ("x", Some(3)),
                ("/x", Some(3)),
                ("/data/x", Some(4)),
                ("database", Some(3)),
            ],
        ),
        Case::new(
            "a name that is not UTF-8",
            between(Prestat::Dir(2, b"\xFF\xFE".to_vec())),
            &both,
        ),
        Case::new(
            "1,000 directories",
            thousand,
            &[
                ("/d0/x", Some(3)),
                ("/d500/x", Some(503)),
                ("/d999/x", Some(1002)),
                ("/d1000/x", None),
            ],
        ),
        Case {
            paths: vec![(path(long(16_375)), Some(3))],
            ..Case::new("a name of 16,375 bytes", vec![dir(&long(16_375))], &[])
        },
        Case {
            paths: vec![(path(long(16_376)), None)],
            ..Case::new("a name of 16,376 bytes", vec![dir(&long(16_376))], &[])
        },
    ]
}

/// An errno other than `BADF` after the last directory ended programs for `std` with status 71
/// before `main`. A list without an end kept them busy for ever.
#[test]
fn any_list_of_preopened_directories_is_handled() {
    let programs = build_pair("fault_start");
    let folder = TempDir::new("preopens");
    fs::write(folder.join("x"), "found").unwrap();
    fs::write(folder.join("database"), "found").unwrap();
    let mut rows = Vec::new();
    for case in cases() {
        let seen = case.run(&programs.nanowasi, &folder);
        let Seen { output, .. } = &seen;
        let (read, opened) = case.expected();
        assert_eq!(output.status, Status::Exit(0), "{}: {output}", case.name);
        assert_eq!(seen.read, read, "{}: {output}", case.name);
        assert_eq!(seen.opened, opened, "{}: {output}", case.name);
        // Once for each descriptor and path, some more after the end, and a limit for a list
        // without an end.
        let max = match case.rest {
            Prestat::Errno(_) => case.list.len() + 17,
            _ => 65_536,
        };
        let calls = output.count("fd_prestat_get");
        assert!(
            calls <= max * case.paths.len(),
            "{}: {calls} calls",
            case.name
        );
        let theirs = case.run(&programs.std, &folder);
        rows.push([
            case.name.to_owned(),
            case.outcome(&seen),
            case.outcome(&theirs),
        ]);
    }
    document::table("preopens", ["list of the host", "nanowasi", "`std`"], &rows);
}
