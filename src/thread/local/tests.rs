//! Thread-local values: initialization, replacement and names.

use std::cell::{Cell, RefCell};

use super::*;

thread_local! {
    /// With an attribute and a visibility.
    pub(crate) static COUNT: Cell<u32> = const { Cell::new(3) };
    #[allow(dead_code)]
    static UNUSED: u8 = 1;
    static LIST: RefCell<Vec<u8>> = RefCell::new(vec![1, 2])
}

#[test]
fn values_persist() {
    // With the macro of `std`, the tests would pass without testing anything of this crate.
    let _: &LocalKey<Cell<u32>> = &COUNT;
    COUNT.set(COUNT.get() + 1);
    assert_eq!((COUNT.replace(9), COUNT.take(), COUNT.get()), (4, 9, 0));
    LIST.with_borrow_mut(|list| list.push(3));
    assert_eq!(LIST.with_borrow(|list| list.len()), 3);
    assert_eq!((LIST.replace(vec![]), LIST.take()), (vec![1, 2, 3], vec![]));
    assert_eq!(LIST.try_with(|list| list.borrow().len()), Ok(0));
    assert_eq!(format!("{LIST:?}"), "LocalKey { .. }");
    assert_eq!(
        format!("{AccessError:?} {AccessError}"),
        "AccessError already destroyed"
    );
}

/// `set` before the first access must not call the initializer.
#[test]
fn set_skips_initializer() {
    thread_local!(static NEVER: Cell<u8> = unreachable!());
    thread_local!(
        static NEITHER: RefCell<u8> = panic!("made");
    );
    NEVER.set(1);
    NEVER.set(2);
    NEITHER.set(3);
    NEITHER.set(4);
    assert_eq!((NEVER.get(), NEITHER.take()), (2, 4));
}

/// `std` on this target does the same under a host: 1 inside, 11 around it, 21 outside.
#[test]
fn recursive_initialization_keeps_outer_value() {
    thread_local! {
        static DEPTH: Cell<u32> = const { Cell::new(0) };
        static VALUE: Cell<u32> = {
            DEPTH.set(DEPTH.get() + 1);
            Cell::new(if DEPTH.get() < 3 { VALUE.get() + 10 } else { 1 })
        };
    }
    assert_eq!(VALUE.get(), 21);
}

/// The `drop` of the value that is replaced may access its own key, which has to hold a value then.
#[test]
fn replaced_value_sees_its_successor() {
    struct Loud(u32);
    impl Drop for Loud {
        fn drop(&mut self) {
            SEEN.set(KEY.with(|value| value.0));
        }
    }
    thread_local! {
        static SEEN: Cell<u32> = const { Cell::new(0) };
        static DEPTH: Cell<u32> = const { Cell::new(0) };
        static KEY: Loud = {
            DEPTH.set(DEPTH.get() + 1);
            match DEPTH.get() {
                1 => Loud(KEY.with(|value| value.0) + 1),
                _ => Loud(7),
            }
        };
    }
    assert_eq!((KEY.with(|value| value.0), SEEN.get()), (8, 8));
}

#[test]
fn each_native_thread_has_its_own_value() {
    thread_local!(static OWN: RefCell<std::rc::Rc<u8>> = RefCell::new(std::rc::Rc::new(1)));
    OWN.set(std::rc::Rc::new(2));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(OWN.with_borrow(|value| **value), 1));
        }
    });
    assert_eq!(OWN.with_borrow(|value| **value), 2);
}

#[test]
fn names_do_not_clash() {
    const __NANOWASI_INIT: u8 = 5;
    mod inner {
        thread_local!(pub(crate) static DEEP: u8 = super::super::tests::five());
    }
    thread_local!(static A: u8 = __NANOWASI_INIT; static B: u8 = const { __NANOWASI_INIT });
    assert_eq!(
        A.with(|a| *a) + B.with(|b| *b) + inner::DEEP.with(|c| *c),
        15
    );
}

pub(crate) fn five() -> u8 {
    5
}
