// Each tool with arguments, input and files: its exact output and its status.

import assert from "node:assert/strict";

// Runs a tool, and compares its status and output.
async function check(site, tool, { args = "", stdin = "", files = {} }, expected) {
  const view = await site.open(`#tool=${tool}&files=none`);
  await view.args.fill(args);
  await view.stdin.fill(stdin);
  await view.files(files);
  const status = `${tool} ended with status 0.`;
  assert.deepEqual(await view.run(), { status, stdout: "", stderr: "", ...expected });
  return view;
}

export const hello = (site) => check(site, "hello", {}, { stdout: "Hello, world!\n" });

export const exit = (site) => check(site, "exit", {}, { status: "exit ended with status 42." });

// The shim reports the length of arguments in characters, and writes more bytes than it reported.
// The crate reserves space for that.
export async function echo(site) {
  const args = `plain 'two  spaces' "a \\"quoted\\" 'one'" back\\ slash '' "" Größe 🎈🎈🎈`;
  const stdout = `plain two  spaces a "quoted" 'one' back slash   Größe 🎈🎈🎈\n`;
  const view = await check(site, "echo", { args }, { stdout });
  const chips = await view.page.locator("#argv code").allTextContents();
  assert.deepEqual(chips, [
    "echo",
    "plain",
    "two  spaces",
    `a "quoted" 'one'`,
    "back slash",
    "",
    "",
    "Größe",
    "🎈🎈🎈",
  ]);
}

export const cat = (site) =>
  check(
    site,
    "cat",
    { args: "a.txt - below/b.txt", stdin: "from input\n", files: { "a.txt": "first\n", "below/b.txt": "no end" } },
    { stdout: "first\nfrom input\nno end" },
  );

export const wc = (site) =>
  check(
    site,
    "wc",
    { args: "a.txt -", stdin: "three words, here\n", files: { "a.txt": "one\ntwo\n\nfour  5" } },
    { stdout: "3 4 16 a.txt\n1 3 18 -\n" },
  );

// Folders are listed with size 0, also empty ones.
export const sizer = (site) =>
  check(
    site,
    "sizer",
    { files: { "a.txt": "12345", "empty/": "", "below/b.txt": "1" } },
    {
      stdout: [`"a.txt", filesize: 5`, `"empty", filesize: 0`, `"below", filesize: 0`]
        .map((line) => `filename: ${line} bytes\n`)
        .join(""),
    },
  );

export const sort = (site) =>
  check(site, "sort", { stdin: "pear\nQuince\n\napple" }, { stdout: "\nQuince\napple\npear\n" });

export const sum = (site) =>
  check(
    site,
    "sum",
    { stdin: "1\nx\n4\n" },
    { status: "sum ended with status 1.", stdout: "5 2.500\n", stderr: "sum: line 2: `x` is not an integer\n" },
  );

// This host ends a tool at `proc_raise`, where hosts without signals continue to status 101.
export async function panic(site) {
  const message = /^panicked at examples\/src\/bin\/panic\.rs:\d+:\d+: something went wrong\n$/;
  const view = await site.open("#tool=panic");
  const { status, stdout, stderr } = await view.run();
  assert.deepEqual([status, stdout], ["panic ended by signal 6 (ABRT).", ""]);
  assert.match(stderr, message);
  assert.match(await view.page.locator("#status-note").textContent(), /proc_raise.*status 101/);
  assert.equal((await view.imports()).proc_raise, 1);
}

export async function mkdir(site) {
  const view = await check(site, "mkdir", { args: "-p a/b there", files: { "there/x.txt": "" } }, {});
  assert.deepEqual(await view.page.locator("#changes li").allTextContents(), ["a/ created", "a/b/ created"]);
  // The shim reports success for an existing directory.
  await view.args.fill("there c missing/d");
  const stderr = "mkdir: there: EXIST\nmkdir: missing/d: NOENT\n";
  assert.deepEqual(await view.run(), { status: "mkdir ended with status 1.", stdout: "", stderr });
  assert.deepEqual(await view.page.locator("#changes li").allTextContents(), ["c/ created"]);
}
