"""Runs a module on the wasmtime package of PyPI: MODULE [KEY=VALUE…] -- [ARG…]. The sandbox is the current directory."""

import os
import sys

import wasmtime

path, *rest = sys.argv[1:]
end = rest.index("--")
config = wasmtime.WasiConfig()
config.argv = [os.path.basename(path), *rest[end + 1 :]]
config.env = [tuple(pair.split("=", 1)) for pair in rest[:end]]
config.inherit_stdin()
config.inherit_stdout()
config.inherit_stderr()
config.preopen_dir(".", ".")

engine = wasmtime.Engine()
store = wasmtime.Store(engine)
store.set_wasi(config)
linker = wasmtime.Linker(engine)
linker.define_wasi()
try:
    instance = linker.instantiate(store, wasmtime.Module.from_file(engine, path))
    instance.exports(store)["_start"](store)
except wasmtime.ExitTrap as ended:
    sys.stdout.flush()
    os._exit(ended.code)
except (wasmtime.Trap, wasmtime.WasmtimeError) as error:
    print(f"host: {error}", file=sys.stderr)
    sys.stderr.flush()
    os._exit(134)
