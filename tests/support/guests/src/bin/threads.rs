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
        "rwlock" => drop((LOCK.read(), LOCK.write())),
        "once" => ONCE.call_once(|| ONCE.call_once(|| {})),
        "once-lock" => drop(NAME.get_or_init(|| NAME.get_or_init(|| "inside"))),
        "lazy" => println!("{}", *ITSELF),
        "condvar" => drop(Condvar::new().wait(COUNT.lock().unwrap())),
        "barrier" => drop(Barrier::new(2).wait()),
        "recv" => {
            let (_sender, receiver) = mpsc::channel::<u8>();
            println!("waiting");
            let _ = receiver.recv();
        }
        "spawn" => drop(thread::spawn(|| 1)),
        _ => {}
    }
    Ok(())
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
