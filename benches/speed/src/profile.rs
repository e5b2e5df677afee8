//! A sampling profiler: which functions a program spends its time in.
//!
//! The host takes some thousand samples a second, each at the next loop or function entry. So the
//! time of a function without a loop may count for its caller, and a call to the host counts for
//! its caller.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use wasmtime::{Config, Engine, Module, Result, Store, UpdateDeadline, WasmBacktrace};
use wasmtime_wasi::p1::WasiP1Ctx;

use nanowasi_speed::host::{Host, Work};

/// The number of functions that are reported.
const MAX_FUNCTIONS: usize = 14;

/// Returns the functions of a run with their share of the time, the largest first.
pub fn profile(wasm: &[u8], work: Work<'_>) -> Result<Vec<(String, f64)>> {
    let mut config = Config::new();
    config.epoch_interruption(true);
    let host = Host::with(&config)?;
    let module = host.compile(wasm)?;
    let samples: Arc<Mutex<HashMap<String, u32>>> = Arc::default();
    let ended = Arc::new(AtomicBool::new(false));
    let ticks = {
        let (engine, ended) = (host.engine().clone(), Arc::clone(&ended));
        thread::spawn(move || tick(&engine, &ended))
    };
    let ran = run(&host, &module, work, &samples);
    ended.store(true, Relaxed);
    ticks.join().expect("a clock doesn't panic");
    ran?;
    let samples = samples.lock().expect("a sample doesn't panic");
    let all: u32 = samples.values().sum();
    let mut parts: Vec<(String, f64)> = samples
        .iter()
        .map(|(name, count)| (name.clone(), f64::from(*count) / f64::from(all.max(1))))
        .collect();
    parts.sort_by(|a, b| b.1.total_cmp(&a.1));
    parts.truncate(MAX_FUNCTIONS);
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
    samples: &Arc<Mutex<HashMap<String, u32>>>,
) -> Result<()> {
    let samples = Arc::clone(samples);
    let sample = move |store: wasmtime::StoreContextMut<'_, WasiP1Ctx>| {
        let trace = WasmBacktrace::capture(&store);
        let frame = trace.frames().first();
        let name = frame.and_then(|frame| frame.func_name()).unwrap_or("?");
        let name = format!("{:#}", rustc_demangle::demangle(name));
        *samples
            .lock()
            .expect("a sample doesn't panic")
            .entry(name)
            .or_default() += 1;
        Ok(UpdateDeadline::Continue(1))
    };
    host.run_watched(module, work, |store: &mut Store<WasiP1Ctx>| {
        store.set_epoch_deadline(1);
        store.epoch_deadline_callback(sample);
    })?;
    Ok(())
}
