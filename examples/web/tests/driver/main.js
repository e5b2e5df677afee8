// Drives the page in headless Chromium, all cases in one browser: `node main.js URL PLAYWRIGHT CHROMIUM [SCREENSHOT]`.
//
// It prints a line of JSON for each case, `{"case", "ms"}` with an `error` if it has failed, or, if there is no
// browser to be had, `{"unavailable"}`. The Rust test beside this folder reads them.

import { pathToFileURL } from "node:url";

import * as controls from "./controls.js";
import * as failures from "./failures.js";
import * as looks from "./looks.js";
import * as results from "./results.js";
import { Site } from "./site.js";
import * as tools from "./tools.js";

// The longest that one case, and all of them, can take, in milliseconds.
const PATIENCE = 30_000;
const ALL = 240_000;

const [url, playwright, chromiumPath, screenshot] = process.argv.slice(2);
const say = (line) => console.log(JSON.stringify(line));

setTimeout(() => {
  say({ case: "(the driver)", ms: ALL, error: "it has not ended in time" });
  process.exit(1);
}, ALL).unref();

let browser;
try {
  const { chromium } = await import(pathToFileURL(playwright).href);
  // It has a new profile each time.
  browser = await chromium.launch({
    executablePath: chromiumPath,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
} catch (error) {
  say({ unavailable: error.message.split("\n").slice(0, 3).join(" ") });
  process.exit(0);
}

const site = new Site(browser, url);
const { takePicture, ...looking } = looks;
const cases = { ...tools, ...controls, ...results, ...failures, ...looking, ...site.cases };
// What all of them have left behind is looked at last.
for (const [name, test] of Object.entries(cases)) {
  const began = performance.now();
  let late;
  const timeout = new Promise((_, reject) => {
    late = setTimeout(() => reject(new Error("it takes too long")), PATIENCE);
  });
  const outcome = {};
  try {
    await Promise.race([test(site), timeout]);
  } catch (error) {
    outcome.error = error.stack ?? String(error);
  }
  clearTimeout(late);
  await site.close();
  say({ case: name, ms: Math.round(performance.now() - began), ...outcome });
}
if (screenshot) await takePicture(site, screenshot);
await browser.close();
