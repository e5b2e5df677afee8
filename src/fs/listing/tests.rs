//! Listings with known entries, and listings of hosts that break the specification.

use super::*;

/// Returns the records of entries with these names. The cookies count from 1.
fn listing(names: &[&[u8]]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (name, next) in names.iter().zip(1_u64..) {
        push(&mut bytes, name, next, name.len() as u32);
    }
    bytes
}

fn push(bytes: &mut Vec<u8>, name: &[u8], next: u64, len: u32) {
    bytes.extend_from_slice(&next.to_le_bytes());
    bytes.extend_from_slice(&(next * 100).to_le_bytes());
    bytes.extend_from_slice(&len.to_le_bytes());
    bytes.extend_from_slice(&[4, 0, 0, 0]);
    bytes.extend_from_slice(name);
}

/// Returns the names of a listing, and the error that ends it.
fn names(
    size: usize,
    mut fill: impl FnMut(&mut [u8], u64) -> Result<usize, Errno>,
) -> (Vec<String>, Option<Errno>) {
    let mut buffer = vec![0xAA; size];
    let mut listing = Listing::new();
    let mut names = Vec::new();
    let result = loop {
        match listing.next(&mut buffer, &mut fill) {
            Ok(Some(found)) => {
                names.push(String::from_utf8_lossy(&buffer[found.name]).into_owned());
            }
            Ok(None) => break None,
            Err(errno) => break Some(errno),
        }
        assert!(names.len() < 100_000, "the listing does not end");
    };
    if result != Some(Errno::NAMETOOLONG) {
        assert!(
            listing
                .next(&mut buffer, &mut fill)
                .is_ok_and(|found| found.is_none())
        );
    }
    (names, result)
}

/// A host that lists `all`, with cookies from 1 on, and cuts the last entry, as the specification
/// says.
fn cutting(all: &[&[u8]]) -> impl FnMut(&mut [u8], u64) -> Result<usize, Errno> {
    let all: Vec<Vec<u8>> = all.iter().map(|name| name.to_vec()).collect();
    move |buffer, cookie| {
        let all: Vec<&[u8]> = all.iter().map(Vec::as_slice).collect();
        let bytes = listing(&all);
        let skip: usize = all[..cookie as usize]
            .iter()
            .map(|name| 24 + name.len())
            .sum();
        let rest = &bytes[skip..];
        let used = rest.len().min(buffer.len());
        buffer[..used].copy_from_slice(&rest[..used]);
        Ok(used)
    }
}

#[test]
fn each_entry_is_returned_once_wherever_the_buffer_ends() {
    let all: Vec<String> = (0..40)
        .map(|n| format!("name-{n:0n$}", n = n % 13))
        .collect();
    let bytes: Vec<&[u8]> = all.iter().map(|name| name.as_bytes()).collect();
    for size in 45..300 {
        assert_eq!(
            names(size, cutting(&bytes)),
            (all.clone(), None),
            "{size} bytes"
        );
    }
}

#[test]
fn dot_and_dot_dot_are_left_out() {
    let all = [&b"."[..], b"..", b".hidden", b"..."];
    assert_eq!(names(256, cutting(&all)).0, [".hidden", "..."]);
}

/// deno and bun write whole entries only, so all entries after the first call were lost.
#[test]
fn a_short_count_is_not_the_end() {
    let all = [&b"one"[..], b"two", b"three"];
    let one_at_a_time = |buffer: &mut [u8], cookie: u64| {
        let Some(name) = all.get(cookie as usize) else {
            return Ok(0);
        };
        let mut bytes = Vec::new();
        push(&mut bytes, name, cookie + 1, name.len() as u32);
        buffer[..bytes.len()].copy_from_slice(&bytes);
        Ok(bytes.len())
    };
    assert_eq!(
        names(256, one_at_a_time),
        (vec!["one".into(), "two".into(), "three".into()], None)
    );
}

