//! std_paths: a program for `std` after the lines that port it to nanowasi. It names every module
//! and macro that `std` re-exports from `core` and `alloc`, at their paths in `std`, and globs that
//! must not conflict.
//!
//! Most of the test is that it compiles. It prints what it computes.

#![no_std]
#![no_main]
#![allow(clippy::all, reason = "it names things to have them named")]

extern crate nanowasi as std;
use std::prelude::v1::*;
std::main!(main);

// These names take precedence over those of a prelude that is imported by a glob.
use std::fmt::{self, Debug, Display, Write as _};
use std::io::*;

fn main() -> Result<()> {
    modules();
    macros();
    println!("{} {}", inner::text(), edition::text());
    println!("{:.3} {}", floats(2.0), f32::floor(1.5));
    panics();
    state();
    stdout().flush()
}

/// An item of each module of `core` or `alloc`.
fn modules() {
    use std::any::{Any, TypeId};
    use std::borrow::{Borrow, Cow};
    use std::cell::{Cell, LazyCell, OnceCell, RefCell};
    use std::char::from_digit;
    use std::cmp::{Ordering, Reverse};
    use std::convert::Infallible;
    use std::error::Error as _;
    use std::iter::{once, repeat_n, zip};
    use std::num::{NonZeroU8, Wrapping};
    use std::ops::{ControlFlow, Deref};
    use std::rc::{Rc, Weak};
    use std::str::FromStr;

    let text: Rc<str> = Rc::from("text");
    let weak: Weak<str> = Rc::downgrade(&text);
    let cow: Cow<'_, str> = Cow::Borrowed(text.borrow());
    let cell = RefCell::new(Cell::new(1));
    let lazy = LazyCell::new(|| 2);
    let once_cell: OnceCell<i32> = OnceCell::new();
    println!(
        "{} {} {} {:?}",
        weak.upgrade().is_some(),
        cow.into_owned(),
        cell.borrow().get() + *lazy + *once_cell.get_or_init(|| 3),
        TypeId::of::<u8>() == 1_u8.type_id(),
    );
    let error = "x".parse::<i32>().unwrap_err();
    println!("{error} {:?}", error.source().map(ToString::to_string));
    println!(
        "{:?} {:?} {} {}",
        from_digit(7, 10),
        Reverse(1).cmp(&Reverse(2)) == Ordering::Greater,
        Wrapping(255_u8) + Wrapping(2),
        NonZeroU8::MIN,
    );
    let joined: Vec<u8> = once(1).chain(repeat_n(2, 2)).collect();
    println!("{joined:?} {}", zip(&joined, [3, 4]).count());
    let flow: ControlFlow<i32, Infallible> = ControlFlow::Break(5);
    println!("{flow:?} {}", Box::new(6).deref());
    println!("{:?}", bool::from_str("true"));

    let layout = std::alloc::Layout::new::<u64>();
    println!("{} {}", layout.size(), std::mem::size_of_val(&layout));
    println!("{:?}", std::array::from_fn::<_, 3, _>(|n| n * n));
    println!("{}", std::ascii::escape_default(b'\n'));
    println!("{:?}", std::slice::from_ref(&1));
    println!("{:?}", std::str::from_utf8(b"utf-8"));
    println!("{:?}", std::string::String::from("string"));
    println!("{:?}", std::vec::Vec::<u8>::new());
    println!(
        "{:?} {:?}",
        std::option::Option::Some(1),
        std::ptr::null::<u8>().is_null()
    );
    println!("{:?}", std::result::Result::<u8, u8>::Ok(1));
    println!("{} {}", std::f64::consts::PI, std::i32::MAX);
    println!("{}", std::primitive::u16::MAX);
    println!("{:?}", std::hint::black_box(std::marker::PhantomData::<u8>));
    println!("{:?}", std::time::Duration::from_millis(1500));
    println!("{:?}", std::collections::BTreeMap::from([(1, 2)]));
    println!(
        "{}",
        std::clone::Clone::clone(&1) + <u8 as std::default::Default>::default()
    );
    println!("{}", future());
}

/// A future that is polled manually.
fn future() -> u32 {
    use std::future::{Future, ready};
    use std::pin::pin;
    use std::sync::Arc;
    use std::task::{Context, Poll, Wake, Waker};

    struct NoWake;
    impl Wake for NoWake {
        fn wake(self: Arc<Self>) {}
    }
    let waker = Waker::from(Arc::new(NoWake));
    match pin!(async { ready(7).await + 1 }).poll(&mut Context::from_waker(&waker)) {
        Poll::Ready(number) => number,
        Poll::Pending => 0,
    }
}

