// The controls: by keyboard alone, by link, and what they keep.

import assert from "node:assert/strict";

const focused = (view) => view.page.evaluate(() => document.activeElement.id || document.activeElement.value);

// Presses Tab until something is focused, and sees that each step on the way shows where it is.
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
  // Not lost with the button that is gone.
  assert.equal(await focused(view), "add-file");
}

export async function a_link_has_all_that_it_takes(site) {
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
  // And in a page that is open: the address is as good as the controls.
  await other.page.evaluate(() => (location.hash = "#tool=echo&args=again"));
  await other.page.locator('#argv code:text-is("again")').waitFor();
  assert.equal((await other.run()).stdout, "again\n");
  await other.page.evaluate(() => (location.hash = "#tool=wc&files=none"));
  await other.page.locator('#argv code:text-is("wc")').waitFor();
  assert.equal(await other.page.locator("#files li").count(), 0);
}

export async function a_link_to_nothing_is_told(site) {
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
  // What would make it too long is left out, and that is said.
  await view.stdin.fill("x".repeat(10_000));
  await view.page.getByRole("button", { name: "Copy link" }).click();
  await view.page.locator("#share-note:has-text('leaves out')").waitFor();
}

export async function each_tool_keeps_what_it_was_given(site) {
  const view = await site.open("#tool=echo");
  await view.args.fill("kept");
  await view.choose("sort");
  assert.match(await view.stdin.inputValue(), /^pear\n/);
  await view.choose("echo");
  assert.equal(await view.args.inputValue(), "kept");
  await view.page.getByRole("button", { name: "Reset" }).click();
  assert.notEqual(await view.args.inputValue(), "kept");
}

// A control without a name is nothing to who hears the page.
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
  // What a run came to is read out.
  assert.equal(await view.status.getAttribute("role"), "status");
}
