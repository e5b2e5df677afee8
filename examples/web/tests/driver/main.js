// Runs all cases in headless Chromium: `node main.js URL PLAYWRIGHT CHROMIUM [SCREENSHOT]`.
//
// Prints a line of JSON for each case: `{"case", "ms"}`, with an `error` if the case failed. Prints
// `{"unavailable"}` if the browser does not start. `browser.rs` reads the lines.

import { pathToFileURL } from "node:url";

import * as controls from "./controls.js";
import * as failures from "./failures.js";
import * as appearance from "./appearance.js";
import * as results from "./results.js";
import { Site } from "./site.js";
import * as tools from "./tools.js";

// The timeouts of one case and of all cases, in milliseconds.
const CASE_TIMEOUT = 30_000;
const TOTAL_TIMEOUT = 240_000;

const [url, playwright, chromiumPath, screenshot] = process.argv.slice(2);
const report = (line) => console.log(JSON.stringify(line));

setTimeout(() => {
  report({ case: "(the driver)", ms: TOTAL_TIMEOUT, error: "timeout" });
  process.exit(1);
}, TOTAL_TIMEOUT).unref();

let browser;
try {
  const { chromium } = await import(pathToFileURL(playwright).href);
  // Each launch has a new profile.
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
  report({ unavailable: error.message.split("\n").slice(0, 3).join(" ") });
  process.exit(0);
}

const site = new Site(browser, url);
const { takePicture, ...appearanceCases } = appearance;
const cases = { ...tools, ...controls, ...results, ...failures, ...appearanceCases, ...site.cases };
// The cases of the site are last, because they check the requests and errors of all others.
for (const [name, test] of Object.entries(cases)) {
  const began = performance.now();
  let late;
  const timeout = new Promise((_, reject) => {
    late = setTimeout(() => reject(new Error("timeout")), CASE_TIMEOUT);
  });
  const outcome = {};
  try {
    await Promise.race([test(site), timeout]);
  } catch (error) {
    outcome.error = error.stack ?? String(error);
  }
  clearTimeout(late);
  await site.close();
  report({ case: name, ms: Math.round(performance.now() - began), ...outcome });
}
if (screenshot) await takePicture(site, screenshot);
await browser.close();
