// Calls a waPC plug-in with the host of npm: MODULE.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(process.env.NANOWASI_PACKAGES, 'package.json'));
const { instantiate } = require('@wapc/host');

const bytes = readFileSync(process.argv[2]);
const hostCall = (binding, namespace, operation, message) => {
  const text = `${binding}/${namespace}/${operation}(${new TextDecoder().decode(message)})`;
  if (message.length === 1) throw new Error(`refused ${text}`);
  return new TextEncoder().encode(text);
};

/** Calls an operation, and shows its result. */
async function invoke(host, operation, text) {
  try {
    const result = await host.invoke(operation, new TextEncoder().encode(text));
    console.log(`${operation} = ${new TextDecoder().decode(result)}`);
  } catch (error) {
    console.log(`${operation}: ${error}`);
  }
}

let host = await instantiate(bytes, hostCall);
await invoke(host, 'words', 'to be or not to be');
await invoke(host, 'words', 'more words');
await invoke(host, 'words', '1');
await invoke(host, 'fail', 'an error');
await invoke(host, 'missing', '');
await invoke(host, 'fail', '');
console.log('new');
host = await instantiate(bytes, hostCall);
await invoke(host, 'words', 'counted from one');
