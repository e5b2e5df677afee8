//! single_thread [AGAIN]: uses locks, once cells and thread locals without a heap and without
//! formatting. With an argument it locks a mutex twice.
//!
//! The module must contain neither an allocator nor `core::fmt`, which `tests/runtime/threads`
//! checks.

#![no_std]
#![no_main]

use core::cell::Cell;

use nanowasi::sync::{LazyLock, Mutex, Once, OnceLock, RwLock};
use nanowasi::{env, println, thread_local};

nanowasi::main!(main);

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(1) };
    static LEN: Cell<usize> = Cell::new(env::static_args().len());
}

static COUNT: Mutex<u32> = Mutex::new(0);
static LOCK: RwLock<u32> = RwLock::new(0);
static ONCE: Once = Once::new();
static NAME: OnceLock<&str> = OnceLock::new();
static FIRST: LazyLock<usize> = LazyLock::new(|| env::static_args().map(str::len).sum());

fn main() {
    DEPTH.set(DEPTH.get() + 1);
    ONCE.call_once(|| println!("{} {}", DEPTH.get(), LEN.replace(5)));
    *COUNT.lock().unwrap() += 1;
    *LOCK.write().unwrap() += *COUNT.lock().unwrap();
    let name = NAME.get_or_init(|| "name");
    println!("{} {} {}", *LOCK.read().unwrap(), name, *FIRST);
    let _held = COUNT.lock();
    if env::static_args().len() > 1 {
        println!("{}", *COUNT.lock().unwrap());
    }
}
