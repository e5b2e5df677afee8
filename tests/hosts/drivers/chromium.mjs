// Runs a module on @bjorn3/browser_wasi_shim in a page of headless Chromium, without network access.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { command, failed, installed } from './command.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const shim = join(process.env.NANOWASI_PACKAGES, 'node_modules/@bjorn3/browser_wasi_shim/dist');
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

try {
  const { bytes, args, env } = command();
  const stdin = readFileSync(0);
  const server = await serve({ '/module.wasm': bytes, '/stdin': stdin });
  const { chromium } = await import(installed('playwright-core/index.mjs'));
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, headless: true, args: flags });
  // Killing this process would leave the browser running, so this process stops first.
  setTimeout(async () => {
    await browser.close();
    failed('still running after 15 seconds');
  }, 15_000).unref();
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const ended = await page.evaluate(inPage, { args, env });
  process.stdout.write(Buffer.from(ended.stdout, 'base64'));
  process.stderr.write(Buffer.from(ended.stderr, 'base64'));
  if (ended.error !== undefined) process.stderr.write(`host: ${ended.error}\n`);
  await browser.close();
  server.close();
  process.exitCode = ended.status;
} catch (error) {
  failed(error);
}

/** Runs in the page, so it cannot use the other functions of this file. */
async function inPage({ args, env }) {
  const shim = await import('/shim/index.js');
  const { run } = await import('/shim-run.mjs');
  const fetched = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer());
  const [bytes, stdin] = [await fetched('/module.wasm'), await fetched('/stdin')];
  const written = { stdout: [], stderr: [] };
  const keep = (chunks) => (chunk) => chunks.push(chunk.slice());
  const text = async (chunks) => {
    const url = await new Promise((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result);
      reader.readAsDataURL(new Blob(chunks));
    });
    return url.slice(url.indexOf(',') + 1);
  };
  let status = 134;
  let error;
  try {
    const [stdout, stderr] = [keep(written.stdout), keep(written.stderr)];
    status = await run(shim, { bytes, args, env, stdin, stdout, stderr });
  } catch (thrown) {
    error = String(thrown);
  }
  return { status, error, stdout: await text(written.stdout), stderr: await text(written.stderr) };
}

async function serve(files) {
  const types = { js: 'text/javascript', mjs: 'text/javascript', wasm: 'application/wasm' };
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url, 'http://host').pathname);
    const type = types[path.split('.').pop()] ?? 'application/octet-stream';
    try {
      let body = files[path];
      if (path === '/') body = '<!doctype html><title>host</title>';
      else if (path === '/shim-run.mjs') body = readFileSync(join(here, 'shim-run.mjs'));
      else if (path.startsWith('/shim/')) body = readFileSync(join(shim, path.slice('/shim/'.length)));
      if (body === undefined) throw new Error('no such file');
      response.writeHead(200, { 'Content-Type': path === '/' ? 'text/html' : type });
      response.end(body);
    } catch {
      response.writeHead(404);
      response.end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
