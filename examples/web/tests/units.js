// Tests of the page's modules that need no browser. Run by `units.rs`, or `node --test units.js`.

import assert from "node:assert/strict";
import { test } from "node:test";

import { QuotingError, splitArguments } from "../page/arguments.js";
import { readLink, writeLink } from "../page/link.js";
import { cut, segments } from "../page/text.js";
import { NameError, changes, tree } from "../page/tree.js";

const bytes = (...values) => Uint8Array.from(values);
const utf8 = (text) => new TextEncoder().encode(text);

test("a line is split as a shell splits it", () => {
  const lines = [
    ["", []],
    ["  \t ", []],
    ["a  b\tc\nd", ["a", "b", "c", "d"]],
    ["'a b' c", ["a b", "c"]],
    ["a'b c'd", ["ab cd"]],
    [`"it's" 'say "hi"'`, ["it's", 'say "hi"']],
    [String.raw`"a\"b\\c\d" 'a\'`, [String.raw`a"b\c\d`, "a\\"]],
    [String.raw`a\ b \' \\`, ["a b", "'", "\\"]],
    ["'' \"\" x''", ["", "", "x"]],
    ["$HOME * ~ `a` #b; c|d", ["$HOME", "*", "~", "`a`", "#b;", "c|d"]],
    ["🎈 'ä ö'", ["🎈", "ä ö"]],
  ];
  for (const [line, expected] of lines) assert.deepEqual(splitArguments(line), expected, line);
});

test("an unfinished line is reported with a position", () => {
  const lines = { "a 'b": /' .* 3$/, 'a "b': /" .* 3$/, '"\\"': /" .* 1$/, "🎈\\": /\\ .* 2$/, "a'b' '": /' .* 6$/ };
  for (const [line, message] of Object.entries(lines)) {
    const error = (thrown) => thrown instanceof QuotingError && message.test(thrown.message);
    assert.throws(() => splitArguments(line), error, line);
  }
});

test("bytes that are not text are escaped", () => {
  const shown = (content) =>
    segments(content)
      .map(({ text, raw }) => (raw ? `[${text}]` : text))
      .join("");
  const cases = [
    [utf8(""), ""],
    [utf8("ä 🎈\n\tx"), "ä 🎈\n\tx"],
    [bytes(0x61, 0xff, 0xfe, 0x62), "a[\\xFF\\xFE]b"],
    [bytes(0x0d, 0x0a, 0, 0x7f), "[\\x0D]\n[\\x00\\x7F]"],
    [utf8("\ufeffx"), "\ufeffx"],
    // A character that reverses the direction of the text.
    [utf8("a\u0085\u202eb"), "a[\\x85\\u{202E}]b"],
    // A truncated character, overlong forms, a surrogate, and a number above U+10FFFF.
    [bytes(0xe2, 0x82), "[\\xE2\\x82]"],
    [bytes(0xc0, 0x80, 0xe0, 0x80, 0x80), "[\\xC0\\x80\\xE0\\x80\\x80]"],
    [bytes(0xed, 0xa0, 0x80, 0x2e), "[\\xED\\xA0\\x80]."],
    [bytes(0xf4, 0x90, 0x80, 0x80), "[\\xF4\\x90\\x80\\x80]"],
    [bytes(0xff, ...utf8("\u{10ffff}")), "[\\xFF]\u{10ffff}"],
  ];
  for (const [content, expected] of cases) assert.equal(shown(content), expected);
});

// The page's search for UTF-8 must agree with the browser's decoder.
test("random bytes are classified as by the decoder", () => {
  let state = 1;
  const random = (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % below;
  };
  const some = [0x20, 0x61, 0x80, 0x8f, 0x90, 0xa0, 0xbf, 0xc3, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5];
  for (let round = 0; round < 20_000; round++) {
    const content = Uint8Array.from({ length: random(8) }, () => some[random(some.length)]);
    const raw = segments(content).some((segment) => segment.raw);
    assert.equal(raw, !Buffer.from(Buffer.from(content).toString()).equals(content), String(content));
  }
});

test("a text is cut between characters", () => {
  const text = utf8("aä🎈");
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5, 6, 7, 9].map((length) => cut(text, length).length),
    [0, 1, 1, 3, 3, 3, 3, 7, 7],
  );
  // Bytes that are not text are cut at the length.
  assert.equal(cut(new Uint8Array(9).fill(0x80), 5).length, 5);
});

test("a link is read as it was written", () => {
  const tool = { name: "wc", args: "a", stdin: "", files: [{ name: "a", text: "1" }] };
  const same = (command) => {
    const { fragment, short } = writeLink(tool, command);
    assert.ok(short);
    assert.equal(readLink(`#${fragment}`).tool, "wc");
    assert.deepEqual({ ...tool, ...readLink(`#${fragment}`).changes }, { ...tool, ...command });
    return fragment;
  };
  assert.equal(same({ args: "a", stdin: "", files: tool.files }), "tool=wc");
  same({
    args: "&=+%#ä",
    stdin: "\n 🎈",
    files: [
      { name: "x:y=z", text: "&" },
      { name: "b", text: "" },
    ],
  });
  same({ args: "", stdin: "", files: [] });
  // An input that is too long is empty in the link, and does not have its initial value.
  const long = "x".repeat(9000);
  const { fragment, short } = writeLink(tool, { args: "a", stdin: long, files: [{ name: "b", text: long }] });
  assert.equal(short, false);
  assert.deepEqual(readLink(`#${fragment}`).changes, { stdin: "", files: [] });
  assert.equal(readLink(""), null);
  assert.equal(readLink("#args=x"), null);
});

test("names make a tree, or are rejected", () => {
  const of = (...names) => tree(names.map((name) => ({ name, bytes: utf8(name) })));
  assert.deepEqual([...of("a", "b/c", "b/d", "e/").keys()], ["a", "b", "e"]);
  assert.deepEqual([...of("b/c", "b/").get("b").keys()], ["c"]);
  for (const names of [
    [""],
    ["/"],
    ["/a"],
    ["a//b"],
    ["."],
    ["a/../b"],
    ["a", "a"],
    ["a", "a/b"],
    ["a/b", "a"],
    ["a", "a/"],
  ]) {
    assert.throws(() => of(...names), NameError, names.join(" "));
  }
});

test("created, changed and removed files are found", () => {
  const before = tree([
    { name: "same", bytes: utf8("1") },
    { name: "changed", bytes: utf8("1") },
    { name: "d/gone", bytes: utf8("1") },
  ]);
  const after = tree([
    { name: "same", bytes: utf8("1") },
    { name: "changed", bytes: utf8("2") },
    { name: "n/new", bytes: utf8("") },
  ]);
  const found = changes(before, after).map(({ name, how }) => `${how} ${name}`);
  assert.deepEqual(found, ["changed changed", "removed d/", "removed d/gone", "created n/", "created n/new"]);
  assert.deepEqual(changes(before, before), []);
});
