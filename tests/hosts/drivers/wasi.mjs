// Runs a module on the `node:wasi` of Node, Bun or Deno.

import { command, failed } from './command.mjs';

// The warning that it is experimental would go to the guest's standard error.
process.emitWarning = () => {};
const { WASI } = await import('node:wasi');

try {
  const { bytes, args, env } = command();
  const wasi = new WASI({ version: 'preview1', args, env, preopens: { '.': '.' }, returnOnExit: true });
  const module = await WebAssembly.compile(bytes);
  const instance = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: wasi.wasiImport });
  process.exitCode = wasi.start(instance) ?? 0;
} catch (error) {
  failed(error);
}
