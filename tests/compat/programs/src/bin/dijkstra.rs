//! dijkstra FROM TO: finds the shortest path in a graph of edges such as `a b 5`.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap};
use std::io::{self, BufRead};
use std::process;

type Graph = BTreeMap<String, Vec<(String, u32)>>;

fn read(input: impl BufRead) -> Result<Graph, Box<dyn std::error::Error + Send + Sync>> {
    let mut graph = Graph::new();
    for (number, line) in (1..).zip(input.lines()) {
        let line = line?;
        let mut words = line.split(' ');
        let (Some(a), Some(b), Some(cost), None) =
            (words.next(), words.next(), words.next(), words.next())
        else {
            return Err(format!("line {number}: not three words").into());
        };
        let cost = cost
            .parse()
            .map_err(|error| format!("line {number}: {error}"))?;
        graph.entry(a.into()).or_default().push((b.into(), cost));
        graph.entry(b.into()).or_default().push((a.into(), cost));
    }
    Ok(graph)
}

fn shortest<'a>(graph: &'a Graph, from: &'a str, to: &str) -> Option<(u32, Vec<&'a str>)> {
    let mut best: HashMap<&str, (u32, &str)> = HashMap::from([(from, (0, from))]);
    let mut heap = BinaryHeap::from([Reverse((0, from))]);
    while let Some(Reverse((cost, place))) = heap.pop() {
        if place == to {
            let mut way = vec![place];
            while way.last() != Some(&from) {
                way.push(best[way[way.len() - 1]].1);
            }
            way.reverse();
            return Some((cost, way));
        }
        if cost > best[place].0 {
            continue;
        }
        for (next, step) in &graph[place] {
            let cost = cost + step;
            if best
                .get(next.as_str())
                .is_none_or(|&(known, _)| cost < known)
            {
                best.insert(next, (cost, place));
                heap.push(Reverse((cost, next)));
            }
        }
    }
    None
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let graph = read(io::stdin().lock()).unwrap_or_else(|error| {
        eprintln!("dijkstra: {error}");
        process::exit(65)
    });
    let (from, to) = (&args[1], &args[2]);
    if !graph.contains_key(from) {
        eprintln!("dijkstra: {from} is nowhere");
        process::exit(66);
    }
    match shortest(&graph, from, to) {
        Some((cost, way)) => println!("{cost}: {}", way.join(" > ")),
        None => println!("there is no way from {from} to {to}"),
    }
}
