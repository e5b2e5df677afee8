"""Runs a module on pywasm: MODULE [KEY=VALUE…] -- [ARG…]. The sandbox is the current directory."""

import os
import sys

import pywasm

path, *rest = sys.argv[1:]
end = rest.index("--")
env = dict(pair.split("=", 1) for pair in rest[:end])
# Under the name `.`, most calls answer PERM: it compares a path that it has normalized with the name, which it has not.
runtime = pywasm.core.Runtime()
wasi = pywasm.wasi.Preview1([os.path.basename(path), *rest[end + 1 :]], {"/": "."}, env)
wasi.bind(runtime)
try:
    code = wasi.main(runtime, runtime.instance_from_file(path))
except Exception as error:
    print(f"host: {type(error).__name__}: {error}", file=sys.stderr)
    code = 134
sys.stdout.flush()
sys.exit(code)
