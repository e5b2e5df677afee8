// Plays a transcript on @bjorn3/browser_wasi_shim in a page of headless Chromium, without network
// access: MODULE TRANSCRIPT FOLDER.

import { readFileSync, readdirSync, writeSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(process.env.NANOWASI_PACKAGES, 'node_modules');
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

const [path, transcript, folder] = process.argv.slice(2);
const files = Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

const server = await serve({ '/': '<!doctype html><title>host</title>', '/module.wasm': readFileSync(path) });
const { chromium } = await import(pathToFileURL(join(packages, 'playwright-core/index.mjs')).href);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, headless: true, args: flags });
const page = await browser.newPage();
await page.goto(`http://127.0.0.1:${server.address().port}/`);
try {
  const written = await page.evaluate(inPage, { transcript: readFileSync(transcript, 'utf8'), files });
  writeSync(1, written.stdout);
  writeSync(2, written.stderr);
} finally {
  await browser.close();
  server.close();
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

async function serve(fixed) {
  const types = { js: 'text/javascript', mjs: 'text/javascript', wasm: 'application/wasm' };
  const server = createServer((request, response) => {
    const url = normalize(new URL(request.url, 'http://host').pathname);
    const shim = join(packages, '@bjorn3/browser_wasi_shim/dist');
    try {
      let body = fixed[url];
      if (['/play.mjs', '/shim-play.mjs'].includes(url)) body = readFileSync(join(here, url));
      else if (url.startsWith('/shim/')) body = readFileSync(join(shim, url.slice('/shim/'.length)));
      if (body === undefined) throw new Error('no such file');
      response.writeHead(200, { 'Content-Type': types[url.split('.').pop()] ?? 'text/html' });
      response.end(body);
    } catch {
      response.writeHead(404);
      response.end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
