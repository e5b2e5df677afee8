// The page's life: which tool is chosen, what it is given, and when it runs. What the parts look like is theirs.

import { QuotingError, splitArguments } from "./arguments.js";
import { listSizes, showSize } from "./chart.js";
import { byId, make, rowsOf, tell, withCode } from "./dom.js";
import { Files } from "./files.js";
import { readLink, writeLink } from "./link.js";
import { Result } from "./result.js";
import { begin } from "./runner.js";
import { bytesOf, count } from "./text.js";
import { NameError, tree } from "./tree.js";

const encoder = new TextEncoder();
const [args, stdin, stdinFile, runButton, stopButton] = ["args", "stdin", "stdin-file", "run", "stop"].map(byId);
const result = new Result();
const files = new Files(edited);

let tools = [];
let tool = null;
// What each tool was given, by its name, for when it is chosen again.
const edits = new Map();
let stop = null;

try {
  const answer = await fetch("tools.json");
  if (!answer.ok) throw new Error(`the server says ${answer.status}`);
  tools = await answer.json();
  listTools();
  listSizes(tools);
  listen();
  follow();
} catch (error) {
  tell(
    byId("page-error"),
    `The list of tools can't be read (${error.message}). Is the page served as cargo web wrote it?`,
  );
}

function listTools() {
  const sizes = tools.map(({ bytes }) => bytes);
  byId("range").textContent = `${count(Math.min(...sizes))} to ${bytesOf(Math.max(...sizes))}`;
  byId("tools").replaceChildren(
    ...tools.map(({ name, bytes }) => {
      const radio = make("input", { type: "radio", name: "tool", value: name, class: "unseen" });
      radio.addEventListener("change", () => choose(name));
      return make("label", {}, radio, make("span", { class: "name" }, name), " ", make("small", {}, bytesOf(bytes)));
    }),
  );
}

function listen() {
  byId("command").addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      run();
    }
  });
  stopButton.addEventListener("click", () => stop?.());
  args.addEventListener("input", edited);
  stdin.addEventListener("input", edited);
  stdinFile.addEventListener("change", showInput);
  byId("stdin-text").addEventListener("click", () => {
    stdinFile.value = "";
    showInput();
    stdin.focus();
  });
  byId("reset").addEventListener("click", () => {
    edits.delete(tool.name);
    choose(tool.name);
  });
  byId("share").addEventListener("click", share);
  addEventListener("hashchange", follow);
}

// Does as the address says; the first tool, if it says nothing.
function follow() {
  const link = readLink(location.hash);
  const named = tools.find(({ name }) => name === link?.tool);
  tell(byId("page-error"), link && !named ? `There is no tool called “${link.tool}”.` : "");
  if (named) edits.set(named.name, { ...named, ...link.changes });
  choose((named ?? tools[0]).name);
}

function choose(name) {
  stop?.();
  tool = tools.find((one) => one.name === name);
  for (const radio of document.querySelectorAll("[name=tool]")) radio.checked = radio.value === name;
  const given = edits.get(name) ?? tool;
  byId("usage").textContent = tool.usage;
  byId("purpose").replaceChildren(...withCode(tool.about));
  byId("prompt").textContent = tool.name;
  [args.value, stdin.value, stdinFile.value] = [given.args, given.stdin, ""];
  stdin.rows = rowsOf(given.stdin, 3);
  files.set(given.files);
  showInput();
  result.clear();
  showSize(tool);
  edited();
}

function command() {
  return { args: args.value, stdin: stdin.value, files: files.get() };
}

// After each edit: shows what the arguments come to, and writes the address.
function edited() {
  edits.set(tool.name, command());
  check();
  const { fragment } = writeLink(tool, command());
  history.replaceState(null, "", `#${fragment}`);
  byId("share-note").textContent = "";
}

// The arguments and files as they are meant, or nothing, and what is wrong with them is told.
function check() {
  let argv = null;
  let named = null;
  try {
    argv = [tool.name, ...splitArguments(args.value)];
    tell(byId("args-error"), "");
    const chip = (text, index) => make("span", {}, make("small", {}, String(index)), make("code", {}, text));
    byId("argv").replaceChildren("argv ", ...argv.map(chip));
  } catch (error) {
    if (!(error instanceof QuotingError)) throw error;
    tell(byId("args-error"), `${error.message}.`);
    byId("argv").replaceChildren();
  }
  args.setAttribute("aria-invalid", String(argv === null));
  try {
    named = files.get().map(({ name, text }) => ({ name, bytes: encoder.encode(text) }));
    tree(named);
    tell(byId("files-error"), "");
  } catch (error) {
    if (!(error instanceof NameError)) throw error;
    named = null;
    tell(byId("files-error"), error.message);
  }
  return argv && named && { argv, named };
}

// Standard input is the text, or a file instead of it.
function showInput() {
  const [file] = stdinFile.files;
  stdin.disabled = file !== undefined;
  byId("stdin-text").hidden = file === undefined;
  byId("stdin-note").textContent = file ? `${file.name}, ${bytesOf(file.size)}, instead of the text` : "";
}

function run() {
  const meant = check();
  if (meant === null) {
    (byId("args-error").hidden ? byId("add-file") : args).focus();
    return;
  }
  stop?.();
  const { name, module } = tool;
  const input = stdinFile.files[0] ?? new Blob([stdin.value]);
  result.begin(name);
  stopButton.disabled = false;
  const on = {
    output: (stream, parts) => result.output(stream, parts),
    end: (ended) => {
      stop = null;
      result.end(name, ended);
      // A button that is focused and can't be pressed is a dead end for the keyboard.
      if (document.activeElement === stopButton) runButton.focus();
      stopButton.disabled = true;
    },
  };
  const url = new URL(module, document.baseURI).href;
  stop = begin({ url, args: meant.argv, stdin: input, files: meant.named }, on);
}

async function share() {
  const { fragment, short } = writeLink(tool, command());
  const left = short && !stdinFile.files[0] ? "" : " It leaves out what is too long for a link.";
  history.replaceState(null, "", `#${fragment}`);
  try {
    await navigator.clipboard.writeText(location.href);
    byId("share-note").textContent =
      `The link is copied, with all ${count(location.href.length)} characters of it.${left}`;
  } catch {
    byId("share-note").textContent =
      `The link is in the address bar: this browser doesn't let the page copy it.${left}`;
  }
}
