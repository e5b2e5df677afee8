// The output that `tests/runtime/output/formats.rs` compares. The guest `formats` includes this
// file with nanowasi's macros, and a second program includes it with those of `std`. Both have
// `alloc` and these macros in scope.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;
use core::cell::Cell;
use core::fmt::{self, Debug, Display};

fn formats() {
    literals();
    integers();
    text();
    other_values();
    names_and_numbers();
    debugged();
    arguments();
    evaluation();
    generics();
    lifetimes();
    expressions();
    standard_error();
    debugging();
}

fn literals() {
    print!("");
    println!();
    println!("");
    print!("text");
    print!("text,\n");
    println!("two\nlines");
    println!("{{}}");
    println!("{{}} {{{}}} {{{{", 1);
    println!("{}}}", 1);
    println!("tab\t, quote \", backslash \\, NUL \0, \u{1F980}");
    println!(r"raw \n {}", 1);
    println!(r#"raw "{}""#, "quoted");
    println!(concat!("con", "cat {} {}"), 1, 2);
    println!(concat!("con", "cat"));
    println!(
        "a line \
         that goes on"
    );
    println!(stringify!(a + b));
}

fn integers() {
    macro_rules! extremes {
        ($($type:ident)*) => {
            $(
                println!("{} {} {}", $type::MIN, $type::MAX, stringify!($type));
                println!("{},{}", $type::MIN + 1, $type::MAX - 1);
                println!("{}{}{}{}{}{}", 0 as $type, 1 as $type, 9 as $type, 10 as $type, 99 as $type, 100 as $type);
                println!("{:?} {:x} {:#b} {:>30} {:+}", $type::MIN, $type::MAX, 5 as $type, $type::MAX, 7 as $type);
            )*
        };
    }
    extremes!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);
    println!("{} {} {} {}", -1, -9_i8, -10_i64, -100_isize);
    println!("{} {}", 7, 0x7F);
    println!("{}", core::num::NonZeroU8::MIN);
    println!("{}", core::num::Wrapping(3_u8));
    let mut power = 1_u64;
    while power < u64::MAX / 10 {
        println!("{} {} {}", power, power - 1, power + 1);
        power *= 10;
    }
}

fn text() {
    let owned = String::from("owned");
    println!("{} {} {}", "str", owned, 'c');
    println!("{} {} {}", "", String::new(), '\0');
    println!("{}{}{}", 'ß', '\u{FFFD}', '\u{10FFFF}');
    println!("{} {}", &owned, &&owned);
    println!("{} {}", owned.as_str(), &owned[1..3]);
    println!("{} {}", Box::new("boxed"), Rc::new(String::from("counted")));
    println!(
        "{} {}",
        Cow::Borrowed("borrowed"),
        Cow::<str>::Owned(owned.clone())
    );
    println!("{}", Box::<str>::from("boxed str"));
    println!(
        "{:>8}|{:<8}|{:^8}|{:-^9}|{:.2}|",
        owned, "left", 'm', "fill", "cut"
    );
    println!("{:?} {:?} {:?}", owned, "tab\t\"\u{7F}", '\'');
    println!("{}", "a {} in a value, and {{ too");
    print!("{}\n", "a newline in the format");
    print!("{}", "and one in the value\n");
    println!("{}", "two\nlines in the value");
}

fn other_values() {
    println!("{} {}", true, false);
    println!("{} {} {} {}", 1.5, -0.0, f32::MIN_POSITIVE, f64::MAX);
    println!("{} {} {}", f64::NAN, f32::INFINITY, 1e21);
    println!("{} {}", u128::MAX, i128::MIN);
    println!("{} {}", &7, &&&-7_i8);
    println!("{} {}", &mut 5, &&mut true);
    println!("{} {}", Box::new(7), Box::new(&7_u16));
    println!("{} {}", Rc::new('r'), Cell::new(3).get());
    println!("{}", core::net::Ipv4Addr::LOCALHOST);
    println!("{}", Point { x: 1, y: -2 });
    println!("{} {}", Point { x: 1, y: -2 }, &Point { x: 0, y: 0 });
    println!(
        "{}",
        Box::<dyn Display>::from(Box::new(Point { x: 3, y: 4 }))
    );
    println!("{}", &"dyn" as &dyn Display);
    println!("{}", format_args!("{} and {}", 1, "two"));
    println!("{}", "x".parse::<u8>().unwrap_err());
    // Only compiled, because locations differ.
    if false {
        println!("{:p} {:p}", &1, core::ptr::null::<u8>());
    }
}