/// Each macro of `std`, by its name or, if `core`'s prelude has it too, by its path.
fn macros() {
    struct Pair(u8, u8);
    impl Display for Pair {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            std::write!(f, "{}", self.0)?;
            std::writeln!(f, "/{}", self.1)
        }
    }
    print!("{}", Pair(1, 2));
    let mut text = format!("{:>4}|", vec![1; 3].len());
    text.write_str("more").unwrap();
    std::println!("{text}");
    std::assert!(true, "never {}", 1);
    std::assert_eq!(1, 1);
    std::assert_ne!(1, 2);
    std::debug_assert!(true);
    std::debug_assert_eq!(1, 1);
    std::debug_assert_ne!(1, 2);
    println!(
        "{} {}",
        std::matches!(Some(1), Some(_)),
        std::cfg!(target_os = "wasi")
    );
    println!(
        "{} {} {}",
        std::concat!("a", 1),
        std::stringify!(b c),
        std::module_path!()
    );
    println!("{} {}", std::line!() > 1, std::column!() > 1);
    println!(
        "{} {:?}",
        std::file!().len() > 1,
        std::option_env!("NOBODY_SETS_THIS")
    );
    println!(
        "{} {}",
        std::env!("CARGO_PKG_NAME"),
        std::include_str!("../hello.txt").trim()
    );
    println!("{}", std::include_bytes!("../hello.txt").len());
    println!("{}", std::format_args!("{}", 1));
    std::cfg_select! {
        target_family = "wasm" => { println!("wasm"); }
        _ => { println!("native"); }
    }
    let chosen = dbg!(1 + 1) == 2;
    eprint!("{chosen} ");
    eprintln!("{:?}", std::format!("{}", 1));
    if text.is_empty() {
        std::todo!();
    } else if text.len() == 1 {
        std::unimplemented!("{}", 1);
    } else if text.len() == 2 {
        std::unreachable!();
    } else if text.len() == 3 {
        std::panic!("{text}");
    }
}

/// A program may define names that `std` has.
mod inner {
    use std::fmt::Result;
    use std::prelude::v1::*;

    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
    struct Vec(u8);

    // The program's own macro, although `std`'s prelude has one with the name.
    macro_rules! println {
        ($text:literal) => {
            std::println!(concat!("mine: ", $text))
        };
    }

    pub fn text() -> String {
        fn result() -> Result {
            Ok(())
        }
        println!("println");
        format!("{:?} {:?}", Vec(1), result())
    }
}

/// A whole prelude, as imported by a program that selects an edition.
mod edition {
    use std::prelude::rust_2024::*;

    pub fn text() -> String {
        let number: Result<u8, _> = u8::try_from(300);
        let text: String = Vec::from_iter(["e"; 3]).concat();
        format!("{number:?} {text} {:?}", Some(drop([text.clone()])))
    }
}

/// The methods that every target has. The guest `floats` has the others.
fn floats(x: f64) -> f64 {
    [
        x.sqrt(),
        x.powi(3),
        x.abs(),
        x.rem_euclid(-1.5),
        f64::fract(x),
    ]
    .into_iter()
    .map(|y| f64::mul_add(y, y, 0.5))
    .sum()
}

fn panics() {
    use std::panic::{self, AssertUnwindSafe, Location};

    let mut count = 1;
    let caught = panic::catch_unwind(AssertUnwindSafe(|| {
        count += 1;
        count
    }));
    println!("{:?} {}", caught.ok(), Location::caller().line() > 1);
    println!("{}", std::backtrace::Backtrace::capture());
    fn shows<T: Debug + ?Sized>(what: &T) -> String {
        format!("{what:?}")
    }
    println!("{}", shows(&std::process::ExitCode::SUCCESS));
}

/// Items that only `std` has, at their paths.
fn state() {
    use std::collections::{BTreeSet, HashMap, VecDeque, hash_map::Entry};
    use std::hash::{BuildHasher, DefaultHasher, Hash, Hasher, RandomState};
    use std::sync::{Mutex, OnceLock, atomic::AtomicU8, mpsc};
    use std::{cell, thread, time};

    thread_local! {
        static DEPTH: cell::Cell<u8> = const { cell::Cell::new(1) };
    }
    static NAMES: Mutex<Vec<&str>> = Mutex::new(Vec::new());
    static ONCE: OnceLock<String> = OnceLock::new();

    DEPTH.set(DEPTH.get() + 1);
    NAMES.lock().unwrap().push("name");
    let once = ONCE.get_or_init(|| String::from("once"));
    println!("{} {:?} {once}", DEPTH.get(), NAMES.lock().unwrap());
    let mut map: HashMap<_, _, RandomState> = HashMap::from([("a", 1)]);
    if let Entry::Occupied(entry) = map.entry("a") {
        println!("{}", entry.get());
    }
    let mut hasher = DefaultHasher::new();
    "text".hash(&mut hasher);
    println!("{:x} {}", hasher.finish(), map.hasher().hash_one(1) == 0);
    println!("{:?}", VecDeque::from([1]).iter().collect::<BTreeSet<_>>());
    let (sender, receiver) = mpsc::channel();
    sender.send(AtomicU8::new(3).into_inner()).unwrap();
    println!("{:?} {:?}", receiver.recv(), thread::current().name());
    println!("{}", thread::Builder::new().spawn(|| ()).is_err());
    println!("{}", time::SystemTime::UNIX_EPOCH < time::SystemTime::now());
}
