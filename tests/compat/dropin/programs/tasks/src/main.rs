//! tasks WHAT [MILLIS]: uses a part of tokio, and prints the results.

use std::env;
use std::future;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::sync::{
    Barrier, Mutex, Notify, OnceCell, RwLock, Semaphore, broadcast, mpsc, oneshot, watch,
};
use tokio::task::{self, JoinSet, LocalSet};
use tokio::time::{self, Instant};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut args = env::args().skip(1);
    let what = args.next().unwrap_or_default();
    let millis = args.next().and_then(|millis| millis.parse().ok());
    let duration = Duration::from_millis(millis.unwrap_or(0));
    match what.as_str() {
        "channel" => channel().await,
        "timers" => timers().await,
        "io" => io().await,
        "sync" => sync().await,
        "tasks" => tasks().await,
        "sleep" => {
            time::sleep(duration).await;
            println!("slept");
        }
        "yield" => {
            let other = task::spawn(yields());
            yields().await;
            other.await.unwrap();
            println!("yielded");
        }
        "never" => {
            println!("waiting");
            future::pending::<()>().await;
        }
        "empty" => {
            // After a timer, so that the runtime's clock was in use.
            time::sleep(Duration::from_millis(1)).await;
            let (_sender, mut receiver) = mpsc::channel::<u8>(1);
            println!("waiting");
            println!("{:?}", receiver.recv().await);
        }
        "blocking" => println!("{:?}", task::spawn_blocking(|| 1).await),
        _ => println!("unknown"),
    }
}

/// Tasks with timers that send to one channel.
async fn channel() {
    let (sender, mut receiver) = mpsc::channel(1);
    for millis in [30, 10, 20] {
        let sender = sender.clone();
        tokio::spawn(async move {
            time::sleep(Duration::from_millis(millis)).await;
            sender.send(millis).await.unwrap();
        });
    }
    drop(sender);
    while let Some(millis) = receiver.recv().await {
        println!("{millis}");
    }
}

async fn timers() {
    let start = Instant::now();
    let mut interval = time::interval(Duration::from_millis(5));
    for _ in 0..3 {
        interval.tick().await;
    }
    println!("{}", start.elapsed() >= Duration::from_millis(10));
    let short = Duration::from_millis(2);
    println!("{:?}", time::timeout(short, future::pending::<()>()).await);
    println!("{:?}", time::timeout(short, async { 7 }).await);
    tokio::select! {
        () = time::sleep(Duration::from_secs(60)) => println!("late"),
        () = time::sleep_until(Instant::now() + short) => println!("early"),
    }
    let both = tokio::join!(time::sleep(short), async { 8 });
    println!("{both:?}");
    let tried = tokio::try_join!(async { Ok::<_, &str>(1) }, async { Err::<u8, _>("failed") });
    println!("{tried:?}");
}

async fn io() {
    let (near, far) = tokio::io::duplex(8);
    let writer = tokio::spawn(async move {
        let (_, mut out) = tokio::io::split(near);
        out.write_all(b"first line\nsecond line\n").await.unwrap();
        out.shutdown().await.unwrap();
    });
    let mut lines = BufReader::new(far).lines();
    while let Some(line) = lines.next_line().await.unwrap() {
        println!("{line}");
    }
    writer.await.unwrap();
    let mut text = String::new();
    let mut both = AsyncReadExt::chain(&b"one "[..], &b"two"[..]);
    both.read_to_string(&mut text).await.unwrap();
    let mut copied = Vec::new();
    let count = tokio::io::copy(&mut text.as_bytes(), &mut copied).await;
    println!("{text} {count:?}");
}

async fn sync() {
    let (sender, receiver) = oneshot::channel();
    let waiting = tokio::spawn(receiver);
    sender.send("once").unwrap();
    println!("{:?}", waiting.await);

    let (sender, mut receiver) = watch::channel(1);
    sender.send(2).unwrap();
    receiver.changed().await.unwrap();
    println!("{}", *receiver.borrow());

    let (sender, mut receiver) = broadcast::channel(2);
    for n in 0..3 {
        sender.send(n).unwrap();
    }
    println!("{:?} {:?}", receiver.recv().await, receiver.recv().await);

    let (notify, semaphore) = (Arc::new(Notify::new()), Arc::new(Semaphore::new(1)));
    let (lock, cell) = (Arc::new(Mutex::new(0)), Arc::new(OnceCell::new()));
    let (map, barrier) = (Arc::new(RwLock::new(0)), Arc::new(Barrier::new(3)));
    let mut set = JoinSet::new();
    for n in 1..=2 {
        let (notify, semaphore) = (Arc::clone(&notify), Arc::clone(&semaphore));
        let (lock, cell) = (Arc::clone(&lock), Arc::clone(&cell));
        let (map, barrier) = (Arc::clone(&map), Arc::clone(&barrier));
        set.spawn(async move {
            notify.notified().await;
            let permit = semaphore.acquire().await.unwrap();
            let mut guard = lock.lock().await;
            *guard += cell.get_or_init(async || n).await;
            task::yield_now().await; // the other task waits for the permit meanwhile
            *guard *= 10;
            *map.write().await += n;
            drop(guard);
            drop(permit);
            barrier.wait().await.is_leader()
        });
    }
    task::yield_now().await;
    notify.notify_waiters();
    barrier.wait().await;
    let leaders = set.join_all().await.iter().filter(|leads| **leads).count();
    println!("{} {} {leaders}", lock.lock().await, map.read().await);
}

/// Spawned, local, aborted and dropped tasks.
async fn tasks() {
    let local = LocalSet::new();
    local
        .run_until(async {
            let text = std::rc::Rc::new("local");
            let task = task::spawn_local(async move { text.len() });
            println!("{:?}", task.await);
        })
        .await;
    let endless = tokio::spawn(future::pending::<()>());
    endless.abort();
    println!("{}", endless.await.unwrap_err().is_cancelled());
    let mut set = JoinSet::new();
    for n in 0..3 {
        set.spawn(async move { n });
    }
    println!("{:?}", set.join_all().await);
    // Dropped with the runtime.
    drop(tokio::spawn(time::sleep(Duration::from_secs(60))));
}

async fn yields() {
    for _ in 0..1000 {
        task::yield_now().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn spawned_task_ends() {
        assert_eq!(tokio::spawn(async { 1 }).await.unwrap(), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn paused_clock_passes_without_a_wait() {
        time::sleep(Duration::from_secs(3600)).await;
    }

    #[tokio::test]
    #[should_panic = "waiting for a notification that no other thread can send"]
    async fn endless_wait_panics() {
        future::pending::<()>().await;
    }
}
