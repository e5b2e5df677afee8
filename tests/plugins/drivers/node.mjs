// Plays a transcript on the `node:wasi` of Node: MODULE TRANSCRIPT FOLDER.

import { readFileSync, writeSync } from 'node:fs';
import { callBack, play } from './play.mjs';

// The warning that it is experimental would go to the plug-in's standard error.
process.emitWarning = () => {};
const { WASI } = await import('node:wasi');

const [path, transcript, folder] = process.argv.slice(2);
const module = await WebAssembly.compile(readFileSync(path));
const result = (text) => writeSync(1, text);

await play(readFileSync(transcript, 'utf8'), {
  async create() {
    const wasi = new WASI({ version: 'preview1', env: { HOST: 'set by the host' }, preopens: { '/folder': folder } });
    let exports;
    const env = callBack(() => exports);
    const instance = await WebAssembly.instantiate(module, { ...wasi.getImportObject(), env });
    exports = instance.exports;
    return { instance, initialize: () => wasi.initialize(instance) };
  },
  write(text) {
    result(text);
    writeSync(2, text);
  },
  result,
  // Node throws a symbol of its own, unless `returnOnExit` is false: then it ends its process.
  isExit: (error) => typeof error === 'symbol',
});
