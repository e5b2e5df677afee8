//! huffman: computes the Huffman code of the bytes of standard input, and the size that it saves.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::io::Read;

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Leaf(u8),
    Fork(Box<Node>, Box<Node>),
}

impl Node {
    fn codes(&self, prefix: String, codes: &mut BTreeMap<u8, String>) {
        match self {
            Node::Leaf(byte) => {
                codes.insert(
                    *byte,
                    if prefix.is_empty() {
                        "0".into()
                    } else {
                        prefix
                    },
                );
            }
            Node::Fork(zero, one) => {
                zero.codes(prefix.clone() + "0", codes);
                one.codes(prefix + "1", codes);
            }
        }
    }

    fn decode(&self, bits: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut node = self;
        for bit in bits.bytes() {
            if let Node::Fork(zero, one) = node {
                node = if bit == b'0' { zero } else { one };
            }
            if let Node::Leaf(byte) = node {
                bytes.push(*byte);
                node = self;
            }
        }
        bytes
    }
}

fn main() {
    let bytes: Vec<u8> = std::io::stdin()
        .bytes()
        .map(|byte| byte.expect("a byte"))
        .collect();
    let mut counts = [0u32; 256];
    bytes
        .iter()
        .for_each(|&byte| counts[usize::from(byte)] += 1);
    let mut heap: BinaryHeap<Reverse<(u32, Node)>> = (0..=255u8)
        .filter(|&byte| counts[byte as usize] > 0)
        .map(|byte| Reverse((counts[byte as usize], Node::Leaf(byte))))
        .collect();
    let tree = loop {
        match (heap.pop(), heap.pop()) {
            (Some(Reverse((a, zero))), Some(Reverse((b, one)))) => {
                heap.push(Reverse((a + b, Node::Fork(Box::new(zero), Box::new(one)))));
            }
            (Some(Reverse((_, tree))), None) => break tree,
            _ => return println!("nothing to encode"),
        }
    };
    let mut codes = BTreeMap::new();
    tree.codes(String::new(), &mut codes);
    let mut table: Vec<(&u8, &String)> = codes.iter().collect();
    table.sort_by_key(|(byte, code)| (code.len(), **byte));
    for (byte, code) in table {
        println!(
            "{:>6} {:>5} {code}",
            byte.escape_ascii().to_string(),
            counts[*byte as usize]
        );
    }
    let bits: String = bytes.iter().map(|byte| codes[byte].as_str()).collect();
    assert_eq!(tree.decode(&bits), bytes);
    println!(
        "{} bits instead of {}, {:.1}%",
        bits.len(),
        bytes.len() * 8,
        bits.len() as f64 / bytes.len() as f64 * 12.5
    );
}
