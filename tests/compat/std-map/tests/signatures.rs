//! Signatures that a program cannot distinguish are equal, and others are not.

use nanowasi_std_map::compare::Verdict;
use nanowasi_std_map::{compare_crates, load};

/// Compares each pair in a separate module. Returns which are equal in everything.
fn same(pairs: &[(&str, &str)]) -> Vec<bool> {
    let krate = |side: fn(&(&str, &str)) -> String| {
        let modules = pairs.iter().enumerate();
        let text: String = modules
            .map(|(number, pair)| format!("pub mod m{number} {{ {} }}\n", side(pair)))
            .collect();
        // Only `std` may use `!` as a type.
        let text = format!("#![feature(never_type)]\n{text}");
        load::source(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))
    };
    let theirs = krate(|pair| pair.0.to_owned());
    let ours = krate(|pair| pair.1.to_owned());
    let comparison = compare_crates(&theirs, &ours);
    let is_same = |number| {
        let module = format!("m{number}");
        let mut rows = comparison.rows.iter().filter(|(row, _)| {
            let owner = row.owner.split("::").next();
            owner == Some(module.as_str()) && row.name != module
        });
        let mut some = false;
        rows.all(|(_, verdict)| {
            some = true;
            *verdict == Verdict::Same
        }) && some
    };
    (0..pairs.len()).map(is_same).collect()
}

fn check(pairs: &[(&str, &str)], wanted: bool) {
    for ((theirs, ours), same) in pairs.iter().zip(same(pairs)) {
        assert_eq!(same, wanted, "\n    {theirs}\n    {ours}");
    }
}

#[test]
fn indistinguishable_signatures_are_equal() {
    check(
        &[
            ("pub fn f(a: u8, b: &str) {}", "pub fn f(x: u8, _: &str) {}"),
            (
                "pub fn f<'x>(s: &'x str) -> &'x str { s }",
                "pub fn f(s: &str) -> &str { s }",
            ),
            (
                "pub struct S; impl S { pub fn f<'a>(&'a self, _: &str) -> &'a str { \"\" } }",
                "pub struct S; impl S { pub fn f(&self, _: &str) -> &str { \"\" } }",
            ),
            (
                "pub fn f<T: Clone + Copy>(_: T) {}",
                "pub fn f<X>(_: X) where X: Copy, X: Clone {}",
            ),
            (
                "pub struct S<T: ?Sized>(T); impl<T: ?Sized> S<T> { pub fn f(self) where T: Sized {} }",
                "pub struct S<T: ?Sized>(T); impl<T> S<T> { pub fn f(self) {} }",
            ),
            (
                "pub fn f<A, B: AsRef<A>>(_: A, _: B) {}",
                "pub fn f<B, A: AsRef<B>>(_: B, _: A) {}",
            ),
            (
                "pub struct S<T>(T); impl<T: Clone> S<T> { pub fn f(&self) {} }",
                "pub struct S<T>(T); impl<U> S<U> { pub fn f(&self) where U: Clone {} }",
            ),
            (
                "pub struct S<T>(T); impl<T> S<T> { pub fn f(t: T) -> Self { S(t) } }",
                "pub struct S<T>(T); impl<T> S<T> { pub fn f(t: T) -> S<T> { S(t) } }",
            ),
            (
                "pub type R<T> = Result<T, u8>; pub fn f() -> R<()> { Ok(()) }",
                "pub type R<T> = Result<T, u8>; pub fn f() -> Result<(), u8> { Ok(()) }",
            ),
            (
                "pub struct S<T, U = u8>(T, U); pub fn f(_: S<u16>) {}",
                "pub struct S<T, U = u8>(T, U); pub fn f(_: S<u16, u8>) {}",
            ),
            ("pub fn f() {}", "pub const fn f() {}"),
            (
                "pub struct S<'a>(&'a u8); impl<'a> S<'a> { pub fn f(&self) {} }",
                "pub struct S<'a>(&'a u8); impl S<'_> { pub fn f(&self) {} }",
            ),
            (
                "use std::fmt; pub struct S; impl S { pub fn f(_: &mut fmt::Formatter<'_>) -> fmt::Result { Ok(()) } }",
                "use std::fmt; pub struct S; impl S { pub fn f(_: &mut fmt::Formatter) -> Result<(), fmt::Error> { Ok(()) } }",
            ),
            (
                "pub fn f(_: Box<dyn Send + Sync + 'static>) {}",
                "pub fn f(_: Box<dyn Send + Sync>) {}",
            ),
            (
                "pub struct S<'a, T: 'a>(&'a T);",
                "pub struct S<'x, Y>(&'x Y);",
            ),
            ("pub struct S { a: u8 }", "pub struct S(u16);"),
            ("pub struct S<T>(pub T);", "pub struct S<U>(pub U);"),
            (
                "pub const C: &str = \"a\";",
                "pub const C: &'static str = \"b\";",
            ),
            (
                "pub trait T: Clone + Send { type A: Copy; fn f(&self) -> Self::A; fn g() {} }",
                "pub trait T where Self: Send + Clone { type A: Copy; fn f<'a>(&'a self) -> <Self as T>::A; fn g() {} }",
            ),
            (
                "#[macro_export] macro_rules! m { () => {} } pub fn f() {}",
                "pub fn f() {}",
            ),
        ],
        true,
    );
}

