// Failures and their messages, and tools that do not end.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import * as modules from "./modules.js";

const failed = async (site, module) => {
  const view = await site.open("#tool=hello", { modules: { hello: module } });
  return (await view.run()).status;
};

export async function a_missing_file(site) {
  const view = await site.open("#tool=cat&args=missing.txt poem.txt");
  const { status, stdout, stderr } = await view.run();
  assert.deepEqual([status, stderr], ["cat ended with status 1.", "cat: missing.txt: NOENT\n"]);
  assert.match(stdout, /^Small is the module,\n/);
}

// A line that cannot be parsed must not run.
export async function bad_quoting(site) {
  const view = await site.open("#tool=echo");
  const error = view.page.locator("#args-error");
  const lines = {
    "a 'b c": "No closing ' for the one at character 3.",
    'a "b c\\"': 'No closing " for the one at character 3.',
    "🎈 \\": "Nothing follows the \\ at character 3.",
  };
  for (const [line, message] of Object.entries(lines)) {
    await view.args.fill(line);
    assert.equal(await error.textContent(), message);
    await view.press();
    assert.equal(await view.status.textContent(), "Nothing has run yet.");
    assert.equal(await view.args.getAttribute("aria-invalid"), "true");
  }
  await view.args.fill("'b c'");
  assert.ok(await error.isHidden());
  assert.equal((await view.run()).stdout, "b c\n");
}

export async function bad_file_names(site) {
  const view = await site.open("#tool=cat&args=a&file:x=text");
  const names = { "../a": /not a valid name/, "/a": /not a valid name/, "a//b": /not a valid name/ };
  for (const [name, message] of Object.entries(names)) {
    await view.page.getByLabel("Name of the file").fill(name);
    assert.match(await view.page.locator("#files-error").textContent(), message);
    await view.press();
    assert.equal(await view.status.textContent(), "Nothing has run yet.");
  }
  await view.files({ a: "1", "a/b": "2" });
  assert.match(await view.page.locator("#files-error").textContent(), /which is a file/);
  await view.files({ a: "as it should be" });
  assert.equal((await view.run()).stdout, "as it should be");
}

export async function a_trap(site) {
  assert.equal(await failed(site, modules.trap), "hello ended by a trap: unreachable.");
  assert.match(await failed(site, modules.deep), /^hello ended by a trap: .*stack/);
}

export async function an_invalid_module(site) {
  const message = await failed(site, Buffer.from("<!doctype html>"));
  assert.match(message, /^hello can't run\. .*magic word/);
  assert.match(await failed(site, modules.foreign), /^hello can't run\. .*"env"/);
}

export async function a_module_that_cannot_be_fetched(site) {
  const statuses = { "modules/hello.wasm": 404 };
  const view = await site.open("#tool=hello", { statuses, expected: /404/ });
  assert.match((await view.run()).status, /^hello can't run\. The module .*hello\.wasm can't be fetched: .*404/);
  // The next run works.
  await view.choose("echo");
  assert.equal((await view.run()).status, "echo ended with status 0.");
}

// The file existed when it was chosen. The page waited for a worker that had failed.
export async function a_deleted_input_file(site) {
  const view = await site.open("#tool=wc&args=");
  const folder = await mkdtemp(join(tmpdir(), "nanowasi-web-"));
  const file = join(folder, "input.txt");
  await writeFile(file, "text");
  await view.page.locator("#stdin-file").setInputFiles(file);
  await rm(folder, { recursive: true });
  assert.match((await view.run()).status, /^wc can't run\. .*file/);
}

export async function a_tool_list_that_cannot_be_fetched(site) {
  const view = await site.open("", { statuses: { "tools.json": 500 }, expected: /500/ });
  assert.match(await view.page.locator("#page-error").textContent(), /list of tools can't be read .*500/);
}

// Waits until only `count` workers are left.
async function waitForWorkers(view, count) {
  for (let tries = 0; view.page.workers().length > count; tries++) {
    assert.ok(tries < 100, `${view.page.workers().length} workers are running`);
    await view.page.waitForTimeout(20);
  }
}

// On the page's thread, an endless tool would block the page.
export async function an_endless_tool_is_stopped(site) {
  const view = await site.open("#tool=hello", { modules: { hello: modules.endless } });
  const stop = view.page.getByRole("button", { name: "Stop" });
  assert.ok(await stop.isDisabled());
  await view.press();
  await view.page.waitForTimeout(300);
  assert.equal(await view.status.textContent(), "hello is running …");
  await view.args.fill("still 'here to type'");
  assert.deepEqual(await view.page.locator("#argv code").allTextContents(), ["hello", "still", "here to type"]);
  await stop.click();
  assert.equal((await view.ended()).status, "hello was stopped.");
  assert.ok(await stop.isDisabled());
  // The worker has ended, and the focus is on an enabled button.
  await waitForWorkers(view, 0);
  assert.equal(await view.page.evaluate(() => document.activeElement.id), "run");
  // Another run or another tool also ends the worker.
  await view.press();
  await view.press();
  assert.equal(await view.status.textContent(), "hello is running …");
  await waitForWorkers(view, 1);
  await view.choose("exit");
  await waitForWorkers(view, 0);
  assert.equal((await view.run()).status, "exit ended with status 42.");
}

// The page would keep all output until the browser is out of memory.
export async function endless_output_is_stopped(site) {
  const view = await site.open("#tool=hello", { modules: { hello: modules.flood } });
  const { status, stdout } = await view.run();
  assert.equal(status, "hello was stopped: more than 64 MiB of output.");
  assert.ok(stdout.length > 0);
  assert.equal(await view.page.locator("#stdout h3 small").textContent(), "67,108,864 bytes");
}
