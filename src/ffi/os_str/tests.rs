//! Compares `OsStr` and `OsString` with `std`'s, natively, on random bytes that are rarely UTF-8.

use alloc_crate::borrow::Cow;
use alloc_crate::rc::Rc;
use alloc_crate::sync::Arc;
use std::ffi::{OsStr as StdOsStr, OsString as StdOsString};
use std::fmt::Write;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::os::unix::ffi::OsStrExt;

use arbtest::arbitrary::{Result, Unstructured};
use arbtest::arbtest;

use super::*;

/// Fragments of the test strings: characters of one to four bytes, incomplete ones, and escapes.
const FRAGMENTS: [&[u8]; 16] = [
    b"a",
    b"Z",
    b"'",
    b"\"",
    b"\\",
    b"\0",
    b"\n\t",
    b"\x7F",
    b"\xFF",
    b"\xC3",
    b"\xA4",
    b"\xE2\x82",
    b"\xF0\x9F\xA6\x80", // a crab
    b"\xCC\x81",         // an accent for the character before it
    b"\xE2\x80\x8B",     // a space of no width
    b"\xED\xA0\x80",     // half of a pair of UTF-16
];

fn bytes(u: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let count = u.int_in_range(0..=6)?;
    (0..count).try_fold(Vec::new(), |mut bytes, _| {
        bytes.extend_from_slice(u.choose(&FRAGMENTS)?);
        Ok(bytes)
    })
}

#[test]
fn a_string_is_printed_as_in_std() {
    arbtest(|u| {
        let bytes = bytes(u)?;
        let (our, their) = (OsStr::from_bytes(&bytes), StdOsStr::from_bytes(&bytes));
        assert_eq!(format!("{our:?} {our:9?}"), format!("{their:?} {their:9?}"));
        let (our, their) = (our.display(), their.display());
        assert_eq!(format!("{our} {our:?}"), format!("{their} {their:?}"));
        let width = u.int_in_range(0..=12)?;
        assert_eq!(
            format!("{our:width$}|{our:<width$}|{our:x>width$.3}|{our:^width$}|{our:#09}"),
            format!(
                "{their:width$}|{their:<width$}|{their:x>width$.3}|{their:^width$}|{their:#09}"
            )
        );
        Ok(())
    });
}

#[test]
fn a_string_is_read_as_in_std() {
    arbtest(|u| {
        let (left, right) = (bytes(u)?, bytes(u)?);
        let (our, our_right) = (OsStr::from_bytes(&left), OsStr::from_bytes(&right));
        let (their, their_right) = (StdOsStr::from_bytes(&left), StdOsStr::from_bytes(&right));
        assert_eq!(our.to_str(), their.to_str());
        assert_eq!(<&str>::try_from(our), <&str>::try_from(their));
        assert_eq!(our.to_string_lossy(), their.to_string_lossy());
        assert_eq!(
            matches!(our.to_string_lossy(), Cow::Borrowed(_)),
            matches!(their.to_string_lossy(), Cow::Borrowed(_))
        );
        assert_eq!(our.len(), their.len());
        assert_eq!(our.is_empty(), their.is_empty());
        assert_eq!(our.is_ascii(), their.is_ascii());
        assert_eq!(our == our_right, their == their_right);
        assert_eq!(our.cmp(our_right), their.cmp(their_right));
        assert_eq!(our.partial_cmp(our_right), their.partial_cmp(their_right));
        assert_eq!(
            our.eq_ignore_ascii_case(our_right),
            their.eq_ignore_ascii_case(their_right)
        );
        let hasher = BuildHasherDefault::<DefaultHasher>::new();
        assert_eq!(hasher.hash_one(our), hasher.hash_one(their));
        assert_eq!(
            hasher.hash_one(our.to_os_string()),
            hasher.hash_one(their.to_os_string())
        );
        Ok(())
    });
}

#[test]
fn a_string_is_changed_as_in_std() {
    arbtest(|u| {
        let (left, right) = (bytes(u)?, bytes(u)?);
        let (our_left, our_right) = (OsStr::from_bytes(&left), OsStr::from_bytes(&right));
        let (their_left, their_right) = (StdOsStr::from_bytes(&left), StdOsStr::from_bytes(&right));
        let same = |our: &OsStr, their: &StdOsStr| {
            assert_eq!(our.as_encoded_bytes(), their.as_encoded_bytes());
        };
        same(
            &our_left.to_ascii_lowercase(),
            &their_left.to_ascii_lowercase(),
        );
        same(
            &our_left.to_ascii_uppercase(),
            &their_left.to_ascii_uppercase(),
        );
        let (mut our, mut their) = (our_left.to_os_string(), their_left.to_os_string());
        our.push(our_right);
        their.push(their_right);
        same(&our, &their);
        our.make_ascii_uppercase();
        their.make_ascii_uppercase();
        same(&our, &their);
        our.extend([our_left, our_right]);
        their.extend([their_left, their_right]);
        same(&our, &their);
        assert_eq!(
            our.clone()
                .into_string()
                .map_err(OsString::into_encoded_bytes),
            their
                .clone()
                .into_string()
                .map_err(StdOsString::into_encoded_bytes)
        );
        our_left.clone_into(&mut our);
        their_left.clone_into(&mut their);
        same(&our, &their);
        same(
            &[our_left, our_right].into_iter().collect::<OsString>(),
            &[their_left, their_right]
                .into_iter()
                .collect::<StdOsString>(),
        );
        same(
            &[Cow::from(our_left), Cow::from(our_right.to_os_string())]
                .into_iter()
                .collect::<OsString>(),
            &[Cow::from(their_left), Cow::from(their_right.to_os_string())]
                .into_iter()
                .collect::<StdOsString>(),
        );
        Ok(())
    });
}

/// Guards against a wrong cast in one of the conversions, each of which has its own.
#[test]
fn a_string_stays_the_same_in_every_owner() {
    for text in ["", "text", "\u{1F980}"] {
        let borrowed = OsStr::new(text);
        let owned = OsString::from(text);
        assert_eq!(*Box::<OsStr>::from(borrowed), *borrowed);
        assert_eq!(*Rc::<OsStr>::from(borrowed), *borrowed);
        assert_eq!(*Arc::<OsStr>::from(borrowed), *borrowed);
        assert_eq!(*Rc::<OsStr>::from(owned.clone()), *borrowed);
        assert_eq!(*Arc::<OsStr>::from(owned.clone()), *borrowed);
        let boxed = owned.clone().into_boxed_os_str();
        assert_eq!(boxed.clone().into_os_string(), owned);
        assert_eq!(OsString::from(boxed), owned);
        assert_eq!(
            Box::<OsStr>::from(Cow::from(borrowed)),
            owned.clone().into()
        );
        assert_eq!(OsString::from(Cow::from(&owned)), owned);
        assert_eq!(owned.leak(), borrowed);
    }
    assert_eq!(*Box::<OsStr>::default(), *<&OsStr>::default());
}

#[test]
fn capacity_is_reserved_and_released() {
    let mut text = OsString::with_capacity(10);
    assert!(text.capacity() >= 10);
    write!(text, "{}-x", 1).unwrap();
    assert_eq!(text, "1-x");
    text.reserve(100);
    assert!(text.capacity() >= 103);
    assert!(text.try_reserve(usize::MAX).is_err());
    assert!(text.try_reserve_exact(usize::MAX).is_err());
    text.shrink_to(50);
    assert!((50..103).contains(&text.capacity()));
    text.shrink_to_fit();
    assert_eq!(text.capacity(), 3);
    text.clear();
    assert!(text.is_empty() && text.capacity() == 3);
}
