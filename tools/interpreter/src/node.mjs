// Runs a module on `node:wasi`: [--dir HOST::GUEST]... [--env KEY=VALUE]... MODULE [ARG]...

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { WASI } from 'node:wasi';

const [preopens, env] = [{}, {}];
const args = process.argv.slice(1);
while (args[0] === '--dir' || args[0] === '--env') {
  const [option, value] = args.splice(0, 2);
  if (option === '--dir') {
    const at = value.lastIndexOf('::');
    preopens[value.slice(at + 2)] = value.slice(0, at);
  } else {
    const at = value.indexOf('=');
    env[value.slice(0, at)] = value.slice(at + 1);
  }
}

const fail = (status, error) => {
  process.stderr.write(`guest: ${error?.message ?? error}\n`);
  process.exit(status);
};
const path = args[0];
args[0] = basename(path);
const wasi = new WASI({ version: 'preview1', args, env, preopens, returnOnExit: true });
let instance;
try {
  const module = await WebAssembly.compile(readFileSync(path));
  instance = await WebAssembly.instantiate(module, wasi.getImportObject());
} catch (error) {
  fail(126, error);
}
try {
  process.exitCode = wasi.start(instance) ?? 0;
} catch (error) {
  const pointer = instance.exports.__stack_pointer?.value ?? 0;
  fail(134, pointer < 0 ? 'the stack pointer is below the memory' : error);
}
