//! hello: what `cargo new` makes.

fn main() {
    println!("Hello, world!");
}
