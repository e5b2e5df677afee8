//! Times programs with nanowasi as their `std`, and with `std` itself, from one source (`tests/programs`, `speed`).
//!
//! Each is compiled before; its run alone is timed, the two in turn, and the medians are compared: so what else the
//! machine does weighs on both. Time is that of the processor, of all threads, since what a disk does says nothing
//! of a program.
//!
//! | argument | |
//! | --- | --- |
//! | a row's name | that one alone |
//! | `--growth` | what a hundredth and a tenth of the work cost, for one unit of it |
//! | `--profile` | which functions the time goes to, instead of the tables |
//! | `--write` | writes the tables to `docs/speed.md` |

mod host;
mod inputs;
mod profile;
mod rows;

use std::path::PathBuf;
use std::time::{Duration, Instant};
use std::{env, fs, process};

use host::{Cost, Host, Work};
use nanowasi_build::Build;
use rows::{ROWS, Row};
use wasmtime::Module;

type Error = Box<dyn std::error::Error>;

const LEVELS: [&str; 2] = ["3", "z"];

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/speed.md");

/// What the document's table begins and ends with, if it is called that.
fn markers(name: &str) -> [String; 2] {
    [
        format!("<!-- {name}: written by `cargo bench --bench speed -- --write` -->"),
        format!("<!-- end of {name} -->"),
    ]
}

fn main() {
    if let Err(error) = run() {
        eprintln!("speed: {error}");
        process::exit(1);
    }
}

fn run() -> Result<(), Error> {
    let args: Vec<String> = env::args().skip(1).collect();
    let has = |name: &str| args.iter().any(|arg| arg == name);
    let names: Vec<&String> = args.iter().filter(|arg| !arg.starts_with("--")).collect();
    if let Some(unknown) = names
        .iter()
        .find(|name| ROWS.iter().all(|row| row.work != **name))
    {
        let known: Vec<&str> = ROWS.iter().map(|row| row.work).collect();
        return Err(format!("no row `{unknown}`; there are {}", known.join(", ")).into());
    }
    let rows: Vec<&Row> = ROWS
        .iter()
        .filter(|row| names.is_empty() || names.iter().any(|name| *name == row.work))
        .collect();
    let bench = Bench {
        host: Host::new()?,
        folder: Folder::new()?,
    };
    if has("--profile") {
        return bench.profile(&rows);
    }
    let mut tables = Vec::new();
    if has("--growth") || has("--write") {
        tables.push(("growth", bench.growth(&rows)?));
    }
    if !has("--growth") || has("--write") {
        tables.push(("rows", bench.table(&rows)?));
        tables.push(("start", bench.start()?));
    }
    if has("--write") {
        let mut text = fs::read_to_string(DOCUMENT)?;
        for (name, table) in tables {
            let [begin, end] = markers(name);
            let place = text.find(&begin).zip(text.find(&end));
            let (from, to) = place.ok_or_else(|| format!("docs/speed.md: no table `{name}`"))?;
            text.replace_range(from + begin.len()..to, &format!("\n\n{table}\n"));
        }
        fs::write(DOCUMENT, text)?;
    }
    Ok(())
}

/// A table that is shown line by line, as it is made.
struct Table(String);

impl Table {
    fn new(head: &[&str]) -> Self {
        let mut table = Self(String::new());
        table.row(head);
        table.row(&vec!["---"; head.len()]);
        table
    }

    fn row(&mut self, cells: &[impl AsRef<str>]) {
        let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
        let line = format!("| {} |", cells.join(" | "));
        println!("{line}");
        self.0.push_str(&line);
        self.0.push('\n');
    }
}

struct Bench {
    host: Host,
    folder: Folder,
}

impl Bench {
    /// Each row beside `std`.
    fn table(&self, rows: &[&Row]) -> Result<String, Error> {
        let mut table = Table::new(&[
            "work",
            "`opt-level`",
            "`std`, ms",
            "nanowasi, ms",
            "ratio",
            "goal",
            "calls, `std`",
            "calls",
            "pages, `std`",
            "pages",
        ]);
        for row in rows {
            row.prepare(&self.folder.0)?;
            let times = row.times.to_string();
            let args = [row.work, &times];
            let work = self.work(&args, row);
            for level in LEVELS {
                let modules = self.modules(level)?;
                let [std, ours] = self.measure(modules.each_ref(), work)?;
                let calls = [&modules[0], &modules[1]].map(|module| self.host.calls(module, work));
                let [std_calls, our_calls] = calls;
                table.row(&[
                    row.says.to_owned(),
                    level.to_owned(),
                    millis(std.cpu),
                    millis(ours.cpu),
                    format!("{:.2}", ours.cpu.as_secs_f64() / std.cpu.as_secs_f64()),
                    row.goal.to_string(),
                    std_calls?.to_string(),
                    our_calls?.to_string(),
                    (std.memory >> 16).to_string(),
                    (ours.memory >> 16).to_string(),
                ]);
            }
        }
        Ok(table.0)
    }

