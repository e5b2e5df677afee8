//! The measurements: programs run alternately, and medians are compared.

use std::path::PathBuf;
use std::time::{Duration, Instant};
use std::{env, fs, process};

use nanowasi_build::Build;
use wasmtime::Module;

use crate::Failure;
use crate::profile::profile;
use crate::rows::Row;
use crate::table::{Table, millis, ratio};
use nanowasi_speed::host::{Cost, Host, Work};

/// The optimization of a program and its dependencies.
#[derive(Clone, Copy, Debug)]
struct Aim {
    title: &'static str,
    level: &'static str,
    /// Whether the dependencies are optimized for speed.
    fast_packages: bool,
}

const AIMS: [Aim; 3] = [
    aim("3", "3", false),
    aim("z", "z", false),
    aim("z, packages 3", "z", true),
];

const fn aim(title: &'static str, level: &'static str, fast_packages: bool) -> Aim {
    Aim {
        title,
        level,
        fast_packages,
    }
}

impl Aim {
    /// Returns the program with `std`, and the program with nanowasi.
    fn programs(self) -> [Build; 2] {
        let program = Build::program("speed").alone().opt_level(self.level);
        let ours = program.clone().with_nanowasi();
        // The toolchain's `std` is compiled for speed already.
        [
            program,
            if self.fast_packages {
                ours.fast_packages()
            } else {
                ours
            },
        ]
    }
}

pub struct Bench {
    host: Host,
    folder: Folder,
}

impl Bench {
    pub fn new() -> Result<Self, Failure> {
        Ok(Self {
            host: Host::new()?,
            folder: Folder::new()?,
        })
    }

    /// Returns the table of all rows, with `std` and with nanowasi.
    pub fn rows(&self, rows: &[&Row]) -> Result<String, Failure> {
        let mut table = Table::new(&[
            "workload",
            "`opt-level`",
            "`std`, ms",
            "nanowasi, ms",
            "ratio",
            "goal",
            "ratio, wall clock",
            "calls, `std`",
            "calls",
            "pages, `std`",
            "pages",
        ]);
        for row in rows {
            row.prepare(&self.folder.0)?;
            let times = row.times.to_string();
            let args = [row.work, &times];
            let work = self.work(&args, row.stdin());
            for aim in AIMS {
                let modules = self.compile(&aim.programs())?;
                let costs = self.measure(&modules, work)?;
                let [std, ours] = costs.as_slice() else {
                    return Err("expected the costs of two programs".into());
                };
                let mut calls = Vec::new();
                for module in &modules {
                    calls.push(self.host.calls(module, work)?.to_string());
                }
                let mut cells = vec![
                    row.title.to_owned(),
                    aim.title.to_owned(),
                    millis(std.cpu),
                    millis(ours.cpu),
                    ratio(ours.cpu, std.cpu),
                    row.goal.to_string(),
                    ratio(ours.wall, std.wall),
                ];
                cells.extend(calls);
                cells.extend([std, ours].map(|cost| (cost.memory >> 16).to_string()));
                table.row(&cells);
            }
        }
        Ok(table.0)
    }

    /// Returns the table of the time of one unit in a hundredth, a tenth and all of the work,
    /// relative to all of the work. The time of a run without work is subtracted.
    pub fn growth(&self, rows: &[&Row]) -> Result<String, Failure> {
        let mut table = Table::new(&["workload", "a hundredth", "a tenth", "all"]);
        let [_, ours] = AIMS[0].programs();
        let ours = self.compile(&[ours])?;
        for row in rows {
            let mut costs = Vec::new();
            for part in [row.none(), row.part(100), row.part(10), row.part(1)] {
                part.prepare(&self.folder.0)?;
                let times = part.times.to_string();
                let args = [part.work, &times];
                let cost = self.measure(&ours, self.work(&args, part.stdin()))?;
                costs.extend(cost.first().map(|cost| cost.wall));
            }
            let [none, parts @ ..] = costs.as_slice() else {
                return Err("expected the cost of a program".into());
            };
            let units: Vec<f64> = parts
                .iter()
                .zip([100.0, 10.0, 1.0])
                .map(|(cost, of)| cost.saturating_sub(*none).as_secs_f64() * of)
                .collect();
            let all = units.last().copied().unwrap_or(1.0);
            let cells = units.iter().map(|unit| format!("{:.2}", unit / all));
            let cells: Vec<String> = [row.title.to_owned()].into_iter().chain(cells).collect();
            table.row(&cells);
        }
        Ok(table.0)
    }

