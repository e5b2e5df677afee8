//! Functions that a host calls by name. Each prints in a different way.

use core::fmt;

use nanowasi::io::{self, Write};
use nanowasi::{eprint, print, println};

/// Exports a function with this body.
///
/// `unsafe(no_mangle)` is sound because no other function in the module has the name.
macro_rules! exports {
    ($($name:ident $body:block)*) => {
        $(
            #[unsafe(no_mangle)]
            extern "C" fn $name() $body
        )*
    };
}

exports! {
    print_text { print!("text ") }
    print_line { println!("line") }
    print_pieces { print!("{} {} {} ", 1, "two", true) }
    print_formatted { print!("{:?} {:03} ", "quoted", 7) }
    write_all {
        // The test checks the host's errors.
        let _ = io::stdout().write_all(b"all ");
    }
    write_some {
        let _ = io::stdout().write(b"some ");
    }
    write_formatted {
        let _ = write!(io::stdout(), "{} {:?} ", 1, "two");
    }
    write_an_error {
        if write!(io::stdout(), "{:?}", 1).is_err() {
            eprint!("[error]");
        }
    }
    write_locked {
        let mut lock = io::stdout().lock();
        let _ = lock.write_all(b"whole\nhalf ");
        eprint!("[locked]");
        let _ = write!(lock, "{:02} ", 7);
        drop(lock);
        eprint!("[unlocked]");
    }
    print_a_panic {
        print!("{}", Fails(|| panic!("in a Display")));
    }
    print_a_trap {
        print!("line\nhalf {}", Fails(|| nanowasi::sys::trap()));
    }
    print_lines {
        println!("{:?}\n{:?}", 1, "two");
    }
    print_empty {
        print!("{:?}{}|{}", "a", "", format_args!("{}{}", "", 'b'));
        print!("");
    }
    print_empty_plain {
        println!("{}{}|{}", "a", "", "");
    }
    print_an_error {
        println!("{}{:?}", Fails(|| Err(fmt::Error)), 1);
    }
    print_much {
        // More than the buffer holds, without newlines.
        for _ in 0..20_000 {
            print!("1");
        }
    }
}

/// Fails in the middle of a print.
struct Fails(fn() -> fmt::Result);

impl fmt::Display for Fails {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("before ")?;
        (self.0)()
    }
}