fn names_and_numbers() {
    let name = "name";
    let number = 7;
    println!("{name}");
    println!("{name} {number} {name}");
    println!("{name:>8} {number:03} {name:?}");
    println!("{name} {}", number);
    println!("{} {name} {}", 1, 2);
    println!("{0} {0}", name);
    println!("{1} {0} {}", name, number);
    println!("{x}", x = 1);
    println!("{x} {y} {x}", x = 1, y = "two");
    println!("{} {x}", 0, x = 1);
    println!("{} {}", 0, x = 1);
    println!("{x:>width$} {:.*}", 2, 1.23456, x = 1, width = 5);
    println!(
        "{0:>1$} {2:>width$.precision$}",
        7,
        4,
        1.5,
        width = 8,
        precision = 3
    );
    println!("{number:>number$}");
    println!("{type}", r#type = 1);
}

fn debugged() {
    println!("{:?} {:?} {:?}", (), (1, "two"), [1, 2]);
    println!("{:#?}", (1, vec![Some("x"), None]));
    println!("{:?} {:#?}", Point { x: 1, y: 2 }, Point { x: 1, y: 2 });
    println!("{:?} {:?}", Ok::<u8, ()>(1), Err::<(), _>("e"));
    println!("{:02x?} {:#x?}", [1, 171], [1]);
    println!("{:?} {:?}", 1.0, 0.1_f32);
}

#[rustfmt::skip]
fn arguments() {
    println!("text",);
    println!("{}", 1,);
    println!("{} {}", 1, 2,);
    println!("{}", Vec::<(u8, u8)>::new().len());
    println!("{}", pair::<u8, u16>(1, 2));
    println!("{} {}", pair::<u8, u16>(1, 2), <u8 as Into<u32>>::into(3));
    println!("{} {}", [1, 2, 3].len(), (1, 2).1);
    println!("{}", { let (a, b) = (1, 2); a + b });
    println!("{}", if number() > 3 { "more" } else { "less" });
    println!("{}", match number() { 7 => 'y', _ => 'n' });
    println!("{} {}", 1 + 2 * 3, -number());
    println!("{} {}", 1 < 2, 1 == 2 && true);
    println!("{} {}", !true, *&7);
    println!("{}", (|a: u8, b: u8| a + b)(1, 2));
    println!("{}", 7_u64 as u8 as char == '\u{7}');
    println!("{} {}", vec!["in", "a macro"].join(", "), stringify!(a, b));
    println!("{}", unsafe { core::mem::transmute::<u32, i32>(u32::MAX) });
    let n = 7;
    println!("{} {}", n == 7, n <= 7);
    println!("{} {x}", n, x = n == 8,);
    println!("{} {}", [String::from("indexed")][0], (String::from("field"),).0);
    println!("{} {}", "5".parse().unwrap_or(6), [1, 2].iter().sum::<i32>());
    println!("{} {}", const { 1 << 3 }, 'label: { break 'label 4 });
    let mut iterator = ["first", "second"].into_iter();
    println!("{} {}", iterator.next().unwrap(), iterator.next().unwrap());
    let mut changed = 1;
    println!("{}", &mut changed);
    println!("{}", { changed += 1; changed });
    let question = || -> Option<u8> { println!("{}", None::<u8>?); Some(1) };
    println!("{:?}", question());
    println!("{} {} {} {} {} {} {} {} {} {} {} {} {}", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13);
}

/// Each argument is evaluated once, in order, and before anything is printed.
fn evaluation() {
    let count = Cell::new(0);
    let next = |name: &'static str| {
        count.set(count.get() + 1);
        print!("<{}{}>", name, count.get());
        count.get()
    };
    println!("{} {} {}", next("a"), next("b"), next("c"));
    println!("{1} {0} {0}", next("d"), next("e"));
    println!("{x} {} {x}", next("f"), x = next("g"));
    println!("{:?} {}", next("h"), next("i"));
    println!("{0} {0}", { next("j") });
    println!("{}", count.get());
    // An argument that prints to the other stream.
    println!(
        "{} {}",
        {
            eprint!("first ");
            1
        },
        {
            eprintln!("second");
            2
        }
    );
    // A value that changes while it is printed, such as a cell.
    let cell = Cell::new(1);
    println!(
        "{} {} {}",
        Counting(&cell),
        Counting(&cell),
        Counting(&cell)
    );
    println!("{0} {0:?} {0}", Counting(&cell));
    // The value of the macro itself.
    let () = print!("unit");
    let () = println!("{}", " unit");
    // As an expression.
    if number() == 7 {
        println!("yes")
    } else {
        println!("no")
    }
    (0..3).for_each(|n| print!("{} ", n));
    match number() {
        7 => println!(),
        _ => println!("{}", 1),
    }
}

