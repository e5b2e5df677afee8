//! strings: converts between `OsString`, `CString` and `String`, also with losses.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::borrow::Cow;
use std::ffi::{CStr, CString, OsStr, OsString};
use std::string::FromUtf8Error;

fn shout(text: &str) -> Cow<'_, str> {
    if text.chars().any(char::is_lowercase) {
        Cow::Owned(text.to_uppercase())
    } else {
        Cow::Borrowed(text)
    }
}

fn main() -> Result<(), FromUtf8Error> {
    let mut os = OsString::from("name");
    os.push(".ext");
    println!("{os:?} {} {:?}", os.len(), os.to_str());
    println!("{} {}", os == "name.ext", OsStr::new("a") < OsStr::new("b"));
    println!(
        "{:?} {:?}",
        os.to_ascii_uppercase(),
        os.clone().into_string()
    );
    println!("{:?}", os.to_string_lossy());

    let c = CString::new("no zero").unwrap();
    println!(
        "{c:?} {:?} {}",
        c.as_bytes_with_nul().last(),
        c.to_str().unwrap()
    );
    let error = CString::new("a\0b").unwrap_err();
    println!(
        "{error} {} {:?}",
        error.nul_position(),
        error.clone().into_vec()
    );
    println!(
        "{:?} {:?}",
        CStr::from_bytes_with_nul(b"ok\0"),
        CStr::from_bytes_with_nul(b"not\0ok\0").is_err()
    );
    println!(
        "{:?} {:?}",
        CStr::from_bytes_until_nul(b"two\0three\0"),
        c"literal".to_string_lossy()
    );

    for text in ["loud", "LOUD"] {
        let cow = shout(text);
        println!(
            "{cow} {} {}",
            matches!(cow, Cow::Borrowed(_)),
            cow.clone().into_owned().len()
        );
    }
    let error = String::from_utf8(vec![b'o', b'k', 0xC3]).unwrap_err();
    println!(
        "{error} {:?} {:?}",
        error.utf8_error().valid_up_to(),
        String::from_utf8_lossy(error.as_bytes())
    );
    println!("{}", String::from_utf8(vec![0xC3, 0xA4])?);

    let text = "  The quick brown fox;  jumps over, the lazy dog  ";
    println!(
        "{:?}",
        text.split([' ', ';', ','])
            .filter(|it| !it.is_empty())
            .collect::<Vec<_>>()
    );
    println!(
        "{:?} {:?}",
        text.trim().rsplitn(3, ' ').collect::<Vec<_>>(),
        text.find("fox")
    );
    println!(
        "{:?}",
        text.char_indices()
            .filter(|(_, c)| c.is_uppercase())
            .collect::<Vec<_>>()
    );
    println!(
        "{:?}",
        text.trim()
            .split_terminator(';')
            .map(str::trim)
            .map(str::len)
            .collect::<Vec<_>>()
    );
    println!(
        "{}",
        text.replacen("the", "a", 1)
            .trim_start()
            .to_ascii_lowercase()
    );
    println!(
        "{:?} {:?}",
        text.rfind(char::is_alphabetic),
        text.trim_matches(|c: char| c == ' ' || c == 'T')
    );
    println!(
        "{:?}",
        text.bytes()
            .rev()
            .skip_while(u8::is_ascii_whitespace)
            .map(char::from)
            .take(3)
            .collect::<String>()
    );
    let mut owned = String::from("añb");
    owned.insert_str(1, "--");
    println!(
        "{:?} {:?} {:?} {owned}",
        owned.remove(3),
        owned.pop(),
        owned.is_char_boundary(2)
    );
    owned.replace_range(..1, "begin ");
    println!("{owned} {} {:?}", owned.repeat(2), owned.split_off(3));
    println!(
        "{:?} {:?}",
        "x=1;y=2"
            .split(';')
            .map(|it| it.split_once('='))
            .collect::<Option<Vec<_>>>(),
        "äöü".chars().map(|c| c.len_utf8()).sum::<usize>()
    );
    println!(
        "{:?} {:?}",
        "Straße".eq_ignore_ascii_case("STRAßE"),
        'ß'.to_uppercase().collect::<String>()
    );
    println!(
        "{}",
        ["a", "b"].concat() + &["c", "d"].join("-") + &String::from_iter(['e', 'f'])
    );
    Ok(())
}
