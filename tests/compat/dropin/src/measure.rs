//! Sizes and times of programs with either `std`, and the document's tables.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use nanowasi_speed::host::{Host, Work};
use nanowasi_speed::thousands;
use nanowasi_test_host::build::workspace;

use crate::programs::{Program, Run};
use crate::tool::{Tool, Variant, folder};
use crate::{Result, inputs, sources};

/// The number of runs of each program, of which the median is used.
const RUNS: usize = 5;

/// The measurements of a program.
#[derive(Clone, Debug)]
pub struct Figures {
    /// The program's name.
    pub name: &'static str,
    /// The sizes of its modules.
    pub sizes: Sizes,
    /// For each run: the arguments, the time with real `std`, and nanowasi's time divided by it.
    pub work: Vec<(String, Duration, f64)>,
}

impl Figures {
    /// Returns the median of a program's time ratios, if it was timed.
    fn time(&self) -> Option<f64> {
        let times: Vec<f64> = self.work.iter().map(|(_, _, ratio)| *ratio).collect();
        (!times.is_empty()).then(|| median(times))
    }
}

/// The sizes of a program's modules in bytes, in the order of [`Variant::ALL`].
pub type Sizes = [usize; 4];

/// Returns a module's size divided by that with real `std`.
#[must_use]
pub fn ratio(sizes: &Sizes, variant: Variant) -> f64 {
    let at = Variant::ALL.iter().position(|other| *other == variant);
    let size = |at: usize| f64::from(u32::try_from(sizes[at]).unwrap_or(u32::MAX));
    size(at.unwrap_or(0)) / size(0)
}

/// Builds a program in each way, and returns the sizes of its modules.
///
/// # Errors
///
/// Returns why it does not build.
pub fn sizes(tool: &Tool, program: &Program) -> Result<Sizes> {
    let package = sources::package(program)?;
    let mut sizes = Sizes::default();
    for (size, variant) in sizes.iter_mut().zip(Variant::ALL) {
        *size = tool
            .module(&package, program.bin, program.options, variant)?
            .len();
    }
    Ok(sizes)
}

/// Builds a program in each way, and measures it.
///
/// # Errors
///
/// Returns why it does not build or run.
pub fn program(tool: &Tool, program: &Program) -> Result<Figures> {
    let package = sources::package(program)?;
    let module = |variant| tool.fast_module(&package, program.bin, program.options, variant);
    let mut work = Vec::new();
    if !program.work.is_empty() {
        let host = Host::new()?;
        let directory = work_folder()?;
        let std = host.compile(&module(Variant::Std)?)?;
        let ours = host.compile(&module(Variant::DropIn)?)?;
        for run in program.work {
            let mut times = [Vec::new(), Vec::new()];
            for _ in 0..RUNS {
                for (times, module) in times.iter_mut().zip([&std, &ours]) {
                    times.push(time(&host, module, run, &directory)?);
                }
            }
            let [std, ours] = times.map(|mut times| {
                times.sort_unstable();
                times[RUNS / 2]
            });
            let ratio = ours.as_secs_f64() / std.as_secs_f64();
            work.push((arguments(run), std, ratio));
        }
    }
    Ok(Figures {
        name: program.name,
        sizes: sizes(tool, program)?,
        work,
    })
}

/// Returns the arguments of a run as text.
fn arguments(run: &Run) -> String {
    if run.args.is_empty() {
        return "–".to_owned();
    }
    let mut text = format!("`{}`", run.args.join(" ").replace('|', "\\|"));
    if run.times > 1 {
        let _ = write!(text, " (the file {} times)", run.times);
    }
    text
}

/// Returns the directory with the long files, which are made once.
fn work_folder() -> Result<PathBuf> {
    let directory = folder().join("work");
    if !directory.join("long.md").exists() {
        inputs::small(&directory)?;
        inputs::long(&directory)?;
    }
    Ok(directory)
}

fn time(
    host: &Host,
    module: &nanowasi_speed::Module,
    run: &Run,
    directory: &PathBuf,
) -> Result<Duration> {
    let mut args = run.args.to_vec();
    if let Some(last) = args.last().copied() {
        args.extend(std::iter::repeat_n(last, run.times - 1));
    }
    let work = Work {
        args: &args,
        folder: directory,
        input: run.stdin,
    };
    // A search without a match ends with status 1.
    Ok(host.run_to_any_end(module, work)?.cpu)
}

