// Plays a transcript on @bjorn3/browser_wasi_shim in Node: MODULE TRANSCRIPT FOLDER.

import { readFileSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { playOnShim } from './shim-play.mjs';

const [path, transcript, folder] = process.argv.slice(2);
const entry = join(process.env.NANOWASI_PACKAGES, 'node_modules/@bjorn3/browser_wasi_shim/dist/index.js');
const shim = await import(pathToFileURL(entry).href);
const files = Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

await playOnShim(shim, {
  bytes: readFileSync(path),
  transcript: readFileSync(transcript, 'utf8'),
  files,
  stdout: (chunk) => writeSync(1, chunk),
  stderr: (chunk) => writeSync(2, chunk),
});
