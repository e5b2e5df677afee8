// Plays a transcript on @bjorn3/browser_wasi_shim, in Node or in a browser.

import { callBack, play } from './play.mjs';

/** `stdout` and `stderr` are called with what the plug-in writes, and with the lines of the calls. */
export async function playOnShim(shim, { bytes, transcript, files, stdout, stderr }) {
  const { WASI, File, OpenFile, PreopenDirectory, ConsoleStdout } = shim;
  const module = await WebAssembly.compile(bytes);
  const utf8 = (text) => new TextEncoder().encode(text);
  await play(transcript, {
    async create() {
      const entries = Object.entries(files).map(([name, text]) => [name, new File(utf8(text))]);
      const wasi = new WASI([], ['HOST=set by the host'], [
        new OpenFile(new File([])),
        new ConsoleStdout(stdout),
        new ConsoleStdout(stderr),
        new PreopenDirectory('/folder', new Map(entries)),
      ], { debug: false });
      let exports;
      const env = callBack(() => exports);
      const instance = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: wasi.wasiImport, env });
      exports = instance.exports;
      return { instance, initialize: () => wasi.initialize(instance) };
    },
    write(text) {
      stdout(utf8(text));
      stderr(utf8(text));
    },
    result: (text) => stdout(utf8(text)),
    isExit: (error) => error instanceof shim.WASIProcExit,
  });
}
