//! random_numbers: gets random bytes by two versions of `getrandom`, which have the same backend.

#![no_std]
#![no_main]

use nanowasi::println;

nanowasi::main!(main);

fn main() {
    let (mut one, mut two) = ([0; 40], [0; 40]);
    println!("{:?}", getrandom::fill(&mut one));
    println!("{:?}", getrandom_03::fill(&mut two));
    println!("{} {}", one != two, one != [0; 40] && two != [0; 40]);
    // The crates divide these into calls for several bytes.
    println!("{}", getrandom::u64().is_ok());
}
