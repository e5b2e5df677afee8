//! What is measured, and how: programs run in turn, and medians.

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

/// What programs are optimized for.
#[derive(Clone, Copy, Debug)]
struct Aim {
    says: &'static str,
    level: &'static str,
    /// Whether what they depend on is for speed all the same.
    fast_packages: bool,
}

const AIMS: [Aim; 3] = [
    aim("3", "3", false),
    aim("z", "z", false),
    aim("z, packages 3", "z", true),
];

const fn aim(says: &'static str, level: &'static str, fast_packages: bool) -> Aim {
    Aim {
        says,
        level,
        fast_packages,
    }
}

impl Aim {
    /// The program with `std`, and that with nanowasi.
    fn programs(self) -> [Build; 2] {
        let program = Build::program("speed").alone().opt_level(self.level);
        let ours = program.clone().with_nanowasi();
        // What `std` is compiled for was settled elsewhere.
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

    /// Each row beside `std`.
    pub fn rows(&self, rows: &[&Row]) -> Result<String, Failure> {
        let mut table = Table::new(&[
            "work",
            "`opt-level`",
            "`std`, ms",
            "nanowasi, ms",
            "ratio",
            "goal",
            "ratio of all time",
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
                    return Err("two programs, and not two costs".into());
                };
                let mut calls = Vec::new();
                for module in &modules {
                    calls.push(self.host.calls(module, work)?.to_string());
                }
                let mut cells = vec![
                    row.says.to_owned(),
                    aim.says.to_owned(),
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

    /// What one unit of a hundredth, a tenth and all of the work costs, beside all of it. What a program costs that
    /// has nothing to do is left out: that is no part of the work.
    pub fn growth(&self, rows: &[&Row]) -> Result<String, Failure> {
        let mut table = Table::new(&["work", "a hundredth", "a tenth", "all"]);
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
                return Err("a program was run, and has no cost".into());
            };
            let units: Vec<f64> = parts
                .iter()
                .zip([100.0, 10.0, 1.0])
                .map(|(cost, of)| cost.saturating_sub(*none).as_secs_f64() * of)
                .collect();
            let all = units.last().copied().unwrap_or(1.0);
            let cells = units.iter().map(|unit| format!("{:.2}", unit / all));
            let cells: Vec<String> = [row.says.to_owned()].into_iter().chain(cells).collect();
            table.row(&cells);
        }
        Ok(table.0)
    }

    /// The functions in which each program was when it was looked at.
    pub fn profile(&self, rows: &[&Row]) -> Result<(), Failure> {
        for row in rows {
            row.prepare(&self.folder.0)?;
            let times = row.times.to_string();
            let args = [row.work, &times];
            for aim in AIMS {
                for (whose, build) in ["`std`", "nanowasi"].into_iter().zip(aim.programs()) {
                    println!("{}, {}, {whose}", row.says, aim.says);
                    let work = self.work(&args, row.stdin());
                    for (name, part) in profile(&build.names().try_wasm()?, work)? {
                        println!("{:6.1}% {name}", part * 100.0);
                    }
                }
            }
        }
        Ok(())
    }

    /// What it takes until a greeting is printed, with the compiler's work.
    pub fn start(&self) -> Result<String, Failure> {
        let mut table = Table::new(&["compiled, started, run", "bytes", "ms", "pages"]);
        let hello = || Build::program("hello").alone();
        let programs = [
            ("hello, `std`", hello()),
            ("hello, nanowasi", hello().with_nanowasi()),
            (
                "hello, nanowasi, a small stack",
                hello().with_nanowasi().flag(nanowasi_build::SMALL_STACK),
            ),
        ];
        let work = self.work(&[], None);
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
            let bytes = wasm.len().to_string();
            table.row(&[says, &bytes, &millis(median(times)), &pages.to_string()]);
        }
        Ok(table.0)
    }

    /// Makes what a row's program reads.
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

    /// The medians of what each costs, in turn.
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

/// A folder that is gone at the end.
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
        // A folder that is left over does no harm.
        let _ = fs::remove_dir_all(&self.0);
    }
}
