// Calls an Extism plug-in with the host of npm, in Node: MODULE.

import { readFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

// The warning that `node:wasi` is experimental would go to the plug-in's standard error.
process.emitWarning = () => {};
const require = createRequire(join(process.env.NANOWASI_PACKAGES, 'package.json'));
const { createPlugin } = require('@extism/extism');

const bytes = readFileSync(process.argv[2]);
const create = () => createPlugin({ wasm: [{ data: bytes }] }, {
  useWasi: true,
  enableWasiOutput: true,
  config: { title: 'a title' },
});

/** Makes a call, and shows its result. */
async function call(plugin, name, text) {
  try {
    const result = await plugin.call(name, text);
    writeSync(1, `${name} = ${result?.text()}\n`);
  } catch (error) {
    writeSync(1, `${name}: ${error}\n`);
  }
}

let plugin = await create();
await call(plugin, 'words', 'to be or not to be');
await call(plugin, 'words', 'more words');
await call(plugin, 'refuse', 'no');
await call(plugin, 'fail', 'a reason');
await plugin.close();
writeSync(1, 'new\n');
plugin = await create();
await call(plugin, 'words', 'one');
await plugin.close();
