//! `print!` and its kin, as `std` has them.

/// Prints to standard output, as `std::print!`; see [`stdout`](crate::io::stdout) for when it is seen.
///
/// Never panics: if it can't be written, the program ends with a non-zero status.
#[macro_export]
macro_rules! print {
    ($($arg:tt)*) => {
        $crate::io::_print($crate::_core::format_args!($($arg)*))
    };
}

/// Prints a line to standard output, as `std::println!`; see [`print!`](crate::print).
#[macro_export]
macro_rules! println {
    () => { $crate::print!("\n") };
    ($($arg:tt)*) => {
        // The compiler joins the two formats into one, so a literal stays a literal.
        $crate::io::_print($crate::_core::format_args!(
            "{}\n",
            $crate::_core::format_args!($($arg)*)
        ))
    };
}

/// Prints to standard error, as `std::eprint!`, in one call to the host if it is no longer than 512
/// bytes. Never panics: an error has nobody to go to, and is dropped.
#[macro_export]
macro_rules! eprint {
    ($($arg:tt)*) => {
        $crate::io::_eprint($crate::_core::format_args!($($arg)*))
    };
}

/// Prints a line to standard error, as `std::eprintln!`; see [`eprint!`](crate::eprint).
#[macro_export]
macro_rules! eprintln {
    () => { $crate::eprint!("\n") };
    ($($arg:tt)*) => {
        $crate::io::_eprint($crate::_core::format_args!(
            "{}\n",
            $crate::_core::format_args!($($arg)*)
        ))
    };
}

/// Prints an expression and its value to standard error, and gives the value back, as `std::dbg!`.
#[macro_export]
macro_rules! dbg {
    () => {
        $crate::eprintln!(
            "[{}:{}:{}]",
            $crate::_core::file!(),
            $crate::_core::line!(),
            $crate::_core::column!()
        )
    };
    ($value:expr $(,)?) => {
        match $value {
            value => {
                $crate::eprintln!(
                    "[{}:{}:{}] {} = {:#?}",
                    $crate::_core::file!(),
                    $crate::_core::line!(),
                    $crate::_core::column!(),
                    $crate::_core::stringify!($value),
                    &value
                );
                value
            }
        }
    };
    ($($value:expr),+ $(,)?) => {
        ($($crate::dbg!($value)),+,)
    };
}