    /// Prints the functions that each program spends its time in.
    pub fn profile(&self, rows: &[&Row]) -> Result<(), Failure> {
        for row in rows {
            row.prepare(&self.folder.0)?;
            let times = row.times.to_string();
            let args = [row.work, &times];
            for aim in AIMS {
                for (whose, build) in ["`std`", "nanowasi"].into_iter().zip(aim.programs()) {
                    println!("{}, {}, {whose}", row.title, aim.title);
                    let work = self.work(&args, row.stdin());
                    for (name, part) in profile(&build.names().try_wasm()?, work)? {
                        println!("{:6.1}% {name}", part * 100.0);
                    }
                }
            }
        }
        Ok(())
    }

    /// Returns the table of the time to compile, instantiate and run a program that prints a
    /// greeting.
    pub fn start(&self) -> Result<String, Failure> {
        let mut table = Table::new(&["program", "bytes", "ms", "pages"]);
        let hello = || Build::program("hello").alone();
        let programs = [
            ("hello, `std`", hello()),
            ("hello, nanowasi", hello().with_nanowasi()),
            (
                "hello, nanowasi, small stack",
                hello().with_nanowasi().flag(nanowasi_build::SMALL_STACK),
            ),
        ];
        let work = self.work(&[], None);
        for (title, build) in programs {
            let wasm = build.try_wasm()?;
            let mut times = Vec::new();
            let mut pages = 0;
            for _ in 0..21 {
                let begun = Instant::now();
                let module = self.host.compile(&wasm)?;
                pages = self.host.run(&module, work)?.memory >> 16;
                times.push(begun.elapsed());
            }
            let bytes = wasm.len().to_string();
            table.row(&[title, &bytes, &millis(median(times)), &pages.to_string()]);
        }
        Ok(table.0)
    }

    /// Writes the input of a row.
    pub fn prepare(&self, row: &Row) -> Result<(), Failure> {
        Ok(row.prepare(&self.folder.0)?)
    }

    pub fn work<'a>(&'a self, args: &'a [&'a str], input: Option<&'a str>) -> Work<'a> {
        Work {
            args,
            folder: &self.folder.0,
            input,
        }
    }

    fn compile(&self, programs: &[Build]) -> Result<Vec<Module>, Failure> {
        programs
            .iter()
            .map(|program| self.module(&program.try_wasm()?))
            .collect()
    }

    pub fn module(&self, wasm: &[u8]) -> Result<Module, Failure> {
        Ok(self.host.compile(wasm)?)
    }

    /// Runs modules alternately, and returns the median cost of each.
    pub fn measure(&self, modules: &[Module], work: Work<'_>) -> Result<Vec<Cost>, Failure> {
        let begun = Instant::now();
        let mut costs = vec![Vec::new(); modules.len()];
        for round in 0..15 {
            if round >= 5 && begun.elapsed() > Duration::from_secs(6) {
                break;
            }
            for (module, costs) in modules.iter().zip(&mut costs) {
                costs.push(self.host.run(module, work)?);
            }
        }
        let medians = costs.iter().map(|costs| Cost {
            cpu: median(costs.iter().map(|cost| cost.cpu).collect()),
            wall: median(costs.iter().map(|cost| cost.wall).collect()),
            memory: costs.last().map_or(0, |cost| cost.memory),
        });
        Ok(medians.collect())
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// A temporary folder, removed on drop.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Self, Failure> {
        let path = env::temp_dir().join(format!("nanowasi-speed-{}", process::id()));
        fs::create_dir_all(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A leftover temporary folder does no harm.
        let _ = fs::remove_dir_all(&self.0);
    }
}
