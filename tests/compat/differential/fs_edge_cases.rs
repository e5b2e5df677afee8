//! Edge cases of the file system, each a line of one long program.

use crate::{case, program};

#[test]
fn corners() {
    program(
        "corners",
        [case("all of them")
            .folder("top")
            .file("out", "outside")
            .preopen("top", ".")],
    );
}
