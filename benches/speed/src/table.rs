//! Markdown tables that are printed row by row.

use std::time::Duration;

pub struct Table(pub String);

impl Table {
    pub fn new(head: &[&str]) -> Self {
        let mut table = Self(String::new());
        table.row(head);
        table.row(&vec!["---"; head.len()]);
        table
    }

    pub fn row(&mut self, cells: &[impl AsRef<str>]) {
        let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
        let line = format!("| {} |", cells.join(" | "));
        println!("{line}");
        self.0.push_str(&line);
        self.0.push('\n');
    }
}

pub fn millis(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1e3)
}

pub fn ratio(one: Duration, other: Duration) -> String {
    format!("{:.2}", one.as_secs_f64() / other.as_secs_f64())
}
