//! `sum` adds numbers and prints them without `core::fmt`.

use nanowasi_test_host::Run;
use nanowasi_test_host::build::Mode;

use super::{Random, assert_ended, tool, tools};

/// Returns the expected standard output, standard error and status.
fn expected(text: &str) -> (String, String, i32) {
    let (mut values, mut messages) = (Vec::new(), String::new());
    let mut sum = 0_u64;
    for (line, number) in text.lines().zip(1..) {
        let Ok(value) = line.trim().parse::<u64>() else {
            messages += &format!("sum: line {number}: `{line}` is not an integer\n");
            continue;
        };
        values.push(value);
        match sum.checked_add(value) {
            Some(more) => sum = more,
            None => {
                messages += &format!("sum: line {number}: OVERFLOW\n");
                return (String::new(), messages, 1);
            }
        }
    }
    let mean = sum as f64 / values.len() as f64;
    let status = i32::from(!messages.is_empty());
    (format!("{sum} {mean:.3}\n"), messages, status)
}

#[track_caller]
fn check(sum: &impl Fn() -> Run, text: &str) {
    let out = sum().stdin(text).run();
    let (stdout, stderr, status) = expected(text);
    println!("{} lines, from {:.40?}", text.lines().count(), text);
    assert_ended(&out, status, stdout, &stderr);
}

#[test]
fn sums_and_means_are_those_of_std() {
    for sum in tools("sum") {
        for text in [
            "1\n2\n3\n",
            "1\n2",
            "0",
            " 7 \r\n\t8\n",
            "+5\n00012\n",
            "1\n1\n0\n",
            "18446744073709551614\n1\n",
        ] {
            check(&sum, text);
        }
    }
}

/// 0 divided by 0 is `std`'s NaN, not a division by zero.
#[test]
fn the_mean_of_no_numbers_is_nan() {
    for sum in tools("sum") {
        for text in ["", "\n", "x\n"] {
            check(&sum, text);
        }
        assert_eq!(expected("").0, "0 NaN\n");
    }
}

/// Sixteenths lie in the middle between two thousandths. `std` rounds them to even.
#[test]
fn halves_are_rounded_to_even() {
    let sum = tool("sum", Mode::Tiny);
    for sixteenths in 0..48 {
        check(&sum, &format!("{sixteenths}\n{}", "0\n".repeat(15)));
    }
    // Just above and below the middle.
    for (value, count) in [
        (1, 2000),
        (3, 2000),
        (999, 1000),
        (9_999, 10_000),
        (19_999, 20_000),
    ] {
        check(&sum, &format!("{value}\n{}", "0\n".repeat(count - 1)));
    }
}

/// The largest sums are not representable as `f64`: the mean is rounded before it is printed, up to
/// 2^64.
#[test]
fn means_near_the_largest_number_are_those_of_std() {
    let sum = tool("sum", Mode::Tiny);
    for value in [
        u64::MAX,
        u64::MAX - 1,
        u64::MAX - 1024,
        u64::MAX - 1025,
        u64::MAX / 2 + 1,
    ] {
        check(&sum, &format!("{value}\n"));
        check(&sum, &format!("{value}\n0\n0\n"));
    }
    for shift in 50..64 {
        let power = 1_u64 << shift;
        for value in [power - 1, power, power + 1] {
            check(&sum, &format!("{value}\n"));
        }
    }
}

/// A sum that wraps around is a small number that looks right.
#[test]
fn an_overflow_is_reported_without_output() {
    for sum in tools("sum") {
        for text in [
            "18446744073709551615\n1\n",
            "1\n9223372036854775808\n9223372036854775807\n0\n",
        ] {
            check(&sum, text);
            assert_eq!(expected(text).2, 1);
        }
    }
}

/// An invalid line is reported by its number, and does not count in the sum or the mean.
#[test]
fn bad_lines_are_named_by_their_number() {
    let text = "1\nx\n\n2\n-3\n1.5\n18446744073709551616\n1 2\n٣\n3";
    for sum in tools("sum") {
        check(&sum, text);
        let numbers = expected(text).1;
        let numbers: Vec<_> = numbers
            .lines()
            .map(|it| it.split(':').nth(1).unwrap())
            .collect();
        assert_eq!(
            numbers,
            [2, 3, 5, 6, 7, 8, 9].map(|it| format!(" line {it}"))
        );
    }
}

/// Input that is not UTF-8 has no lines. The error has the name that a host uses for such a path.
#[test]
fn input_that_is_not_utf8_is_an_error() {
    for sum in tools("sum") {
        for text in [&b"1\n\xFF\n"[..], b"1\n\xC3", b"\xED\xA0\x80\n1\n"] {
            let out = sum().stdin(text).run();
            assert_ended(&out, 1, "", "sum: ILSEQ\n");
        }
    }
}

/// Numbers of all sizes, and lines of all kinds.
#[test]
fn random_inputs_give_the_output_of_std() {
    let sum = tool("sum", Mode::Tiny);
    let mut random = Random::new(4);
    for _ in 0..200 {
        let count = random.one_of(&[1, 2, 3, 6, 7, 8, 11, 16, 32, 48, 64, 125, 1000, 1024]);
        // Small enough for most sums to fit, or of any size.
        let most = random.of_any_size() / random.one_of(&[1, count, count * 1000]);
        let mut text = String::new();
        for _ in 0..count {
            match random.below(300) {
                0 => text += "bad",
                1 => text += "",
                _ => text += &(random.of_any_size() % most.max(1)).to_string(),
            }
            text += random.one_of(&["\n", "\n", "\n", "\r\n", " \n"]);
        }
        check(&sum, &text);
    }
}
