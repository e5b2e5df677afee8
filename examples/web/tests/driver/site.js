// The site in a browser: pages of it, and what they asked for and complained of, in all cases together.

import assert from "node:assert/strict";

import { View } from "./view.js";

// Nothing moves: clicks wait for what does.
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

  // A page that is ready, at that fragment. `modules` are handed out instead of the tools', by name, and `statuses`
  // instead of what the server says; a complaint of the browser that a case means to cause is matched by `expected`.
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

  // A page of its own for what is said of it; what is usual is the same page for all, which takes half the time.
  async #page(options) {
    if (this.#usual && Object.keys(options).length === 0) {
      await this.#usual.unrouteAll();
      // Another fragment alone would not load it anew.
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

  // Ends what is no page for all.
  async close() {
    for (const context of this.#others.splice(0)) await context.close();
  }

  cases = {
    // A page that asks another server tells it who reads it, and breaks without it.
    no_request_leaves_the_origin: async () => {
      const own = [this.url, `blob:${this.url}`, "about:blank"];
      assert.deepEqual(
        this.requests.filter((url) => !own.some((start) => url.startsWith(start))),
        [],
      );
      // What workers ask for is among them, or this has seen nothing.
      for (const part of ["app.js", "modules/wc.wasm", "shim/wasi.js"]) {
        assert.ok(this.requests.includes(this.url + part), `${part} was not asked for`);
      }
    },
    nothing_is_complained_of: async () => assert.deepEqual(this.complaints, []),
  };
}
