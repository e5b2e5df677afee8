//! counter: counts the letters of standard input in many kinds of shared state.
#![cfg_attr(feature = "nanowasi", no_std, no_main)]
#[cfg(feature = "nanowasi")]
extern crate nanowasi as std;
#[cfg(feature = "nanowasi")]
use std::prelude::v1::*;
#[cfg(feature = "nanowasi")]
std::main!(main);

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeMap;
use std::io::Read;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex, Once, OnceLock, RwLock, TryLockError};

static VOWELS: LazyLock<Mutex<BTreeMap<char, u32>>> = LazyLock::new(|| {
    println!("the vowels are set up");
    Mutex::new("aeiou".chars().map(|c| (c, 0)).collect())
});
static LONGEST: OnceLock<String> = OnceLock::new();
static LETTERS: AtomicUsize = AtomicUsize::new(0);
static CHECKSUM: AtomicU64 = AtomicU64::new(17);
static START: Once = Once::new();
static SHOUTED: AtomicBool = AtomicBool::new(false);

thread_local! {
    static LINES: Cell<u32> = const { Cell::new(0) };
    static SEEN: RefCell<Vec<String>> = RefCell::new(Vec::with_capacity(4));
}

fn count(line: &str) {
    START.call_once(|| println!("counting begins"));
    LINES.set(LINES.get() + 1);
    for c in line.chars().filter(|c| c.is_alphabetic()) {
        LETTERS.fetch_add(1, Ordering::Relaxed);
        SHOUTED.fetch_or(c.is_uppercase(), Ordering::SeqCst);
        let mut vowels = VOWELS.lock().unwrap();
        vowels
            .entry(c.to_ascii_lowercase())
            .and_modify(|count| *count += 1);
    }
    let _ = CHECKSUM.fetch_update(Ordering::AcqRel, Ordering::Acquire, |sum| {
        line.bytes().try_fold(sum, |sum, byte| {
            sum.checked_mul(31)?.checked_add(byte.into())
        })
    });
    SEEN.with_borrow_mut(|seen| seen.extend(line.split(' ').map(Into::into)));
}

fn main() -> std::io::Result<()> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    text.lines().for_each(count);
    println!("completed: {} {}", START.is_completed(), LINES.get());
    let vowels = VOWELS.lock().expect("no panic so far");
    println!("{vowels:?} of {}", LETTERS.load(Ordering::Relaxed));
    println!(
        "{}",
        matches!(VOWELS.try_lock(), Err(TryLockError::WouldBlock))
    );
    drop(vowels);
    println!(
        "{} {:?}",
        CHECKSUM.swap(0, Ordering::SeqCst),
        SHOUTED.compare_exchange(true, false, Ordering::SeqCst, Ordering::Relaxed)
    );

    let longest = || {
        SEEN.with_borrow(|seen| {
            seen.iter()
                .max_by_key(|it| it.len())
                .cloned()
                .unwrap_or_default()
        })
    };
    println!("{:?} {:?}", LONGEST.get(), LONGEST.get_or_init(longest));
    println!("{:?} {}", LONGEST.set("another".into()), SEEN.take().len());
    let cell = OnceCell::new();
    println!("{} {:?} {:?}", cell.get_or_init(|| 5), cell.set(6), cell);

    let shared = Arc::new(RwLock::new(vec![1, 2, 3]));
    let other = Arc::clone(&shared);
    {
        let (one, two) = (shared.read().unwrap(), other.read().unwrap());
        println!("{} {} {}", one.len(), two[0], other.try_write().is_err());
    }
    other.write().unwrap().push(4);
    println!("{:?} {}", shared, Arc::strong_count(&other));
    drop(other);
    let mut inner = Arc::try_unwrap(shared)
        .map(RwLock::into_inner)
        .unwrap()
        .unwrap();
    inner.reverse();
    println!("{inner:?} {:?}", Mutex::new(inner.len()));
    Ok(())
}