/// A cookie that stays the same, or goes back, listed the same entries forever.
#[test]
fn repeated_cookies_end_the_listing() {
    for (back, to) in [(1, 1), (3, 0), (3, 1), (9, 4), (17, 16)] {
        let cycle = |buffer: &mut [u8], cookie: u64| {
            let next = if cookie == back { to } else { cookie + 1 };
            let mut bytes = Vec::new();
            push(&mut bytes, b"again", next, 5);
            buffer[..bytes.len()].copy_from_slice(&bytes);
            Ok(bytes.len())
        };
        assert_eq!(names(64, cycle).1, Some(Errno::IO), "from {back} to {to}");
    }
}

/// Lengths that are longer than the filled bytes, the buffer or memory, or that are zero.
#[test]
fn impossible_lengths_are_errors() {
    for len in [6, 1000, u32::MAX] {
        let fill = |buffer: &mut [u8], _| {
            let mut bytes = Vec::new();
            push(&mut bytes, b"short", 1, len);
            buffer[..bytes.len()].copy_from_slice(&bytes);
            Ok(bytes.len())
        };
        assert_eq!(names(64, fill), (vec![], Some(Errno::IO)), "{len}");
    }
    assert_eq!(names(64, cutting(&[b""])), (vec![], Some(Errno::IO)));
    assert_eq!(names(64, |_, _| Ok(23)), (vec![], Some(Errno::IO)));
    assert_eq!(
        names(64, |_, _| Err(Errno::NOTDIR)),
        (vec![], Some(Errno::NOTDIR))
    );
}

/// A host returns 0 bytes for a buffer that is too short for a header, which was taken for the end.
/// The first buffer of `read_dir` is empty, so every directory was empty.
#[test]
fn a_buffer_without_space_for_a_header_is_not_the_end() {
    for size in 0..=24 {
        let mut buffer = vec![0; size];
        let mut listing = Listing::new();
        let mut fill = cutting(&[b"x"]);
        assert_eq!(
            listing.next(&mut buffer, &mut fill).err(),
            Some(Errno::NAMETOOLONG)
        );
        buffer.resize(64, 0);
        assert!(listing.next(&mut buffer, &mut fill).unwrap().is_some());
        assert!(listing.next(&mut buffer, &mut fill).unwrap().is_none());
    }
}

/// `.` with a new cookie each time was skipped forever, within one call.
#[test]
fn a_listing_of_dots_only_ends() {
    let here = |buffer: &mut [u8], cookie: u64| {
        let mut bytes = Vec::new();
        push(&mut bytes, b".", cookie + 1, 1);
        buffer[..bytes.len()].copy_from_slice(&bytes);
        Ok(bytes.len())
    };
    assert_eq!(names(64, here), (vec![], Some(Errno::IO)));
}

/// A length of 4 GiB doubled the buffer until memory ran out.
#[test]
fn a_length_that_no_name_has_does_not_grow_the_buffer() {
    let huge = |buffer: &mut [u8], _| {
        let mut bytes = Vec::new();
        push(&mut bytes, b"", 1, u32::MAX);
        bytes.resize(buffer.len(), b'x');
        buffer.copy_from_slice(&bytes);
        Ok(bytes.len())
    };
    assert_eq!(names(4096, huge).1, Some(Errno::NAMETOOLONG));
    assert_eq!(names(65_536, huge).1, Some(Errno::IO));
}

#[test]
fn a_name_that_does_not_fit_is_returned_with_a_larger_buffer() {
    let all = [
        &b"short"[..],
        b"a name that is longer than the buffer",
        b"last",
    ];
    let mut fill = cutting(&all);
    let mut buffer = vec![0; 40];
    let mut listing = Listing::new();
    assert!(listing.next(&mut buffer, &mut fill).unwrap().is_some());
    assert_eq!(
        listing.next(&mut buffer, &mut fill).err(),
        Some(Errno::NAMETOOLONG)
    );
    buffer.resize(80, 0);
    let found = listing.next(&mut buffer, &mut fill).unwrap().unwrap();
    assert_eq!(&buffer[found.name], all[1]);
    assert_eq!(found.ino, 200);
    let found = listing.next(&mut buffer, &mut fill).unwrap().unwrap();
    assert_eq!(&buffer[found.name], all[2]);
    assert!(listing.next(&mut buffer, &mut fill).unwrap().is_none());
}
