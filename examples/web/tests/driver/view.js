// The page as a user sees it: controls by their labels, and the result of a run.

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

  // Replaces the files in the tool's directory.
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

  // Runs the tool, and returns the displayed result.
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

  // Returns the displayed imports, with the number of calls.
  async imports() {
    const all = await this.page.locator("#imports li").all();
    const of = async (item) => [
      await item.locator("code").textContent(),
      Number((await item.locator("span").textContent()).replace(/[×,]/g, "")),
    ];
    return Object.fromEntries(await Promise.all(all.map(of)));
  }

  // Returns the bytes that a link downloads.
  async download(link) {
    const [download] = await Promise.all([this.page.waitForEvent("download"), link.click()]);
    return readFile(await download.path());
  }
}