    /// What one unit of a hundredth, a tenth and all of the work costs, beside all of it.
    fn growth(&self, rows: &[&Row]) -> Result<String, Error> {
        let mut table = Table::new(&["work", "a hundredth", "a tenth", "all"]);
        let [_, ours] = self.modules("3")?;
        for row in rows {
            let mut costs = Vec::new();
            for of in [100, 10, 1] {
                let part = row.part(of);
                part.prepare(&self.folder.0)?;
                let times = part.times.to_string();
                let args = [part.work, &times];
                let work = self.work(&args, &part);
                let [cost] = self.measure([&ours], work)?;
                costs.push(cost.wall.as_secs_f64() * of as f64);
            }
            let all = costs.last().copied().unwrap_or(1.0);
            let cells = costs.iter().map(|cost| format!("{:.2}", cost / all));
            let cells: Vec<String> = [row.says.to_owned()].into_iter().chain(cells).collect();
            table.row(&cells);
        }
        Ok(table.0)
    }

    /// The functions in which each program was when it was looked at.
    fn profile(&self, rows: &[&Row]) -> Result<(), Error> {
        for row in rows {
            row.prepare(&self.folder.0)?;
            let times = row.times.to_string();
            let args = [row.work, &times];
            for level in LEVELS {
                let [std, ours] = programs(level);
                for (whose, build) in [("`std`", std), ("nanowasi", ours)] {
                    println!("{}, {level}, {whose}", row.says);
                    let parts = profile::profile(&build.names().try_wasm()?, self.work(&args, row));
                    for (name, part) in parts? {
                        println!("{:6.1}% {name:.160}", part * 100.0);
                    }
                }
            }
        }
        Ok(())
    }

    /// What it takes until a greeting is printed, with the compiler's work.
    fn start(&self) -> Result<String, Error> {
        let mut table = Table::new(&["compiled, started, run", "bytes", "ms", "pages"]);
        let programs = [
            ("hello, `std`", Build::program("hello").alone()),
            (
                "hello, nanowasi",
                Build::program("hello").with_nanowasi().alone(),
            ),
            (
                "hello, nanowasi, a stack of 16 KiB",
                small_stack(Build::program("hello").with_nanowasi()),
            ),
        ];
        let work = Work {
            args: &[],
            folder: &self.folder.0,
            input: None,
        };
        for (says, build) in programs {
            let wasm = build.try_wasm()?;
            let mut times = Vec::new();
            let mut pages = 0;
            for _ in 0..21 {
                let begun = Instant::now();
                let module = self.host.compile(&wasm)?;
                pages = self.host.run(&module, work)?.memory >> 16;
                times.push(begun.elapsed());
            }
            let cells = [
                says,
                &wasm.len().to_string(),
                &millis(median(times)),
                &pages.to_string(),
            ];
            table.row(&cells);
        }
        Ok(table.0)
    }

    fn work<'a>(&'a self, args: &'a [&'a str], row: &Row) -> Work<'a> {
        Work {
            args,
            folder: &self.folder.0,
            input: row.stdin(),
        }
    }

    /// The program for `std`, and that with nanowasi.
    fn modules(&self, level: &'static str) -> Result<[Module; 2], Error> {
        let [std, ours] = programs(level);
        let std = self.host.compile(&std.try_wasm()?)?;
        let ours = self.host.compile(&ours.try_wasm()?)?;
        Ok([std, ours])
    }

    /// The medians of what each costs, in turn.
    fn measure<const N: usize>(
        &self,
        modules: [&Module; N],
        work: Work<'_>,
    ) -> Result<[Cost; N], Error> {
        let begun = Instant::now();
        let mut costs = [const { Vec::new() }; N];
        for round in 0..15 {
            if round >= 5 && begun.elapsed() > Duration::from_secs(6) {
                break;
            }
            for (module, costs) in modules.iter().zip(&mut costs) {
                costs.push(self.host.run(module, work)?);
            }
        }
        Ok(costs.map(|costs| Cost {
            cpu: median(costs.iter().map(|cost| cost.cpu).collect()),
            wall: median(costs.iter().map(|cost| cost.wall).collect()),
            memory: costs.last().map_or(0, |cost| cost.memory),
        }))
    }
}

/// The one with `std`, and the one with nanowasi.
fn programs(level: &'static str) -> [Build; 2] {
    let program = Build::program("speed").alone().opt_level(level);
    [program.clone(), program.with_nanowasi()]
}

/// With initial memory of two pages.
fn small_stack(build: Build) -> Build {
    build.flag("-Clink-arg=-zstack-size=16384").alone()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn millis(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1e3)
}

/// A folder that is gone at the end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Self, Error> {
        let path = env::temp_dir().join(format!("nanowasi-speed-{}", process::id()));
        fs::create_dir_all(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder that is left over does no harm.
        let _ = fs::remove_dir_all(&self.0);
    }
}
