// The controls: by keyboard, by link, and the inputs that they keep.

import assert from "node:assert/strict";

const focused = (view) => view.page.evaluate(() => document.activeElement.id || document.activeElement.value);

// Presses Tab until an element has the focus, and checks that each focused element is outlined.
async function tabTo(view, id) {
  for (let step = 0; step < 30; step++) {
    await view.page.keyboard.press("Tab");
    const outlined = await view.page.evaluate(() => {
      const element = document.activeElement;
      const shown = element.closest("#tools label, label.button, .prompt") ?? element;
      return element === document.body || getComputedStyle(shown).outlineStyle !== "none";
    });
    assert.ok(outlined, `${await focused(view)} doesn't show that it is focused`);
    if ((await focused(view)) === id) return;
  }
  assert.fail(`Tab never comes to ${id}`);
}

export async function by_keyboard_alone(site) {
  const view = await site.open();
  const { keyboard } = view.page;
  await tabTo(view, "hello");
  await keyboard.press("ArrowRight");
  await keyboard.press("ArrowRight");
  assert.equal(await focused(view), "echo");
  await tabTo(view, "args");
  await keyboard.press("Control+A");
  await keyboard.type("typed 'and run'");
  await keyboard.press("Enter");
  assert.deepEqual(await view.ended(), { status: "echo ended with status 0.", stdout: "typed and run\n", stderr: "" });
  await tabTo(view, "stdin");
  await keyboard.press("Control+Enter");
  assert.equal((await view.ended()).status, "echo ended with status 0.");
  for (const id of ["stdin-file", "add-file", "reset", "share"]) await tabTo(view, id);
  await keyboard.press("Shift+Tab");
  await keyboard.press("Enter");
  assert.equal(await view.args.inputValue(), (await site.tools()).find(({ name }) => name === "echo").args);
  await view.choose("wc");
  await tabTo(view, "run");
  await keyboard.press("Space");
  assert.equal((await view.ended()).status, "wc ended with status 0.");
}

export async function files_are_edited_by_keyboard(site) {
  const view = await site.open("#tool=cat&args=new.txt&files=none");
  const { keyboard } = view.page;
  await tabTo(view, "add-file");
  await keyboard.press("Enter");
  await keyboard.type("new.txt");
  await keyboard.press("Tab");
  await keyboard.press("Tab");
  await keyboard.type("by keys");
  await keyboard.press("Control+Enter");
  assert.equal((await view.ended()).stdout, "by keys");
  await keyboard.press("Shift+Tab");
  await keyboard.press("Enter");
  assert.equal(await view.page.getByLabel("Name of the file").count(), 0);
  // The focus is not lost with the removed button.
  assert.equal(await focused(view), "add-file");
}

export async function a_link_restores_a_run(site) {
  const view = await site.open();
  await view.choose("wc");
  await view.args.fill("'ä & b.txt' -");
  await view.stdin.fill("1 % 2\n+ 3#");
  await view.files({ "ä & b.txt": "one two\n" });
  const expected = { status: "wc ended with status 0.", stdout: "1 2 8 ä & b.txt\n1 5 10 -\n", stderr: "" };
  assert.deepEqual(await view.run(), expected);
  const other = await site.open(new URL(view.page.url()).hash);
  assert.ok(await other.page.getByRole("radio", { name: /^wc/ }).isChecked());
  assert.deepEqual(await other.run(), expected);
  // A change of the address in an open page has the same effect.
  await other.page.evaluate(() => (location.hash = "#tool=echo&args=again"));
  await other.page.locator('#argv code:text-is("again")').waitFor();
  assert.equal((await other.run()).stdout, "again\n");
  await other.page.evaluate(() => (location.hash = "#tool=wc&files=none"));
  await other.page.locator('#argv code:text-is("wc")').waitFor();
  assert.equal(await other.page.locator("#files li").count(), 0);
}

export async function a_link_to_an_unknown_tool_is_reported(site) {
  const view = await site.open("#tool=nothing");
  assert.equal(await view.page.locator("#page-error").textContent(), "There is no tool called “nothing”.");
  assert.equal((await view.run()).stdout, "Hello, world!\n");
}

export async function the_link_is_copied(site) {
  const view = await site.open("#tool=echo&args=shared", { permissions: ["clipboard-read", "clipboard-write"] });
  await view.page.getByRole("button", { name: "Copy link" }).click();
  await view.page.locator("#share-note:not(:empty)").waitFor();
  const copied = await view.page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, `${site.url}#tool=echo&args=shared`);
  // An input that would make the link too long is left out, and the page reports it.
  await view.stdin.fill("x".repeat(10_000));
  await view.page.getByRole("button", { name: "Copy link" }).click();
  await view.page.locator("#share-note:has-text('left out')").waitFor();
}

export async function each_tool_keeps_its_inputs(site) {
  const view = await site.open("#tool=echo");
  await view.args.fill("kept");
  await view.choose("sort");
  assert.match(await view.stdin.inputValue(), /^pear\n/);
  await view.choose("echo");
  assert.equal(await view.args.inputValue(), "kept");
  await view.page.getByRole("button", { name: "Reset" }).click();
  assert.notEqual(await view.args.inputValue(), "kept");
}

// A screen reader cannot announce a control without a name.
export async function every_control_has_a_name(site) {
  const view = await site.open("#tool=wc");
  await view.run();
  const tree = await view.page.locator("body").ariaSnapshot();
  const lines = tree.split("\n").map((line) => line.trim());
  const controls = lines.filter((line) => /^- (button|link|textbox|radio|region|group)/.test(line));
  assert.ok(controls.length > 25, tree);
  assert.deepEqual(
    controls.filter((line) => !/^- \w+ "[^"]+"/.test(line) && !/^- group: All ten tools$/.test(line)),
    [],
  );
  // A screen reader announces the result.
  assert.equal(await view.status.getAttribute("role"), "status");
}
