//! A program that uses an unstable feature does not compile, as with cargo.

use crate::support::{Folder, finish};

/// The sysroot is compiled with a variable that permits unstable features. If the variable reached
/// a program, the program would compile here and with no other stable compiler.
#[test]
fn an_unstable_feature_is_refused_whatever_the_crate_is_named() {
    for name in ["program", "std", "hashbrown", "proc_macro"] {
        let folder = Folder::new(&format!("unstable {name}"));
        folder.package("", name, "2021", "");
        folder.write("src/lib.rs", "#![feature(never_type)]\n");
        for command in ["check", "build"] {
            folder.run(&[command]).status(101).error(&["error[E0554]"]);
        }
    }
}

/// As above, for dependencies and build scripts.
#[test]
fn an_unstable_feature_is_refused_in_dependencies_and_build_scripts() {
    let folder = Folder::program("unstable parts", "2021", "fn main() {}");
    let rest = "[dependencies]\nhashbrown = { path = \"dependency\" }\n";
    folder.package("", "program", "2021", rest);
    folder.package("dependency", "hashbrown", "2021", "");
    folder.write("dependency/src/lib.rs", "#![feature(never_type)]\n");
    folder.run(&["build"]).status(101).error(&["error[E0554]"]);

    folder.write("dependency/src/lib.rs", "");
    folder.write("build.rs", "#![feature(never_type)]\nfn main() {}\n");
    folder.run(&["build"]).status(101).error(&["error[E0554]"]);

    let code = "fn main() { println!(\"cargo::rustc-env=RUSTC_BOOTSTRAP=1\"); }\n";
    folder.write("build.rs", code);
    folder.write("src/main.rs", "#![feature(never_type)]\nfn main() {}\n");
    folder
        .run(&["build"])
        .status(101)
        .error(&["RUSTC_BOOTSTRAP"]);

    // Many build scripts use an unstable feature if it compiles.
    let code = "fn main() { assert!(std::env::var_os(\"RUSTC_BOOTSTRAP\").is_none()); }\n";
    folder.write("build.rs", code);
    folder.write("src/main.rs", "fn main() {}\n");
    folder.run(&["build"]).status(0);
}

/// The command keeps the variable if the user has set it.
#[test]
fn the_users_own_variable_is_kept() {
    let folder = Folder::program(
        "bootstrap",
        "2021",
        "#![feature(never_type)]\nfn main() {}\n",
    );
    folder.run(&["check"]).status(101);
    let mut command = folder.command(&["check"]);
    finish(command.env("RUSTC_BOOTSTRAP", "1")).status(0);
}

/// Rust's own tests, the crates of the toolchain and nightly programs did not compile.
#[test]
fn a_program_may_use_unstable_items_that_other_crates_need() {
    let folder = Folder::program(
        "unstable items",
        "2024",
        r#"
#![feature(allocator_api, ascii_char, assert_matches, try_reserve_kind, unique_rc_arc)]
use std::alloc::{Allocator, Layout, System};
use std::collections::TryReserveErrorKind;
use std::sync::UniqueArc;
fn main() {
    let mut vector = Vec::new_in(System);
    for number in 0..1000u64 {
        vector.push(number);
    }
    vector.shrink_to(10);
    assert_eq!((vector[999], vector.len()), (999, 1000));
    let zeros = System.allocate_zeroed(Layout::new::<[u64; 8]>()).unwrap();
    // SAFETY: the block has 64 bytes, all zero.
    assert!(unsafe { zeros.as_ref() }.iter().all(|byte| *byte == 0));
    assert_eq!(System.allocate(Layout::new::<()>()).unwrap().len(), 0);
    assert_eq!(std::ascii::Char::from_u8(65).map(std::ascii::Char::to_u8), Some(65));
    let error = Vec::<u64>::new().try_reserve(usize::MAX).unwrap_err();
    std::assert_matches!(error.kind(), TryReserveErrorKind::CapacityOverflow);
    println!("{}", UniqueArc::new(7));
}
"#,
    );
    let mut command = folder.command(&["run", "-q"]);
    finish(command.env("RUSTC_BOOTSTRAP", "1")).output(0, "7\n");
}
