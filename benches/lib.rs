//! What both benches have: the programs of other languages, and where their compilers come from.

pub mod peers;
pub mod tools;

/// Why a bench can't go on.
pub type Failure = Box<dyn std::error::Error>;

/// Returns a number with its digits in groups of three.
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
