//! random_numbers_02: gets random bytes by version 0.2 of `getrandom`.

#![no_std]
#![no_main]

use getrandom_02::getrandom;
use nanowasi::println;

nanowasi::main!(main);

fn main() {
    let (mut one, mut two) = ([0; 40], [0; 40]);
    println!(
        "{:?}",
        getrandom(&mut one).map_err(|error| error.raw_os_error())
    );
    println!(
        "{:?}",
        getrandom(&mut two).map_err(|error| error.raw_os_error())
    );
    println!("{} {}", one != two, one != [0; 40] && two != [0; 40]);
}