#[test]
fn distinguishable_signatures_differ() {
    check(
        &[
            ("pub fn f(a: u8) {}", "pub fn f(a: u16) {}"),
            ("pub fn f(a: &u8) {}", "pub fn f(a: &mut u8) {}"),
            ("pub const fn f() {}", "pub fn f() {}"),
            ("pub fn f() {}", "pub unsafe fn f() {}"),
            ("pub fn f<T>(_: T) {}", "pub fn f<T: Clone>(_: T) {}"),
            ("pub fn f<T: Clone>(_: T) {}", "pub fn f(_: impl Clone) {}"),
            ("pub fn f<T: ?Sized>(_: &T) {}", "pub fn f<T>(_: &T) {}"),
            (
                "pub fn f<'a>(a: &'a str, _: &str) -> &'a str { a }",
                "pub fn f<'a>(_: &str, a: &'a str) -> &'a str { a }",
            ),
            (
                "pub fn f(s: &str) -> &str { s }",
                "pub fn f(s: &str) -> &'static str { \"\" }",
            ),
            (
                "pub fn f<A, B: AsRef<A>>(_: A, _: B) {}",
                "pub fn f<B: AsRef<A>, A>(_: A, _: B) {}",
            ),
            ("pub struct S { pub a: u8 }", "pub struct S { a: u8 }"),
            ("pub struct S;", "pub struct S(());"),
            (
                "pub enum E { A, B }",
                "#[non_exhaustive] pub enum E { A, B }",
            ),
            ("pub enum E { A, B }", "pub enum E { A }"),
            ("pub enum E { A(u8) }", "pub enum E { A { a: u8 } }"),
            (
                "pub trait T { fn f(&self); }",
                "pub trait T { fn f(&self) {} }",
            ),
            ("pub trait T {}", "pub trait T: Send {}"),
            ("pub const C: u8 = 1;", "pub const C: u8 = 2;"),
            ("pub const C: u8 = 1;", "pub static C: u8 = 1;"),
            ("pub struct S;", "pub type S = u8;"),
            (
                "pub fn f(_: Box<dyn Send>) {}",
                "pub fn f(_: Box<dyn Send + Sync>) {}",
            ),
            (
                "pub fn f() -> impl Iterator<Item = u8> { [].into_iter() }",
                "pub fn f() -> std::array::IntoIter<u8, 0> { [].into_iter() }",
            ),
        ],
        false,
    );
}

#[test]
fn impls_differ_by_their_headers() {
    check(
        &[
            (
                "pub struct S<T>(T); impl<T> PartialEq for S<T> { fn eq(&self, _: &Self) -> bool { true } }",
                "pub struct S<T>(T); impl<T> PartialEq<S<T>> for S<T> { fn eq(&self, _: &S<T>) -> bool { true } }",
            ),
            (
                "#[derive(Clone)] pub struct S<T>(T);",
                "pub struct S<T>(T); impl<T> Clone for S<T> where T: Clone { fn clone(&self) -> Self { S(self.0.clone()) } }",
            ),
            (
                "pub struct S; impl std::ops::Deref for S { type Target = str; fn deref(&self) -> &str { \"\" } }",
                "pub struct S; impl std::ops::Deref for S { type Target = str; fn deref(&self) -> &Self::Target { \"\" } }",
            ),
            (
                "pub trait T {} impl T for &[u8] {} impl<U: T + ?Sized> T for Box<U> {}",
                "pub trait T {} impl<'a> T for &'a [u8] {} impl<U: ?Sized> T for Box<U> where U: T {}",
            ),
            // The way to write `!` in stable Rust.
            (
                "pub trait T {} impl T for ! {}",
                "pub trait T {} impl T for <fn() -> ! as Returns>::Type {} \
                 pub trait Returns { type Type; } impl<U> Returns for fn() -> U { type Type = U; }",
            ),
            // A blanket impl is listed with its type.
            (
                "pub trait T {} pub struct S;",
                "pub trait T {} impl<U> T for U {} pub struct S;",
            ),
        ],
        true,
    );
    check(
        &[
            ("#[derive(Clone)] pub struct S;", "pub struct S;"),
            (
                "#[derive(Clone)] pub struct S<T>(T);",
                "pub struct S<T>(T); impl<T: Copy> Clone for S<T> { fn clone(&self) -> Self { S(self.0) } }",
            ),
            (
                "pub struct S; impl std::ops::Deref for S { type Target = str; fn deref(&self) -> &str { \"\" } }",
                "pub struct S; impl std::ops::Deref for S { type Target = [u8]; fn deref(&self) -> &[u8] { &[] } }",
            ),
            ("pub struct S;", "pub struct S(*const u8);"),
            // That a type is not `Send` is compared as well.
            ("pub struct S { a: *const u8 }", "pub struct S { a: u8 }"),
            (
                "pub struct S<T> { a: T }",
                "pub struct S<T> { a: std::rc::Rc<T> }",
            ),
        ],
        false,
    );
}
