//! host MODULE EXPORT [INPUT…]: calls an export of a plug-in once for each input.

use std::{env, fs};

use wasmtime::error::Context;
use wasmtime::{Engine, Instance, Memory, Module, Result, Store};

/// An instance of a plug-in.
struct Plugin {
    store: Store<()>,
    instance: Instance,
    memory: Memory,
}

impl Plugin {
    /// Creates and initializes an instance of a module without imports.
    fn new(module: &Module) -> Result<Self> {
        let mut store = Store::new(module.engine(), ());
        let instance = Instance::new(&mut store, module, &[])?;
        let initialize = instance.get_typed_func::<(), ()>(&mut store, "_initialize")?;
        initialize.call(&mut store, ())?;
        let memory = instance.get_memory(&mut store, "memory");
        let memory = memory.context("there is no memory")?;
        Ok(Self {
            store,
            instance,
            memory,
        })
    }

    /// Calls an export. The outer error is a trap, the inner error is the plug-in's own.
    fn call(&mut self, export: &str, input: &[u8]) -> Result<Result<Vec<u8>, Vec<u8>>> {
        let (instance, mut store) = (self.instance, &mut self.store);
        let alloc = instance.get_typed_func::<u32, u32>(&mut store, "alloc")?;
        let dealloc = instance.get_typed_func::<(u32, u32), ()>(&mut store, "dealloc")?;
        let export = instance.get_typed_func::<(u32, u32), u64>(&mut store, export)?;
        let len = u32::try_from(input.len())?;
        let address = alloc.call(&mut store, len)?;
        wasmtime::ensure!(address != 0, "the plug-in has no memory for the input");
        self.memory.write(&mut store, address as usize, input)?;
        let result = export.call(&mut store, (address, len))?;
        let address = u32::try_from(result & 0xffff_ffff)?;
        let len = u32::try_from(result >> 32 & 0x7fff_ffff)?;
        let rest = self.memory.data(&store).get(address as usize..);
        let output = rest.and_then(|rest| rest.get(..len as usize));
        let output = output
            .context("the output is outside of the memory")?
            .to_vec();
        dealloc.call(&mut store, (address, len))?;
        Ok(if result >> 63 == 1 {
            Err(output)
        } else {
            Ok(output)
        })
    }

    /// Returns the message of the panic that was the reason of a trap.
    fn panic_message(&mut self) -> Option<String> {
        let (instance, mut store) = (self.instance, &mut self.store);
        let message = instance.get_typed_func::<(), u32>(&mut store, "nanowasi_panic_message");
        let address = message.ok()?.call(&mut store, ()).ok()?;
        let text = self.memory.data(&store).get(address as usize..)?;
        let text = text.split(|byte| *byte == 0).next()?;
        Some(String::from_utf8_lossy(text).into_owned())
    }
}

fn main() -> Result<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    let [module, export, inputs @ ..] = args.as_slice() else {
        wasmtime::bail!("usage: host MODULE EXPORT [INPUT…]");
    };
    let module = Module::new(&Engine::default(), fs::read(module)?)?;
    let mut plugin = Plugin::new(&module)?;
    for input in inputs {
        match plugin.call(export, input.as_bytes()) {
            Ok(Ok(output)) => println!("{}", String::from_utf8_lossy(&output)),
            Ok(Err(error)) => println!("error: {}", String::from_utf8_lossy(&error)),
            Err(trap) => {
                let message = plugin.panic_message().unwrap_or_else(|| trap.to_string());
                println!("trap: {message}");
                // The old instance still holds its lock.
                plugin = Plugin::new(&module)?;
            }
        }
    }
    Ok(())
}
