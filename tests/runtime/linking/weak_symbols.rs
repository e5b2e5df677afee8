//! `build/weak.rs`, which changes one bit in rustc's output. A wrong bit would change the program.

#[path = "../../../build/weak.rs"]
mod weak;

use arbtest::arbtest;
use weak::make_weak;

/// Encodes a section or a subsection: its kind, its length and its content.
fn part(kind: u8, content: &[u8]) -> Vec<u8> {
    let mut part = vec![kind, u8::try_from(content.len()).unwrap()];
    part.extend(content);
    part
}

fn text(text: &str) -> Vec<u8> {
    let mut bytes = vec![u8::try_from(text.len()).unwrap()];
    bytes.extend(text.as_bytes());
    bytes
}

/// Makes an object with imports and symbols of each kind.
fn object() -> Vec<u8> {
    let mut imports = vec![6];
    for (name, rest) in [
        ("first", &[0, 0][..]),
        ("__linear_memory", &[2, 0, 1]),
        ("__indirect_function_table", &[1, 0x70, 1, 0, 9]),
        ("__stack_pointer", &[3, 0x7F, 1]),
        ("tag", &[4, 0, 0]),
        ("second", &[0, 0]),
    ] {
        imports.extend(text("env"));
        imports.extend(text(name));
        imports.extend(rest);
    }
    let mut symbols = vec![9];
    for (kind, flags, rest) in [
        // Undefined symbols, whose names are those of the imports.
        (0, &[0x10][..], vec![0]),
        (0, &[0x10], vec![1]),
        (2, &[0x10], vec![0]),
        // A symbol whose flags are two bytes long.
        (5, &[0x90, 0x01], vec![0]),
        (0, &[0x50], [vec![1], text("renamed")].concat()),
        (0, &[0x04], [vec![2], text("defined")].concat()),
        (1, &[0x00], [text("data"), vec![0, 8, 4]].concat()),
        (3, &[0x02], vec![3]),
        (0, &[0x02], [vec![3], text("local")].concat()),
    ] {
        symbols.push(kind);
        symbols.extend(flags);
        symbols.extend(rest);
    }
    let linking = [
        text("linking"),
        vec![2],
        part(5, b"other"),
        part(8, &symbols),
    ]
    .concat();
    let mut object = b"\0asm\x01\0\0\0".to_vec();
    object.extend(part(2, &imports));
    object.extend(part(0, &linking));
    object.extend(part(0, &text("producers")));
    object
}

/// Makes an archive with a member that is not an object, and one that is.
fn archive() -> Vec<u8> {
    let mut archive = b"!<arch>\n".to_vec();
    for content in [b"text!".to_vec(), object()] {
        archive.extend(format!("{:<48}{:<10}`\n", "member/", content.len()).bytes());
        archive.extend(&content);
        archive.resize(archive.len().next_multiple_of(2), b'\n');
    }
    archive
}

/// Returns the bits that differ between two texts of one length.
fn differences(old: &[u8], new: &[u8]) -> Vec<u8> {
    assert_eq!(old.len(), new.len());
    let both = old.iter().zip(new);
    both.map(|(old, new)| old ^ new)
        .filter(|bits| *bits != 0)
        .collect()
}

#[test]
fn one_bit_of_each_named_symbol_changes() {
    for name in ["first", "second", "renamed", "defined", "data"] {
        let mut changed = archive();
        make_weak(&mut changed, &[name]).unwrap();
        // One of the two is the flag that keeps the symbol table.
        assert_eq!(differences(&archive(), &changed), [1, 1], "{name}");
        // The symbol is weak now, and cannot be made weak again.
        make_weak(&mut changed, &[name]).unwrap_err();
    }
    let mut changed = archive();
    make_weak(&mut changed, &["second", "data"]).unwrap();
    assert_eq!(differences(&archive(), &changed), [1, 1, 1]);
}

#[test]
fn a_symbol_that_is_missing_or_local_or_there_twice_is_an_error() {
    for name in ["third", "", "local", "__stack_pointer", "linking"] {
        make_weak(&mut archive(), &[name]).unwrap_err();
    }
    let both = [archive(), archive().split_off(8)].concat();
    make_weak(&mut both.clone(), &["data"]).unwrap_err();
}

/// A truncated file must not be accepted.
#[test]
fn a_truncated_file_is_an_error() {
    let whole = archive();
    for len in 0..whole.len() {
        // A section that is not needed follows the linking section.
        let Err(_) = make_weak(&mut whole[..len].to_vec(), &["data"]) else {
            panic!("{len} of {} bytes", whole.len());
        };
    }
}

#[test]
fn no_input_makes_make_weak_panic() {
    arbtest(|u| {
        let mut archive = archive();
        for _ in 0..u.int_in_range(1..=4)? {
            let at = u.choose_index(archive.len())?;
            archive[at] = u.arbitrary()?;
        }
        archive.truncate(u.int_in_range(0..=archive.len())?);
        let before = archive.clone();
        if make_weak(&mut archive, &["data", "second"]).is_ok() {
            let flags = differences(&before, &archive);
            assert!(flags == [1, 1] || flags == [1, 1, 1], "{flags:?}");
        }
        Ok(())
    });
}
