//! `docs/faults.md`: the tables of what was tried, how often, and with which result.
//!
//! Its text is written manually, and its tables are written by the tests, so that each figure was
//! measured.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::{env, fs};

/// Compares a table with the one of that name in the document. With `NANOWASI_WRITE` set, writes it
/// there.
///
/// # Panics
///
/// - The tables differ.
/// - The document lacks a line `<!-- table NAME -->`, or a line `<!-- end -->` after it.
#[track_caller]
pub(crate) fn table<const N: usize>(name: &str, head: [&str; N], rows: &[[String; N]]) {
    // Tests run in parallel, and each writes the whole file.
    static ONE: Mutex<()> = Mutex::new(());
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);

    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/faults.md");
    let text = fs::read_to_string(&path).expect("docs/faults.md can be read");
    let begin = format!("<!-- table {name} -->\n");
    let (before, rest) = text
        .split_once(&begin)
        .unwrap_or_else(|| panic!("docs/faults.md has no line `{}`", begin.trim_end()));
    let (written, after) = rest
        .split_once("<!-- end -->")
        .expect("a table in docs/faults.md has an end");

    let mut table = String::from("\n");
    let mut line = |cells: &[&str]| {
        let _ = writeln!(table, "| {} |", cells.join(" | "));
    };
    line(&head);
    line(&["---"; N]);
    for row in rows {
        line(&row.each_ref().map(String::as_str));
    }
    table.push('\n');
    if env::var_os("NANOWASI_WRITE").is_some() {
        let text = format!("{before}{begin}{table}<!-- end -->{after}");
        fs::write(&path, text).expect("docs/faults.md can be written");
    } else {
        assert!(
            written == table,
            "the table `{name}` of docs/faults.md says\n{written}\nbut the run says\n{table}\n\
             (`NANOWASI_WRITE=1 cargo test --test hostile` writes it)"
        );
    }
}
