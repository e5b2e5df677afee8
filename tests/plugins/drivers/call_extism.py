"""Calls an Extism plug-in in the host of PyPI's `extism`: MODULE [EXPORT INPUT]…

Without exports, it makes the calls of the plug-in `words`.
"""

import os
import sys

# Shows what a plug-in prints.
os.environ["EXTISM_ENABLE_WASI_OUTPUT"] = "1"

import extism

path, *calls = sys.argv[1:]


def show(text):
    os.write(1, f"{text}\n".encode())


def new():
    manifest = {"wasm": [{"path": path}], "config": {"title": "a title"}}
    return extism.Plugin(manifest, wasi=True)


def call(plugin, name, text):
    try:
        show(f"{name} = {bytes(plugin.call(name, text)).decode()}")
    except extism.Error as error:
        # A trap has a backtrace in the next lines.
        show(f"{name}: {str(error).splitlines()[0]}")


plugin = new()
if calls:
    for name, text in zip(calls[::2], calls[1::2]):
        call(plugin, name, text)
else:
    call(plugin, "words", "to be or not to be")
    call(plugin, "words", "more words")
    call(plugin, "refuse", "no")
    call(plugin, "fail", "a reason")
    show("new")
    plugin = new()
    call(plugin, "words", "one")