/// Returns the median of numbers: for an even count, the mean of the two in the middle.
fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    let at = |index: usize| numbers.get(index).copied().unwrap_or(f64::NAN);
    let middle = numbers.len() / 2;
    if numbers.len().is_multiple_of(2) {
        f64::midpoint(at(middle.wrapping_sub(1)), at(middle))
    } else {
        at(middle)
    }
}

/// Returns the tables of sizes and of times.
#[must_use]
pub fn tables(all: &[Figures]) -> [String; 2] {
    let mut sizes = String::from(
        "| program | `std` | drop-in | | `--small` | | `--smallest` | |\n\
         | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n",
    );
    for figures in all {
        let _ = write!(
            sizes,
            "| {} | {}",
            figures.name,
            thousands(figures.sizes[0])
        );
        for (variant, size) in Variant::ALL.iter().zip(figures.sizes).skip(1) {
            let _ = write!(
                sizes,
                " | {} | {:.2}",
                thousands(size),
                ratio(&figures.sizes, *variant)
            );
        }
        sizes += " |\n";
    }
    sizes += "| median | ";
    for variant in Variant::ALL.iter().skip(1) {
        let ratios = all
            .iter()
            .map(|figures| ratio(&figures.sizes, *variant))
            .collect();
        let _ = write!(sizes, "| | {:.2} ", median(ratios));
    }
    sizes += "|\n";

    let mut times =
        String::from("| program | arguments | `std`, ms | ratio |\n| --- | --- | ---: | ---: |\n");
    for figures in all {
        for (args, std, ratio) in &figures.work {
            let name = figures.name;
            let _ = writeln!(
                times,
                "| {name} | {args} | {} | {ratio:.2} |",
                std.as_millis()
            );
        }
    }
    let programs = all.iter().filter_map(Figures::time).collect();
    let _ = writeln!(
        times,
        "| median of the programs | | | {:.2} |",
        median(programs)
    );
    [sizes, times]
}

/// Returns the README's table, which has four of the programs.
fn readme_table(all: &[Figures]) -> String {
    let mut table = String::from(
        "| program | `std` | drop-in | `--smallest` | time, drop-in to `std` |\n\
         | --- | ---: | ---: | ---: | ---: |\n",
    );
    for name in ["hello", "huniq", "search", "ripgrep"] {
        let Some(figures) = all.iter().find(|figures| figures.name == name) else {
            continue;
        };
        let time = figures
            .time()
            .map_or_else(|| "–".to_owned(), |time| format!("{time:.2}"));
        let [std, drop_in, _, smallest] = figures.sizes.map(thousands);
        let _ = writeln!(
            table,
            "| {name} | {std} | {drop_in} | {smallest} | {time} |"
        );
    }
    table
}

/// Writes the tables into `docs/dropin.md` and the README.
///
/// # Errors
///
/// Returns which table's marks are missing.
pub fn write(all: &[Figures]) -> Result<()> {
    let [sizes, times] = tables(all);
    replace("docs/dropin.md", "sizes", &sizes)?;
    replace("docs/dropin.md", "times", &times)?;
    replace("README.md", "dropin", &readme_table(all))
}

/// Replaces the text between two marks in a document.
fn replace(document: &str, name: &str, table: &str) -> Result<()> {
    let path = workspace().join(document);
    let mut text = fs::read_to_string(&path)?;
    let begin = format!("<!-- {name}: written by `cargo dropin --write` -->");
    let end = format!("<!-- end of {name} -->");
    let directory = text.find(&begin).zip(text.find(&end));
    let (from, to) = directory.ok_or_else(|| format!("{document}: no table `{name}`"))?;
    text.replace_range(from + begin.len()..to, &format!("\n\n{table}\n"));
    Ok(fs::write(path, text)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_is_in_the_middle() {
        assert!((median(vec![3.0, 1.0, 2.0]) - 2.0).abs() < f64::EPSILON);
        assert!((median(vec![4.0, 1.0, 2.0, 3.0]) - 2.5).abs() < f64::EPSILON);
        assert!(median(Vec::new()).is_nan());
    }

    #[test]
    fn numbers_have_commas() {
        assert_eq!(thousands(862), "862");
        assert_eq!(thousands(1_071_374), "1,071,374");
    }
}
