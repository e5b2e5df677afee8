//! The data of a run, which wasmi passes to each import.

use std::io::Write;
use std::sync::Arc;

use wasmi::{Func, Linker, Module};
use wasmi_wasi::WasiCtx;

/// The data of a run.
pub(crate) struct State {
    /// The state of preview 1: arguments, environment, descriptors.
    pub(crate) wasi: WasiCtx,
    /// What the wrappers of imports share, with `--trace`.
    pub(crate) trace: Option<Trace>,
}

/// What the wrappers of imports share.
pub(crate) struct Trace {
    /// Where each call is written to.
    pub(crate) out: Box<dyn Write + Send>,
    /// The real imports, without the guest's memory, which is known from the first call on.
    pub(crate) real: Linker<State>,
    /// A module with a trampoline for each import.
    pub(crate) shim: Module,
    /// The names of the trampolines.
    pub(crate) names: Vec<String>,
    /// The trampolines in the order of `names`, once the first call needs them.
    pub(crate) trampolines: Option<Arc<[Func]>>,
}
