//! Shared by both benches: the programs in other languages, and their compilers.

pub mod peers;
pub mod tools;

/// The error that ends a bench.
pub type Failure = Box<dyn std::error::Error>;

/// Formats a number with a comma after each group of three digits.
#[must_use]
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
