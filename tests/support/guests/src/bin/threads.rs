//! threads WHAT: uses `sync`, `thread` and `time` in the ways that depend on the host.

#![no_std]
#![no_main]

extern crate alloc;

use core::cell::{Cell, RefCell};

use nanowasi::sync::{Arc, Barrier, Condvar, LazyLock, Mutex, Once, OnceLock, RwLock, mpsc};
use nanowasi::time::{Duration, Instant, SystemTime};
use nanowasi::{env, io, panic, println, random, thread, thread_local};

nanowasi::main!(main);

struct Loud(&'static str);

impl Drop for Loud {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

thread_local! {
    static LAZY: Loud = Loud("lazy");
    static CONST: Loud = const { Loud("const") };
    static NAMES: RefCell<alloc::vec::Vec<&'static str>> = RefCell::new(alloc::vec!["first"]);
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    static MADE_FROM_INSIDE: Cell<u32> = {
        DEPTH.set(DEPTH.get() + 1);
        Cell::new(if DEPTH.get() < 3 { MADE_FROM_INSIDE.get() + 10 } else { 1 })
    };
}

static COUNT: Mutex<u32> = Mutex::new(0);
static LOCK: RwLock<u32> = RwLock::new(0);
static ONCE: Once = Once::new();
static NAME: OnceLock<&str> = OnceLock::new();
static SUM: LazyLock<u32> = LazyLock::new(|| {
    println!("summing");
    (1..=10).sum()
});
static ITSELF: LazyLock<u32> = LazyLock::new(|| *ITSELF);

fn main() -> io::Result<()> {
    let mut args = env::static_args().skip(1);
    let what = args.next().unwrap_or_default();
    let millis = Duration::from_millis(
        args.next()
            .and_then(|millis| millis.parse().ok())
            .unwrap_or(0),
    );
    match what {
        "locks" => locks(),
        "locals" => locals(),
        "channel" => channel(),
        "sizes" => println!(
            "{} {} {} {} {} {} {} {} {}",
            size_of::<Mutex<u8>>(),
            size_of::<RwLock<u8>>(),
            size_of::<Once>(),
            size_of::<OnceLock<u8>>(),
            size_of::<Condvar>(),
            size_of::<Barrier>(),
            size_of::<LazyLock<u8>>(),
            size_of::<Option<SystemTime>>(),
            size_of::<thread::Thread>(),
        ),
        "sleep" => {
            thread::sleep(millis);
            println!("slept");
        }
        "wait" => {
            wait(args.next().unwrap_or_default(), millis);
            println!("slept");
        }
        "elapsed" => {
            let start = Instant::now();
            println!("{}", start.elapsed().as_nanos() as u64);
        }
        "now" => match SystemTime::now().duration_since(SystemTime::UNIX_EPOCH) {
            Ok(since) => println!("{}", since.as_nanos()),
            Err(_) => println!("before 1970"),
        },
        "yield" => thread::yield_now(),
        "park" => {
            thread::current().unpark();
            thread::park();
            thread::current().unpark();
            thread::park_timeout(Duration::MAX);
            thread::park_timeout(millis);
            println!("parked");
            thread::park();
        }
        "random" => {
            let mut bytes = alloc::vec![0; 200_000];
            random::fill(&mut bytes)?;
            let ones: u32 = bytes.iter().map(|byte| byte.count_ones()).sum();
            println!("{}", ones);
        }
        "hook" => {
            panic::set_hook(alloc::boxed::Box::new(|info| {
                println!("{:?} {}", info.payload_as_str(), thread::panicking());
            }));
            println!("{}", thread::panicking());
            drop((COUNT.lock(), COUNT.lock()));
        }
        "mutex" => drop((COUNT.lock(), COUNT.lock())),
        "read" => drop((LOCK.write(), LOCK.read())),
        "write" => drop((LOCK.read(), LOCK.write())),
        "writes" => drop((LOCK.write(), LOCK.write())),
        "once" => ONCE.call_once(|| ONCE.call_once(|| {})),
        "once-force" => ONCE.call_once_force(|_| ONCE.call_once_force(|_| {})),
        "once-wait" => ONCE.wait(),
        "once-lock" => drop(NAME.get_or_init(|| NAME.get_or_init(|| "inside"))),
        "once-lock-set" => drop(NAME.get_or_init(|| NAME.set("inside").map_or("", |()| "set"))),
        "once-lock-wait" => println!("{}", NAME.wait()),
        "lazy" => println!("{}", *ITSELF),
        "lazy-force" => println!("{}", LazyLock::force(&ITSELF)),
        "condvar" => drop(Condvar::new().wait(COUNT.lock().unwrap())),
        "wait-while" => drop(Condvar::new().wait_while(COUNT.lock().unwrap(), |_| true)),
        "barrier" => drop(Barrier::new(2).wait()),
        "recv" => {
            let (_sender, receiver) = mpsc::channel::<u8>();
            println!("waiting");
            let _ = receiver.recv();
        }
        "iter" => {
            let (_sender, receiver) = mpsc::channel::<u8>();
            for _ in &receiver {}
        }
        "into-iter" => {
            let (_sender, receiver) = mpsc::sync_channel::<u8>(1);
            for _ in receiver {}
        }
        "send" => {
            let (sender, _receiver) = mpsc::sync_channel(1);
            let _ = (sender.send(1), sender.send(2));
        }
        "spawn" => drop(thread::spawn(|| 1)),
        _ => {}
    }
    Ok(())
}

/// Waits for `dur` in one of the ways that have a limit.
#[allow(deprecated)]
fn wait(what: &str, dur: Duration) {
    let ms = dur.as_millis() as u32;
    let (changed, count) = (Condvar::new(), COUNT.lock().unwrap());
    match what {
        "sleep_ms" => thread::sleep_ms(ms),
        "park_timeout" => thread::park_timeout(dur),
        "park_timeout_ms" => thread::park_timeout_ms(ms),
        "wait_timeout" => drop(changed.wait_timeout(count, dur)),
        "wait_timeout_ms" => drop(changed.wait_timeout_ms(count, ms)),
        "wait_timeout_while" => drop(changed.wait_timeout_while(count, dur, |_| true)),
        "recv_timeout" => {
            let (_sender, receiver) = mpsc::channel::<u8>();
            let _ = receiver.recv_timeout(dur);
        }
        _ => println!("unknown"),
    }
}

/// Locks, once cells and counters, and their `Debug` output.
fn locks() {
    for n in 0..3 {
        *COUNT.lock().unwrap() += n;
        *LOCK.write().unwrap() += n;
        ONCE.call_once(|| println!("once"));
        println!("{} {}", NAME.get_or_init(|| "name"), *SUM);
    }
    let (count, lock) = (COUNT.lock(), LOCK.read());
    println!(
        "{COUNT:?} {count:?} {:?} {LOCK:?} {lock:?}",
        COUNT.try_lock()
    );
    println!("{ONCE:?} {NAME:?} {SUM:?} {:?}", NAME.set("other"));
    println!("{:?}", Barrier::new(1).wait());
    let waited = Condvar::new().wait_timeout(count.unwrap(), Duration::from_millis(1));
    println!("{waited:?}");
}

fn locals() {
    LAZY.with(|value| println!("{}", value.0));
    CONST.with(|value| println!("{}", value.0));
    NAMES.with_borrow_mut(|names| names.push("second"));
    println!("{} {}", NAMES.take().len(), MADE_FROM_INSIDE.get());
    println!("{LAZY:?} {:?}", thread::current());
}

fn channel() {
    let (sender, receiver) = mpsc::sync_channel(2);
    println!("{sender:?} {receiver:?} {:?}", receiver.try_recv());
    let other = Arc::new(sender.clone());
    println!(
        "{:?} {:?} {:?}",
        sender.send(1),
        other.send(2),
        sender.try_send(3)
    );
    drop((sender, other));
    for value in &receiver {
        println!("{value}");
    }
    println!("{:?}", receiver.recv_timeout(Duration::MAX));
}
