//! json [-c]: pretty-prints JSON from standard input, or compacts it, and counts its values.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::error::Error;
use std::io::Read;

use serde_json::{Value, json};

#[derive(Debug, Default)]
struct Inventory {
    objects: usize,
    arrays: usize,
    scalars: usize,
    depth: usize,
}

impl Inventory {
    fn visit(&mut self, value: &Value, depth: usize) {
        self.depth = self.depth.max(depth);
        match value {
            Value::Array(items) => {
                self.arrays += 1;
                items.iter().for_each(|item| self.visit(item, depth + 1));
            }
            Value::Object(map) => {
                self.objects += 1;
                map.values().for_each(|item| self.visit(item, depth + 1));
            }
            _ => self.scalars += 1,
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let value: Value = serde_json::from_str(&text)?;
    if std::env::args().any(|arg| arg == "-c") {
        println!("{value}");
    } else {
        println!("{}", serde_json::to_string_pretty(&value)?);
    }
    let mut inventory = Inventory::default();
    inventory.visit(&value, 0);
    println!("{inventory:?}");
    let Inventory {
        objects, arrays, ..
    } = inventory;
    println!(
        "{}",
        json!({ "containers": objects + arrays, "name": value["name"] })
    );
    Ok(())
}
