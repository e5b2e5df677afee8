// The display of a result: output of any length and kind, imports, sizes.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

// 10 MiB of lines, each of four words and 16 bytes.
const LINES = (10 * 1024 * 1024) / 16;
const LARGE = Buffer.from("one two thr 345\n".repeat(LINES));

// Runs a tool with a file of the device as standard input.
async function runWith(site, tool, content) {
  const view = await site.open(`#tool=${tool}&args=`);
  const folder = await mkdtemp(join(tmpdir(), "nanowasi-web-"));
  try {
    const file = join(folder, "input.bin");
    await writeFile(file, content);
    await view.page.locator("#stdin-file").setInputFiles(file);
    await watch(view);
    return { view, seen: await view.run(), longest: await view.page.evaluate(() => globalThis.longest) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

// Makes the page record the longest time that its thread was blocked.
function watch(view) {
  return view.page.evaluate(() => {
    let last = performance.now();
    globalThis.longest = 0;
    setInterval(() => {
      globalThis.longest = Math.max(globalThis.longest, performance.now() - last);
      last = performance.now();
    }, 5);
  });
}

export async function ten_mebibytes_are_counted(site) {
  const { view, seen, longest } = await runWith(site, "wc", LARGE);
  assert.match(await view.page.locator("#stdin-note").textContent(), /^input\.bin, 10,485,760 bytes/);
  const stdout = `${LINES} ${4 * LINES} ${16 * LINES}\n`;
  assert.deepEqual(seen, { status: "wc ended with status 0.", stdout, stderr: "" });
  assert.ok(longest < 500, `the page was busy for ${longest} ms`);
  // The button restores the text as standard input.
  await view.page.getByRole("button", { name: "Use the text again" }).click();
  await view.stdin.fill("x");
  assert.equal((await view.run()).stdout, "0 1 1\n");
}

// The layout of 10 MiB takes too long. The text is cut, so the download must have all of it.
export async function long_output_is_cut_and_downloaded_whole(site) {
  const { view, seen } = await runWith(site, "cat", LARGE);
  assert.equal(seen.stdout.length, 16 * 1024);
  assert.equal(await view.page.locator("#stdout h3 small").textContent(), "10,485,760 bytes");
  const bytes = await view.download(view.page.locator("#stdout .download"));
  assert.ok(bytes.equals(LARGE));
  await view.page.getByRole("button", { name: "Show more" }).click();
  assert.equal((await view.page.locator("#stdout pre").textContent()).length, 512 * 1024);
}

// Bytes that are not text must be shown escaped, and kept in the download.
export async function bytes_that_are_not_text(site) {
  const bytes = Buffer.from([0x61, 0xff, 0xc3, 0xa4, 0x00, 0x1b, 0x5b, 0xe2, 0x82, 0x0a, 0x09, 0xed, 0xa0, 0x80]);
  const { view, seen } = await runWith(site, "cat", bytes);
  assert.equal(seen.stdout, "a\\xFFä\\x00\\x1B[\\xE2\\x82\n\t\\xED\\xA0\\x80");
  assert.equal(await view.page.locator("#stdout mark").first().textContent(), "\\xFF");
  assert.ok((await view.download(view.page.locator("#stdout .download"))).equals(bytes));
}

// Output must never be parsed as markup.
export async function output_is_not_markup(site) {
  const view = await site.open("#tool=echo&args='<img src=x onerror=alert(1)>'");
  assert.equal((await view.run()).stdout, "<img src=x onerror=alert(1)>\n");
  assert.equal(await view.page.locator("#stdout img").count(), 0);
}

// The page must list the imports of the module, with the exact number of calls.
export async function imports_are_counted(site) {
  const view = await site.open("#tool=hello");
  await view.run();
  const wasm = await (await fetch(`${site.url}modules/hello.wasm`)).arrayBuffer();
  const names = WebAssembly.Module.imports(new WebAssembly.Module(wasm)).map(({ name }) => name);
  const calls = await view.imports();
  assert.deepEqual(Object.keys(calls).sort(), names.sort());
  assert.deepEqual(calls, { fd_fdstat_get: 1, fd_write: 1, poll_oneoff: 0, proc_exit: 0 });
  // All lines in one call, as to a pipe. To a terminal, each line is a call.
  await view.choose("sort");
  await view.run();
  assert.equal((await view.imports()).fd_write, 1);
}

export async function sizes_are_those_of_the_modules(site) {
  const tools = await site.tools();
  assert.equal(tools.length, 10);
  const view = await site.open();
  const figure = (number) => `${number.toLocaleString("en")} bytes`;
  for (const { name, module, bytes, std } of tools) {
    const wasm = await (await fetch(site.url + module)).arrayBuffer();
    assert.equal(wasm.byteLength, bytes, name);
    await view.choose(name);
    const expected = std === null ? [figure(bytes)] : [figure(bytes), figure(std)];
    assert.deepEqual(await view.page.locator("#bars dd").allTextContents(), expected, name);
    const widths = await view.page.locator("#bars .bar").evaluateAll((bars) => bars.map((bar) => bar.offsetWidth));
    if (std !== null) assert.ok(Math.abs(widths[0] - Math.max((widths[1] * bytes) / std, 3)) < 2, `${name}: ${widths}`);
    const cells = await view.page.locator(`#sizes [data-tool=${name}] :is(th, td:not(.wide))`).allTextContents();
    assert.deepEqual(cells, [name, bytes.toLocaleString("en"), std === null ? "–" : std.toLocaleString("en")]);
    assert.match(await view.page.locator("#size-summary").textContent(), std === null ? /no version with std/ : /times less/);
  }
}
