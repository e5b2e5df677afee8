// The site in a browser: its pages, and the requests and console errors of all cases.

import assert from "node:assert/strict";

import { View } from "./view.js";

// Without animations, because clicks wait for them.
const USUAL = { viewport: { width: 1200, height: 900 }, reducedMotion: "reduce" };

export class Site {
  #browser;
  #expected = null;
  #usual = null;
  #others = [];
  requests = [];
  complaints = [];

  constructor(browser, url) {
    this.#browser = browser;
    this.url = url;
  }

  // Opens the page at a fragment, and waits until it is ready. `modules` replace the tools' modules
  // by name, and `statuses` replace responses of the server. `expected` matches console errors that
  // the case causes.
  async open(fragment = "", { modules = {}, statuses = {}, expected = null, ...options } = {}) {
    this.#expected = expected;
    const page = await this.#page(options);
    for (const [name, body] of Object.entries(modules)) {
      await page.route(`**/modules/${name}.wasm`, (route) => route.fulfill({ contentType: "application/wasm", body }));
    }
    for (const [path, status] of Object.entries(statuses)) {
      await page.route(`**/${path}`, (route) => route.fulfill({ status, body: "" }));
    }
    await page.goto(this.url + fragment);
    await page.waitForSelector("#tools label, #page-error:not([hidden])");
    return new View(page);
  }

  // Returns a new page for special options. Other cases share a page, which takes half the time.
  async #page(options) {
    if (this.#usual && Object.keys(options).length === 0) {
      await this.#usual.unrouteAll();
      // A change of the fragment alone would not reload the page.
      await this.#usual.goto("about:blank");
      return this.#usual;
    }
    const context = await this.#browser.newContext({ ...USUAL, ...options });
    context.setDefaultTimeout(10_000);
    context.on("request", (request) => this.requests.push(request.url()));
    const page = await context.newPage();
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && this.#complain(message.text()));
    page.on("pageerror", (error) => this.#complain(String(error)));
    if (Object.keys(options).length === 0) this.#usual = page;
    else this.#others.push(context);
    return page;
  }

  #complain(text) {
    if (!this.#expected?.test(text)) this.complaints.push(text);
  }

  async tools() {
    return (await fetch(`${this.url}tools.json`)).json();
  }

  // Closes the pages that are not shared.
  async close() {
    for (const context of this.#others.splice(0)) await context.close();
  }

  cases = {
    // A request to another server would disclose the reader, and fail without a network.
    no_request_leaves_the_origin: async () => {
      const own = [this.url, `blob:${this.url}`, "about:blank"];
      assert.deepEqual(
        this.requests.filter((url) => !own.some((start) => url.startsWith(start))),
        [],
      );
      // Requests of workers must be recorded as well.
      for (const part of ["app.js", "modules/wc.wasm", "shim/wasi.js"]) {
        assert.ok(this.requests.includes(this.url + part), `${part} was not requested`);
      }
    },
    the_console_has_no_errors: async () => assert.deepEqual(this.complaints, []),
  };
}
