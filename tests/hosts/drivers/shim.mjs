// Runs a module on @bjorn3/browser_wasi_shim in Node, as a page would: standard input is complete at the
// start, and files are in memory.

import { readFileSync, writeSync } from 'node:fs';
import { command, failed, installed } from './command.mjs';

const shim = await import(installed('@bjorn3/browser_wasi_shim/dist/index.js'));
const { run } = await import('./shim-run.mjs');

try {
  const { bytes, args, env } = command();
  const write = (fd) => (chunk) => {
    for (let at = 0; at < chunk.length;) at += writeSync(fd, chunk, at);
  };
  process.exitCode = await run(shim, { bytes, args, env, stdin: readFileSync(0), stdout: write(1), stderr: write(2) });
} catch (error) {
  failed(error);
}
