//! Programs that call functions of the C library, as many do through a dependency.

use crate::support::Folder;

/// `io::Error::last_os_error` returned "Success" after a failed call of a C function.
#[test]
fn the_last_error_is_that_of_c() {
    let code = "use std::ffi::{c_char, c_int};\n\
        unsafe extern \"C\" {\n    fn open(path: *const c_char, flags: c_int, ...) -> c_int;\n}\n\
        fn main() {\n    \
        let result = unsafe { open(c\"missing\".as_ptr(), 0) };\n    \
        println!(\"{result} {:?}\", std::io::Error::last_os_error().kind());\n}\n";
    let folder = Folder::program("errno", "2024", code);
    folder.run(&["run", "-q"]).output(0, "-1 NotFound\n");
}

/// An `Option` of a descriptor was passed to C as two words instead of one.
#[test]
fn an_option_of_a_descriptor_is_as_large_as_the_descriptor() {
    let code = "use std::os::fd::{BorrowedFd, OwnedFd};\n\
        fn main() {\n    \
        let sizes = [size_of::<OwnedFd>(), size_of::<Option<OwnedFd>>()];\n    \
        println!(\"{sizes:?} {}\", size_of::<Option<BorrowedFd>>());\n}\n";
    let folder = Folder::program("niche", "2024", code);
    folder.run(&["run", "-q"]).output(0, "[4, 4] 4\n");
}
