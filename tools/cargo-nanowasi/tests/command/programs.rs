//! Programs of each edition behave as with the toolchain's `std`.

use std::fs;
use std::path::Path;

use crate::support::{Folder, TARGET, finish};

/// Runs a program of an edition, and checks its exit status and standard output.
#[track_caller]
fn check(test: &str, edition: &str, code: &str, status: i32, stdout: &str) {
    let folder = Folder::program(&format!("{test} {edition}"), edition, code);
    folder.run(&["run", "-q"]).output(status, stdout);
}

/// Checks that a program does not compile, with a text in the error, with nanowasi and with the
/// toolchain's `std`.
#[track_caller]
fn refused(test: &str, edition: &str, code: &str, text: &str) {
    let folder = Folder::program(&format!("{test} {edition} refused"), edition, code);
    folder.run(&["check"]).status(101).error(&[text]);
    let mut cargo = folder.other("cargo");
    finish(cargo.args(["check", "--target", TARGET]))
        .status(101)
        .error(&[text]);
}

/// Before edition 2021, the argument of `panic!` is the payload itself. Programs of that time
/// distinguish their own panics from others by it.
#[test]
fn panic_takes_any_value_before_2021() {
    let code = r#"
        use std::panic;
        struct Payload(i32);
        fn main() {
            panic::set_hook(Box::new(|info| {
                let payload = info.payload().downcast_ref::<Payload>();
                println!("{}", payload.map_or(-1, |payload| payload.0));
                std::process::exit(3)
            }));
            panic!(Payload(5))
        }
    "#;
    check("payload", "2015", code, 3, "5\n");
    check("payload", "2018", code, 3, "5\n");
    refused(
        "payload",
        "2021",
        code,
        "format argument must be a string literal",
    );
    refused(
        "payload",
        "2024",
        code,
        "format argument must be a string literal",
    );
    // Since edition 2021, braces are a format.
    let code = r#"
        use std::panic;
        fn main() {
            let _braces = 1;
            panic::set_hook(Box::new(|info| {
                let text = info.payload().downcast_ref::<&str>().map(|text| text.to_string());
                let text = text.or(info.payload().downcast_ref::<String>().cloned());
                println!("{:?}", text);
                std::process::exit(3)
            }));
            panic!("{_braces}")
        }
    "#;
    check("braces", "2018", code, 3, "Some(\"{_braces}\")\n");
    check("braces", "2021", code, 3, "Some(\"1\")\n");
}

/// `set_var` is unsafe since edition 2024. An older program calls it without `unsafe`.
#[test]
fn set_var_is_safe_before_2024() {
    let code = r#"
        #![deny(warnings)]
        use std::env;
        fn main() {
            env::set_var("A", "b");
            env::remove_var("C");
            println!("{:?} {:?}", env::var("A"), env::var_os("C"));
        }
    "#;
    for edition in ["2015", "2018", "2021"] {
        check("set_var", edition, code, 0, "Ok(\"b\") None\n");
    }
    refused("set_var", "2024", code, "error[E0133]");
    let code = code.replace(
        "env::set_var(\"A\", \"b\")",
        "unsafe { env::set_var(\"A\", \"b\") }",
    );
    let code = code.replace(
        "env::remove_var(\"C\")",
        "unsafe { env::remove_var(\"C\") }",
    );
    check("set_var", "2024", &code, 0, "Ok(\"b\") None\n");
}

/// If `sqrt` were a method of a trait in the prelude, the call below would be ambiguous and `floor`
/// would call itself. An inherent method takes precedence over both.
#[test]
fn methods_of_floats_come_before_those_of_a_trait() {
    let code = r#"
        trait Float {
            fn sqrt(self) -> f64;
            fn floor(self) -> f64;
            fn hypot(self, other: f64) -> f64;
        }
        impl Float for f64 {
            fn sqrt(self) -> f64 { -1.0 }
            fn floor(self) -> f64 { f64::floor(self) }
            fn hypot(self, _: f64) -> f64 { -1.0 }
        }
        fn floor<T: Float>(value: T) -> f64 { value.floor() }
        fn sqrt<T: Float>(value: T) -> f64 { value.sqrt() + value_of(2.0).hypot(1.0) * 0.0 }
        fn value_of(value: f64) -> f64 { value }
        const FLOOR: f64 = 1.5_f64.floor();
        fn main() {
            let function: fn(f32) -> f32 = f32::tan;
            println!("{} {} {}", 4.0_f64.sqrt(), floor(2.5), 3.0_f64.hypot(4.0));
            println!("{} {} {}", sqrt(4.0), FLOOR, function(0.0));
        }
    "#;
    for edition in ["2015", "2018", "2021", "2024"] {
        check("floats", edition, code, 0, "2 2 5\n-1 1 0\n");
    }
}

