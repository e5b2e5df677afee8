//! The sizes of the programs in other languages, and the tables that compare them with nanowasi's.

use nanowasi_benches::peers::{Aim, Peer};
use nanowasi_benches::tools::Tools;

use super::budgets::Budgets;
use super::table::{self, NINE, Sizes};
use super::{Failure, Report, document, ladder};

/// The table of other languages in `size.toml`.
const KIND: &str = "peers";

/// Measures the other languages, if `tools` are given. Writes the tables, or reports what differs.
pub(crate) fn run(
    budgets: &mut Budgets,
    write: bool,
    tools: Option<&mut Tools>,
) -> Result<Report, Failure> {
    let mut sizes = Sizes::new(KIND, Peer::ALL.map(Peer::name));
    if let Some(tools) = tools {
        for peer in Peer::ALL {
            if let Some(reason) = peer.missing(tools) {
                println!("{}: skipped: {reason}", peer.name());
                continue;
            }
            for program in NINE.into_iter().filter(|program| peer.has(program)) {
                match peer.compile(program, Aim::Size, tools) {
                    Ok(module) => sizes.insert(program, peer.name(), module.len()),
                    Err(reason) => println!("{} of {program}: skipped: {reason}", peer.name()),
                }
            }
        }
    }
    sizes.show(budgets);
    if write {
        sizes.write(budgets)?;
    }
    let rows = |peers: &[Peer]| -> String {
        let row = |peer: &Peer| table::row(peer.title(), budgets, KIND, peer.name());
        peers.iter().map(row).collect()
    };
    let full = table::head("language") + &ladder::rows(budgets) + &rows(&Peer::ALL);
    let short = [
        Peer::ZigRaw,
        Peer::Zig,
        Peer::AssemblyScript,
        Peer::C,
        Peer::Std,
    ];
    let short = table::head("language") + &ladder::short_rows(budgets) + &rows(&short);
    let mut report = Report::default();
    for (file, text) in [("docs/size.md", full), ("README.md", short)] {
        let problem = document::replace(file, "peers", &text, write)?;
        report.problems.extend(problem);
    }
    Ok(report)
}
