// Opens a page in headless Chromium, whose files a local server provides. There is no other network
// access.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installed } from './command.mjs';

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const types = { html: 'text/html', js: 'text/javascript', mjs: 'text/javascript', wasm: 'application/wasm' };

/**
 * Returns the page, and a function that closes the browser and the server. After `seconds`, closes both and calls
 * `late`: a process that is killed would leave the browser running.
 *
 * `files` has the content of each file by its path. The files of @bjorn3/browser_wasi_shim are below `/shim`.
 */
export async function openPage(files, seconds, late) {
  const server = await serve({ '/index.html': '<!doctype html><title>host</title>', ...files });
  const { chromium } = await import(installed('playwright-core/index.mjs'));
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, headless: true, args: flags });
  const close = async () => {
    await browser.close();
    server.close();
  };
  setTimeout(() => close().finally(() => late(`still running after ${seconds} seconds`)), seconds * 1000).unref();
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/index.html`);
  return { page, close };
}

async function serve(files) {
  const shim = fileURLToPath(installed('@bjorn3/browser_wasi_shim/dist'));
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url, 'http://host').pathname);
    const type = types[path.split('.').pop()] ?? 'application/octet-stream';
    try {
      const body = path.startsWith('/shim/') ? readFileSync(join(shim, path.slice('/shim/'.length))) : files[path];
      if (body === undefined) throw new Error('no such file');
      response.writeHead(200, { 'Content-Type': type });
      response.end(body);
    } catch {
      response.writeHead(404);
      response.end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