/// `std` promises the compiler that a collection does not use its references while it is dropped.
/// Without the promise, a collection that outlives what it refers to does not compile.
#[test]
fn collections_may_outlive_what_they_refer_to() {
    let code = r#"
        use std::collections::{HashMap, HashSet};
        fn main() {
            let (mut map, mut set, mut values, mut items);
            let text = String::from("a");
            map = HashMap::new();
            map.insert(1, &text);
            set = HashSet::new();
            set.insert(&text);
            values = map.clone().into_iter();
            items = set.clone().into_iter();
            println!("{:?} {:?}", values.next(), items.next());
        }
    "#;
    check("drop", "2018", code, 0, "Some((1, \"a\")) Some(\"a\")\n");
    check("drop", "2024", code, 0, "Some((1, \"a\")) Some(\"a\")\n");
    let with_drop = r#"
        use std::collections::HashMap;
        struct Item<'a>(&'a String);
        impl Drop for Item<'_> {
            fn drop(&mut self) { println!("{}", self.0); }
        }
        fn main() {
            let mut map;
            let text = String::from("a");
            map = HashMap::new();
            map.insert(1, Item(&text));
        }
    "#;
    refused("drop", "2021", with_drop, "error[E0597]");
}

/// A wrong default allocator adds a second allocator to the module, or the module does not link.
#[test]
fn a_programs_own_allocator_is_used() {
    let code = r#"
        use std::alloc::{GlobalAlloc, Layout, System};
        use std::sync::atomic::{AtomicUsize, Ordering};
        struct Counting;
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        unsafe impl GlobalAlloc for Counting {
            unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
                COUNT.fetch_add(1, Ordering::Relaxed);
                unsafe { System.alloc(layout) }
            }
            unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
                unsafe { System.dealloc(block, layout) }
            }
        }
        #[global_allocator]
        static ALLOCATOR: Counting = Counting;
        fn main() {
            let before = COUNT.load(Ordering::Relaxed);
            let block = std::hint::black_box(Box::new(1));
            println!("{} {}", block, COUNT.load(Ordering::Relaxed) - before);
        }
    "#;
    for edition in ["2015", "2018", "2021", "2024"] {
        check("allocator", edition, code, 0, "1 1\n");
    }
}

/// The result of `main` is the exit status, and an error is printed.
#[test]
fn main_returns_what_it_may_return() {
    // The first build prints a message to standard error.
    Folder::new("main").run(&["sysroot"]).status(0);
    let mut editions = ["2015", "2018", "2021", "2024"].into_iter().cycle();
    for (name, code, status, stderr) in [
        ("nothing", "fn main() { println!(\"x\"); }", 0, ""),
        (
            "never",
            "fn main() -> ! { println!(\"x\"); std::process::exit(4) }",
            4,
            "",
        ),
        (
            "result",
            "fn main() -> Result<(), String> { println!(\"x\"); Err(\"bad\".to_string()) }",
            1,
            "Error: \"bad\"\n",
        ),
        (
            "question mark",
            "fn main() -> Result<(), Box<dyn std::error::Error>> {\n\
             println!(\"x\"); \"y\".parse::<u8>()?; Ok(()) }",
            1,
            "Error: ParseIntError { kind: InvalidDigit }\n",
        ),
        (
            "code",
            "use std::process::ExitCode;\n\
             fn main() -> ExitCode { println!(\"x\"); ExitCode::from(9) }",
            9,
            "",
        ),
        (
            "both",
            "use std::process::ExitCode;\n\
             fn main() -> Result<ExitCode, u8> { println!(\"x\"); Ok(ExitCode::from(8)) }",
            8,
            "",
        ),
    ] {
        let edition = editions.next().unwrap_or("2024");
        let folder = Folder::program(&format!("main {name}"), edition, code);
        let finished = folder.run(&["run", "-q"]).output(status, "x\n");
        assert_eq!(finished.stderr, stderr, "{name}");
    }
}

/// A program may define the function that the compiler generates for `fn main`. The start-up object
/// dropped its result, so a failure had status 0.
#[test]
fn a_main_void_of_the_programs_own_returns_the_status() {
    for status in [0, 6] {
        let code = format!(
            "#![no_main]\n\
             #[unsafe(no_mangle)]\n\
             pub extern \"C\" fn __main_void() -> i32 {{ print!(\"x\"); {status} }}\n"
        );
        check(&format!("main void {status}"), "2024", &code, status, "x");
        check(&format!("main void {status}"), "2015", &code, status, "x");
    }
}

