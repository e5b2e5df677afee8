//! Where a program's time goes, by function: for whoever wants to know why a row is what it is.
//!
//! The host looks at what runs some thousand times a second, at the next loop or call. What is called so
//! that no loop is in it counts for its caller as well, and a call to the host for where it was called.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use wasmtime::{Config, Engine, Module, Result, Store, UpdateDeadline, WasmBacktrace};
use wasmtime_wasi::p1::WasiP1Ctx;

use nanowasi_speed::host::{Host, Work};

/// How many functions are told.
const MOST: usize = 14;

/// The functions that a run was in, each with its part of the whole, most first.
pub fn profile(wasm: &[u8], work: Work<'_>) -> Result<Vec<(String, f64)>> {
    let mut config = Config::new();
    config.epoch_interruption(true);
    let host = Host::with(&config)?;
    let module = host.compile(wasm)?;
    let seen: Arc<Mutex<HashMap<String, u32>>> = Arc::default();
    let ended = Arc::new(AtomicBool::new(false));
    let ticks = {
        let (engine, ended) = (host.engine().clone(), Arc::clone(&ended));
        thread::spawn(move || tick(&engine, &ended))
    };
    let ran = run(&host, &module, work, &seen);
    ended.store(true, Relaxed);
    ticks.join().expect("a clock doesn't panic");
    ran?;
    let seen = seen.lock().expect("a look doesn't panic");
    let all: u32 = seen.values().sum();
    let mut parts: Vec<(String, f64)> = seen
        .iter()
        .map(|(name, count)| (name.clone(), f64::from(*count) / f64::from(all.max(1))))
        .collect();
    parts.sort_by(|a, b| b.1.total_cmp(&a.1));
    parts.truncate(MOST);
    Ok(parts)
}

fn tick(engine: &Engine, ended: &AtomicBool) {
    while !ended.load(Relaxed) {
        thread::sleep(Duration::from_micros(200));
        engine.increment_epoch();
    }
}

fn run(
    host: &Host,
    module: &Module,
    work: Work<'_>,
    seen: &Arc<Mutex<HashMap<String, u32>>>,
) -> Result<()> {
    let seen = Arc::clone(seen);
    let look = move |store: wasmtime::StoreContextMut<'_, WasiP1Ctx>| {
        let trace = WasmBacktrace::capture(&store);
        let frame = trace.frames().first();
        let name = frame.and_then(|frame| frame.func_name()).unwrap_or("?");
        let name = format!("{:#}", rustc_demangle::demangle(name));
        *seen
            .lock()
            .expect("a look doesn't panic")
            .entry(name)
            .or_default() += 1;
        Ok(UpdateDeadline::Continue(1))
    };
    host.run_watched(module, work, |store: &mut Store<WasiP1Ctx>| {
        store.set_epoch_deadline(1);
        store.epoch_deadline_callback(look);
    })?;
    Ok(())
}