/// Generic code cannot know how its values print.
fn generics() {
    fn show<T: Display>(value: T) {
        println!("{}", value);
        println!("{} {}", value, &value);
    }
    fn shows<T: Display + Debug + ?Sized>(value: &T) {
        println!("{} {:?} {value}", value, value);
    }
    fn implied(value: impl Display) {
        print!("{}\n", value);
    }
    struct Wrapper<T>(T);
    impl<T: Display> Display for Wrapper<T> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            print!("({})", self.0);
            write!(f, "[{}]", self.0)
        }
    }
    show(7_u8);
    show("text");
    show(String::from("owned"));
    show(Point { x: 1, y: 2 });
    shows("unsized");
    shows(&-7);
    implied('c');
    implied(1.25);
    // A value that prints while it is printed, with another one inside.
    println!("{}", Wrapper(1));
    println!("{} {}", 0, Wrapper(Wrapper("inner")));
    println!("{:?} {}", 0, Wrapper(u128::MAX));
    let mut split_text: Vec<&dyn Display> = vec![&1, &"two"];
    split_text.push(&3.5);
    split_text.iter().for_each(|value| println!("{}", value));
}

fn lifetimes() {
    println!("{}", &String::from("temporary"));
    println!(
        "{} {}",
        String::from("one").as_str(),
        String::from("two").trim()
    );
    println!("{}", 7.to_string().as_str());
    println!("{}", Cell::new(String::from("taken")).take());
    let borrowed: &str;
    let owned = String::from("owned");
    borrowed = &owned;
    println!("{} {}", borrowed, owned);
    let moved = Some(String::from("moved"));
    match moved {
        Some(text) => println!("{}", text),
        None => println!("nothing"),
    }
    let mut changed = String::from("be");
    println!("{}", {
        changed.push_str("fore");
        &changed
    });
    println!("{}", changed);
    let guard = Dropped("guard");
    println!("{}", guard.0);
    println!("{}", Dropped("temporary").0);
    println!("{} {}", Dropped("first").0, Dropped("second").0);
    println!("{}!", Dropped("named").0);
}

fn expressions() {
    let name = 1;
    let pieces = 2;
    let value = 3;
    let _pieces = 4;
    // Names that the macros use internally.
    println!("{} {} {} {}", name, pieces, value, _pieces);
    println!("{name} {pieces} {value} {_pieces}");
    struct Some;
    struct None;
    let _ = (Some, None);
    println!("{}", "with `Some` and `None` taken");
    mod core {}
    mod alloc {}
    let _ = 1;
    println!("{} {}", "with `core` taken", 1);
    println!("{:?}", "and formatted");
    #[allow(dead_code)]
    trait ViaPlain {
        fn show(&self) {}
    }
    impl ViaPlain for u8 {}
    println!("{} {}", 7_u8, 8_u16);
}

fn standard_error() {
    eprint!("");
    eprintln!();
    eprint!("text");
    eprintln!("{}", 1);
    eprintln!("{} {} {} {}", "str", -7_i64, true, 'c');
    eprintln!("{:>8} {:?} {x}", "right", "debug", x = 1);
    eprintln!("{} {}", u128::MAX, Point { x: 1, y: 2 });
    eprintln!("{}", "long ".repeat(300));
    eprintln!("{:?}", "long ".repeat(300));
    eprintln!("{{}},");
}

fn debugging() {
    dbg!();
    let number = dbg!(number() * 2) + 1;
    dbg!(number);
    let (a, b) = dbg!(number, "two");
    println!("{} {}", a, b);
    dbg!(Point { x: a, y: 2 }, Some(b), vec![1]);
    dbg!(number,);
    let owned = dbg!(String::from("moved through"));
    let borrowed = dbg!(&owned);
    println!("{} {}", owned, borrowed);
    dbg!("{}");
    assert_eq!(dbg!((1, 2)).1, 2);
}

fn number() -> i32 {
    7
}

fn pair<A: Into<u32>, B: Into<u32>>(a: A, b: B) -> u32 {
    a.into() * 10 + b.into()
}

#[derive(Debug)]
struct Point {
    x: i32,
    y: i32,
}

impl Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "({}, {})", self.x, self.y)
    }
}

/// Prints how often it was printed.
#[derive(Debug)]
struct Counting<'cell>(&'cell Cell<u32>);

impl Display for Counting<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.set(self.0.get() + 1);
        write!(f, "{}", self.0.get())
    }
}

/// Prints when it is dropped.
struct Dropped(&'static str);

impl Drop for Dropped {
    fn drop(&mut self) {
        println!("dropped {}", self.0);
    }
}
