//! Compares the speed of four of the nine programs with the same programs in other languages, and
//! the speed of nanowasi's small builds.

use nanowasi_benches::peers::{Aim, Peer};
use nanowasi_benches::tools::Tools;
use nanowasi_build::Build;

use crate::Failure;
use crate::bench::Bench;
use crate::rows::{self, Row};
use crate::table::{Table, millis};

/// The programs that do enough work to be timed, and the row whose input each reads.
const TOOLS: [(&str, &str); 4] = [
    ("cat", "copy"),
    ("wc", "count-buffers"),
    ("sum", "sum"),
    ("sort", "sort"),
];

/// A row of the table: a language, and how it is compiled.
#[derive(Clone, Copy)]
enum Variant {
    /// Nanowasi, optimized for size: step 5 of the ladder.
    Small,
    /// Nanowasi, optimized for size, with dependencies optimized for speed.
    FastPackages,
    /// Nanowasi, all optimized for speed.
    Fast,
    Peer(Peer),
}

impl Variant {
    const ALL: [Self; 8] = [
        Self::Small,
        Self::FastPackages,
        Self::Fast,
        Self::Peer(Peer::Std),
        Self::Peer(Peer::ZigRaw),
        Self::Peer(Peer::Zig),
        Self::Peer(Peer::C),
        Self::Peer(Peer::Wat),
    ];

    fn title(self) -> &'static str {
        match self {
            Self::Small => "**nanowasi**, small (step 5)",
            Self::FastPackages => "**nanowasi**, small, packages 3",
            Self::Fast => "**nanowasi**, 3",
            Self::Peer(Peer::Std) => "Rust, `std`, 3",
            Self::Peer(Peer::ZigRaw) => "Zig, raw WASI calls, `ReleaseFast`",
            Self::Peer(Peer::Zig) => "Zig, its `std`, `ReleaseFast`",
            Self::Peer(Peer::C) => "C, wasi-libc, `-O3`",
            Self::Peer(peer) => peer.title(),
        }
    }

    /// Returns the reason why it cannot be compiled on this machine, if there is one.
    fn missing(self, tools: &mut Tools) -> Option<String> {
        match self {
            Self::Peer(peer) => peer.missing(tools),
            Self::Small | Self::FastPackages | Self::Fast => None,
        }
    }

    /// Compiles a program.
    fn compile(self, tool: &str, tools: &mut Tools) -> Result<Vec<u8>, Failure> {
        let ours = Build::nine(tool);
        let build = match self {
            Self::Small => ours.smallest(),
            Self::FastPackages => ours.smallest().fast_packages(),
            Self::Fast => ours.smallest().opt_level("3"),
            Self::Peer(peer) => return peer.compile(tool, Aim::Speed, tools),
        };
        Ok(build.try_wasm()?)
    }
}

/// Returns the table of times and sizes, and whether it has all languages.
pub fn table(bench: &Bench) -> Result<(String, bool), Failure> {
    let mut tools = Tools::default();
    let mut lines = Variant::ALL.map(|line| vec![line.title().to_owned()]);
    let mut is_whole = true;
    let has_compiler = Variant::ALL.map(|line| {
        let missing = line.missing(&mut tools);
        if let Some(reason) = &missing {
            println!("{}: skipped: {reason}", line.title());
            is_whole = false;
        }
        missing.is_none()
    });
    for (tool, work) in TOOLS {
        let row: &Row = rows::named(work).ok_or_else(|| format!("no row `{work}`"))?;
        bench.prepare(row)?;
        let (mut modules, mut weights) = (Vec::new(), Vec::new());
        for (line, has_compiler) in Variant::ALL.into_iter().zip(has_compiler) {
            let is_written = !matches!(line, Variant::Peer(peer) if !peer.has(tool));
            if !has_compiler || !is_written {
                weights.push(None);
                continue;
            }
            let wasm = line.compile(tool, &mut tools)?;
            weights.push(Some(wasm.len()));
            modules.push(bench.module(&wasm)?);
        }
        let costs = bench.measure(&modules, bench.work(&[], row.stdin()))?;
        let mut costs = costs.into_iter();
        for (line, weight) in lines.iter_mut().zip(weights) {
            let cost = weight.and_then(|weight| Some((weight, costs.next()?)));
            let cell = cost.map(|(weight, cost)| format!("{} ({weight})", millis(cost.cpu)));
            line.push(cell.unwrap_or_default());
        }
    }
    let mut table = Table::new(&["ms (bytes)", "cat", "wc", "sum", "sort"]);
    for line in lines {
        table.row(&line);
    }
    Ok((table.0, is_whole))
}
