// The page as somebody uses it: its controls by their labels, and what it shows after a run.

import { readFile } from "node:fs/promises";

export class View {
  constructor(page) {
    this.page = page;
    this.args = page.getByLabel("Arguments", { exact: true });
    this.stdin = page.getByRole("textbox", { name: "Standard input" });
    this.status = page.locator("#status");
  }

  async choose(tool) {
    await this.page.locator(`#tools label:has([value="${tool}"])`).click();
  }

  // Has these files in the tool's directory, and no others.
  async files(files) {
    for (const button of await this.page.getByRole("button", { name: /^Remove/ }).all()) {
      await this.page.locator("#files button").first().click();
    }
    for (const [name, text] of Object.entries(files)) {
      await this.page.getByRole("button", { name: "Add a file" }).click();
      await this.page.getByLabel("Name of the file").last().fill(name);
      await this.page.getByLabel(`Text of ${name}`, { exact: true }).last().fill(text);
    }
  }

  async press() {
    await this.page.getByRole("button", { name: "Run", exact: true }).click();
  }

  // Runs it, and tells what is seen of it.
  async run() {
    await this.press();
    return this.ended();
  }

  async ended() {
    await this.page.locator('#status:is([data-how="good"], [data-how="bad"])').waitFor();
    return {
      status: await this.status.textContent(),
      stdout: await this.page.locator("#stdout pre").textContent(),
      stderr: await this.page.locator("#stderr pre").textContent(),
    };
  }

  // What it imports, with how often each was called.
  async imports() {
    const all = await this.page.locator("#imports li").all();
    const of = async (item) => [
      await item.locator("code").textContent(),
      Number((await item.locator("span").textContent()).replace(/[×,]/g, "")),
    ];
    return Object.fromEntries(await Promise.all(all.map(of)));
  }

  // The bytes that a link downloads.
  async download(link) {
    const [download] = await Promise.all([this.page.waitForEvent("download"), link.click()]);
    return readFile(await download.path());
  }
}
