// The appearance: on a phone, and in both colour schemes. And the picture for the documents.

import assert from "node:assert/strict";

// Texts that must be readable in each colour scheme.
const TEXTS = [
  ".lead",
  ".aside",
  "#tools label",
  "#tools label:has(:checked) small",
  "#usage",
  "#argv",
  "#run",
  "#status",
  "#times",
  "#stdout pre",
  "#imports .never code",
  "#size-summary",
  "summary",
  "footer",
];

const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };

// The initial inputs of each tool must give a result, and the page must not scroll sideways.
export async function every_tool_fits_on_a_phone(site) {
  const view = await site.open("", phone);
  const overflow = () => view.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await view.page.getByText("All ten tools").click();
  for (const { name } of await site.tools()) {
    await view.choose(name);
    const { status } = await view.run();
    const ended = { exit: "with status 42", panic: "by signal 6 (ABRT)" }[name] ?? "with status 0";
    assert.equal(status, `${name} ended ${ended}.`);
    assert.match(await view.page.locator("#times").textContent(), /^\d.* ms, fetched and compiled in /);
    assert.equal(await overflow(), 0, name);
  }
  await view.choose("cat");
  await view.args.fill(`long.txt ${"x".repeat(500)}`);
  await view.files({ "long.txt": "y".repeat(500) });
  await view.run();
  assert.equal(await overflow(), 0, "long words");
  await view.args.fill(`'${"x".repeat(500)}`);
  assert.equal(await overflow(), 0, "an error");
}

// The result must scroll into view, because it is below the controls.
export async function a_phone_shows_the_result(site) {
  const view = await site.open("", phone);
  await view.run();
  const { top } = await view.page.locator("#status").evaluate((status) => status.getBoundingClientRect());
  await view.page.waitForFunction(() => document.getElementById("status").getBoundingClientRect().top < innerHeight);
  assert.ok(top > 0);
}

export async function both_colour_schemes_are_readable(site) {
  const papers = [];
  for (const colorScheme of ["light", "dark"]) {
    const view = await site.open("#tool=wc", { colorScheme });
    await view.run();
    papers.push(await view.page.evaluate(() => getComputedStyle(document.body).backgroundColor));
    for (const selector of TEXTS) {
      const [ink, paper] = await view.page.locator(selector).first().evaluate(colours);
      const ratio = contrast(ink, paper);
      assert.ok(ratio >= 4.5, `${selector}, ${colorScheme}: ${ratio.toFixed(2)}, ${ink} on ${paper}`);
    }
  }
  assert.ok(luminance(papers[0]) > 0.8 && luminance(papers[1]) < 0.05, papers.join(" "));
}

// Takes the picture for the documents.
export async function takePicture(site, path) {
  const view = await site.open("#tool=sort");
  await view.run();
  await view.page.mouse.move(0, 0);
  await view.page.screenshot({ path, fullPage: true });
}

// Returns the colours of an element's text and background.
function colours(element) {
  let paper = element;
  while (/, 0\)$/.test(getComputedStyle(paper).backgroundColor)) paper = paper.parentElement;
  return [getComputedStyle(element).color, getComputedStyle(paper).backgroundColor];
}

// The contrast ratio as WCAG defines it.
function contrast(ink, paper) {
  const [dark, light] = [luminance(ink), luminance(paper)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour) {
  const [red, green, blue] = colour.match(/[\d.]+/g).map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
