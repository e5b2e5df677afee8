"""Plays a transcript on wasmtime: MODULE TRANSCRIPT FOLDER."""

import os
import sys
from wasmtime import Engine, ExitTrap, Func, FuncType, Linker, Module, Store, Trap, ValType, WasiConfig

path, transcript, folder = sys.argv[1:]
engine = Engine()
module = Module.from_file(engine, path)


def result(text):
    os.write(1, text.encode())


class Plugin:
    def __init__(self):
        self.store = Store(engine)
        wasi = WasiConfig()
        wasi.env = [("HOST", "set by the host")]
        wasi.inherit_stdout()
        wasi.inherit_stderr()
        wasi.preopen_dir(folder, "/folder")
        self.store.set_wasi(wasi)
        linker = Linker(engine)
        linker.define_wasi()
        kind = FuncType([ValType.i32()], [ValType.i32()])
        linker.define_func("env", "call_back", kind, self.call_back)
        self.exports = linker.instantiate(self.store, module).exports(self.store)

    def call(self, name, *args):
        return self.exports[name](self.store, *args)

    def call_back(self, by):
        seen = self.call("count", by)
        self.call("print", by)
        return seen


plugin = Plugin()
for line in open(transcript, encoding="utf-8"):
    if not line.startswith("> "):
        continue
    result(line)
    os.write(2, line.encode())
    name, *args = line[2:].split()
    times = 1
    if name.isdigit():
        times, name, *args = int(name), *args
    try:
        if name == "new":
            plugin = Plugin()
        elif name in ("initialize", "initialize_again"):
            plugin.call("_initialize")
        else:
            for _ in range(times):
                value = plugin.call(name, *map(int, args))
            result("=\n" if value is None else f"= {value}\n")
    except ExitTrap:
        result("! exit\n")
    except Trap as trap:
        result(f"! trap: {trap.message.splitlines()[-1].strip()}\n")
