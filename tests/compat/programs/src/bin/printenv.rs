//! printenv [NAME]...: prints the environment, sorted, or variables by name, and changes some.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsStr;

fn main() {
    let names: Vec<String> = env::args().skip(1).collect();
    if names.is_empty() {
        let sorted: BTreeMap<String, String> = env::vars().collect();
        for (key, value) in &sorted {
            println!("{key}={value}");
        }
        println!("{} variables", env::vars_os().count());
        return;
    }
    for name in &names {
        match env::var(name) {
            Ok(value) if value.is_empty() => println!("{name} is empty"),
            Ok(value) => println!("{name} is {value:?}"),
            Err(error) => println!("{name}: {error} ({error:?})"),
        }
        if let Some(parts) = env::var_os(name).filter(|value| value.to_string_lossy().contains(':'))
        {
            let parts: Vec<&str> = parts.to_str().unwrap().split(':').collect();
            println!("  {parts:?}");
        }
    }
    // SAFETY: the program has one thread.
    unsafe {
        env::set_var("ADDED", "here");
        env::remove_var(&names[0]);
    }
    println!("{:?} {:?}", env::var("ADDED"), env::var(&names[0]));
    println!(
        "{}",
        env::vars_os().any(|(key, _)| key == OsStr::new("ADDED"))
    );
    println!("{:?}", env::args_os().next());
}
