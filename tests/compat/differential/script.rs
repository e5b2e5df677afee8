//! Random scripts of file operations.
//!
//! They use few names, so that the operations of a script affect each other's files.

use crate::random::Random;

const PATHS: [&str; 26] = [
    "a",
    "a",
    "b",
    "b",
    "c",
    "d",
    "d",
    "d/a",
    "d/b",
    "d/e",
    "d/e/f",
    "d/e/g",
    "l",
    "d/l",
    "./a",
    "d/../b",
    "d//a",
    "a/",
    "d/",
    "a/x",
    "missing/x",
    "/a",
    "/d/b",
    ".",
    "..",
    "",
];

const HANDLES: [&str; 3] = ["1", "2", "3"];

const FLAGS: [&str; 19] = [
    "r", "r", "w", "rw", "rw", "wc", "rwc", "rwc", "rwc", "wt", "wct", "rwct", "wx", "rwx", "a",
    "ac", "rac", "", "rt",
];

const TEXTS: [&str; 7] = [
    "",
    "x",
    "hello",
    "two\\nlines",
    "ä€𝄞",
    "0123456789",
    "a longer text, of some words",
];

/// Makes a script of that many operations.
pub(crate) fn random(random: &mut Random, operations: usize) -> Vec<String> {
    // Some files to begin with, so that not every operation fails.
    let mut script = vec![
        "create_dir\td".to_owned(),
        "write_file\ta\tthe first file".to_owned(),
        "open\tb\trwc\t1".to_owned(),
    ];
    script.extend((0..operations).map(|_| operation(random)));
    script
}

fn operation(random: &mut Random) -> String {
    let path = random.one_of(&PATHS);
    let other = random.one_of(&PATHS);
    let handle = random.one_of(&HANDLES);
    let flags = random.one_of(&FLAGS);
    let text = random.one_of(&TEXTS);
    let whence = random.one_of(&["start", "end", "current"]);
    let count = &*random.below(30).to_string();
    let by = &*(random.below(40).cast_signed() - 12).to_string();
    let words: &[&str] = match random.below(64) {
        0..=9 => &["open", path, flags, handle],
        10 => &["close", handle],
        11..=13 => &["write", handle, text],
        14 => &["write_all", handle, text, "300"],
        15 => &["write_vectored", handle, text, "more"],
        16..=18 => &["read", handle, count],
        19 => &["read_exact", handle, count],
        20 => &["read_vectored", handle, count],
        21..=22 => &["read_to_end", handle],
        23 => &["read_to_string", handle],
        24..=26 => &["seek", handle, whence, by],
        27 => &["position", handle],
        28 => &["rewind", handle],
        29..=30 => &["set_len", handle, count],
        31 => &["sync_all", handle],
        32 => &["sync_data", handle],
        33 => &["flush", handle],
        34 => &["file_metadata", handle],
        35 => &["try_clone", handle],
        36 => &["set_times", handle, count],
        37 => &["set_modified", handle, count],
        38..=39 => &["metadata", path],
        40 => &["symlink_metadata", path],
        41 => &["modified", path],
        42 => &["exists", path],
        43 => &["read_file", path],
        44 => &["read_text", path],
        45..=46 => &["write_file", path, text],
        47 => &["copy", path, other],
        48..=49 => &["rename", path, other],
        50 => &["hard_link", path, other],
        51 => &["soft_link", path, other],
        52 => &["read_link", path],
        53 => &["canonicalize", path],
        54 => &["remove_file", path],
        55 => &["remove_dir", path],
        56 => &["remove_dir_all", path],
        57..=58 => &["create_dir", path],
        59 => &["create_dir_all", path],
        60 => &["set_permissions", path, "readonly"],
        61 => &["read_dir", path],
        62 => &["set_current_dir", path],
        _ => &["current_dir"],
    };
    words.join("\t")
}
