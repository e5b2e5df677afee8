// Plays a transcript on @bjorn3/browser_wasi_shim in a page of headless Chromium, without network
// access: MODULE TRANSCRIPT FOLDER.

import { readFileSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openPage } from '../../hosts/drivers/page.mjs';

const [path, transcript, folder] = process.argv.slice(2);
const files = Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
const driver = (name) => readFileSync(new URL(name, import.meta.url));
const { page, close } = await openPage({
  '/module.wasm': readFileSync(path),
  '/play.mjs': driver('play.mjs'),
  '/shim-play.mjs': driver('shim-play.mjs'),
}, 60, (message) => {
  console.error(message);
  process.exit(1);
});
try {
  const written = await page.evaluate(inPage, { transcript: readFileSync(transcript, 'utf8'), files });
  writeSync(1, written.stdout);
  writeSync(2, written.stderr);
} finally {
  await close();
}

/** Runs in the page, so it cannot use the other functions of this file. */
async function inPage({ transcript, files }) {
  const shim = await import('/shim/index.js');
  const { playOnShim } = await import('/shim-play.mjs');
  const bytes = await (await fetch('/module.wasm')).arrayBuffer();
  const written = { stdout: '', stderr: '' };
  const keep = (name) => (chunk) => (written[name] += new TextDecoder().decode(chunk));
  await playOnShim(shim, { bytes, transcript, files, stdout: keep('stdout'), stderr: keep('stderr') });
  return written;
}
