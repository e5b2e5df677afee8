// Runs a module on @bjorn3/browser_wasi_shim in a page of headless Chromium, without network access.

import { readFileSync } from 'node:fs';
import { command, failed } from './command.mjs';
import { openPage } from './page.mjs';

try {
  const { bytes, args, env } = command();
  const { page, close } = await openPage({
    '/module.wasm': bytes,
    '/stdin': readFileSync(0),
    '/shim-run.mjs': readFileSync(new URL('shim-run.mjs', import.meta.url)),
  }, 15, failed);
  const ended = await page.evaluate(inPage, { args, env });
  process.stdout.write(Buffer.from(ended.stdout, 'base64'));
  process.stderr.write(Buffer.from(ended.stderr, 'base64'));
  if (ended.error !== undefined) process.stderr.write(`host: ${ended.error}\n`);
  await close();
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