/// A `no_std` crate that uses `std` names the items of the prelude, as most libraries with a
/// feature `std` do.
#[test]
fn a_crate_without_std_takes_it_by_name() {
    let code = "#![no_std]\n\
        extern crate std;\n\
        use std::prelude::v1::{Option, Some, ToString};\n\
        use std::println;\n\
        fn main() { let text: Option<std::string::String> = Some(1.to_string()); \
        println!(\"{:?} {}\", text, library::keys()); }\n";
    for edition in ["2015", "2018", "2021", "2024"] {
        let code = match edition {
            "2015" => code.replace(
                "extern crate std;",
                "extern crate std; extern crate library;",
            ),
            _ => code.to_owned(),
        };
        let folder = Folder::program(&format!("no_std {edition}"), edition, &code);
        let rest = "[dependencies]\nlibrary = { path = \"library\" }\n";
        folder.package("", "program", edition, rest);
        folder.package("library", "library", edition, "");
        let library = "#![no_std]\n#[macro_use] extern crate std;\nuse std::prelude::v1::*;\n\
            pub fn keys() -> usize { let map = std::collections::HashMap::<u8, Vec<u8>>::new(); \
            map.len() + vec![1, 2].len() }\n";
        folder.write("library/src/lib.rs", library);
        folder.run(&["run", "-q"]).output(0, "Some(\"1\") 2\n");
    }
}

/// `println!` has a faster path for some types. It must not require the type of a value before the
/// compiler has inferred it.
#[test]
fn a_value_is_printed_whose_type_is_known_later() {
    let code = r#"
        fn main() {
            let mut option = None;
            println!("{:?}", option);
            option = Some(1u8);
            let default = Default::default();
            println!("{} {:?}", default, option);
            let number: i16 = default;
            let parsed = "7".parse().unwrap();
            print!("{}{}\n", number, parsed);
            let _: u64 = parsed;
            let items = vec![];
            println!("{:?} {}", items.first(), items.len());
            let _: Vec<String> = items;
        }
    "#;
    for edition in ["2015", "2018", "2021", "2024"] {
        check(
            "inferred",
            edition,
            code,
            0,
            "None\n0 Some(1)\n07\nNone 0\n",
        );
    }
}

/// Each argument of `println!` was a step of a macro's recursion, whose depth the compiler limits.
#[test]
fn a_text_may_have_more_arguments_than_the_compiler_recurses() {
    let format = "{} ".repeat(200);
    let values = vec!["7"; 200].join(", ");
    let code = format!("fn main() {{\n    println!(\"{format}\", {values});\n}}\n");
    check(
        "arguments",
        "2021",
        &code,
        0,
        &format!("{}\n", "7 ".repeat(200)),
    );
}

/// The sysroot contains a `hashbrown`. A program with a `hashbrown` of the same version must get
/// its own, and not two crates with the same identity.
#[test]
fn a_crate_named_as_one_of_the_sysroot_is_the_programs_own() {
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.lock");
    let lock = fs::read_to_string(lock).expect("the repository has one");
    let crates = ["hashbrown", "siphasher", "bitflags", "talc"];
    let folder = Folder::program(
        "same names",
        "2021",
        "use std::collections::HashMap;\n\
         fn main() {\n\
             let map = HashMap::from([(1, hashbrown::NAME), (2, siphasher::NAME)]);\n\
             println!(\"{} {} {} {}\", map[&1], map[&2], bitflags::NAME, talc::NAME);\n\
         }\n",
    );
    let mut rest = String::from("[dependencies]\n");
    for name in crates {
        // The last is the highest version, which is nanowasi's.
        let (_, entry) = lock
            .rsplit_once(&format!("name = \"{name}\"\nversion = \""))
            .expect("nanowasi depends on it");
        let version = entry.split('"').next().expect("a string has an end");
        rest.push_str(&format!("{name} = {{ path = \"{name}\" }}\n"));
        let manifest =
            format!("[package]\nname = \"{name}\"\nversion = \"{version}\"\nedition = \"2021\"\n");
        folder.write(format!("{name}/Cargo.toml"), &manifest);
        let code = format!("#![no_std]\npub const NAME: &str = \"own {name}\";\n");
        folder.write(format!("{name}/src/lib.rs"), &code);
    }
    folder.package("", "program", "2021", &rest);
    let stdout = "own hashbrown own siphasher own bitflags own talc\n";
    folder.run(&["run", "-q"]).output(0, stdout);
    folder.run(&["run", "-q", "--release"]).output(0, stdout);
}

/// `Arc::make_mut` and `Rc::make_mut` did not compile for paths, because the trait that they
/// require is unstable and was missing.
#[test]
fn a_shared_path_is_copied_when_it_is_changed() {
    let code = r#"
use std::ffi::{CStr, OsStr};
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;
fn main() {
    let mut path: Arc<Path> = Path::new("notes.txt").into();
    let other = Arc::clone(&path);
    Arc::make_mut(&mut path).as_mut_os_str().make_ascii_uppercase();
    let mut name: Rc<OsStr> = OsStr::new("name").into();
    let weak = Rc::downgrade(&name);
    Rc::make_mut(&mut name).make_ascii_uppercase();
    let mut text: Rc<CStr> = c"text".into();
    let copy = Rc::clone(&text);
    assert_eq!(Rc::make_mut(&mut text), &*copy);
    println!("{} {} {:?} {}", path.display(), other.display(), name, weak.upgrade().is_some());
}
"#;
    check(
        "make_mut",
        "2021",
        code,
        0,
        "NOTES.TXT notes.txt \"NAME\" false\n",
    );
}
