// The controller of the page: the chosen tool, its inputs, and its runs. Other modules display
// them.

import { QuotingError, splitArguments } from "./arguments.js";
import { listSizes, showSize } from "./chart.js";
import { byId, make, rowsOf, showMessage, withCode } from "./dom.js";
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
// The inputs of each tool by its name, restored when the tool is chosen again.
const edits = new Map();
let stop = null;

try {
  const response = await fetch("tools.json");
  if (!response.ok) throw new Error(`the server returned ${response.status}`);
  tools = await response.json();
  listTools();
  listSizes(tools);
  listen();
  follow();
} catch (error) {
  showMessage(
    byId("page-error"),
    `The list of tools can't be read (${error.message}). Serve the folder that cargo web writes.`,
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

// Chooses the tool and inputs in the address, or the first tool.
function follow() {
  const link = readLink(location.hash);
  const named = tools.find(({ name }) => name === link?.tool);
  showMessage(byId("page-error"), link && !named ? `There is no tool called “${link.tool}”.` : "");
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

// After each edit: shows the parsed arguments, and updates the address.
function edited() {
  edits.set(tool.name, command());
  check();
  const { fragment } = writeLink(tool, command());
  history.replaceState(null, "", `#${fragment}`);
  byId("share-note").textContent = "";
}

// Returns the parsed arguments and files. On an error, shows the message and returns null.
function check() {
  let argv = null;
  let named = null;
  try {
    argv = [tool.name, ...splitArguments(args.value)];
    showMessage(byId("args-error"), "");
    const chip = (text, index) => make("span", {}, make("small", {}, String(index)), make("code", {}, text));
    byId("argv").replaceChildren("argv ", ...argv.map(chip));
  } catch (error) {
    if (!(error instanceof QuotingError)) throw error;
    showMessage(byId("args-error"), `${error.message}.`);
    byId("argv").replaceChildren();
  }
  args.setAttribute("aria-invalid", String(argv === null));
  try {
    named = files.get().map(({ name, text }) => ({ name, bytes: encoder.encode(text) }));
    tree(named);
    showMessage(byId("files-error"), "");
  } catch (error) {
    if (!(error instanceof NameError)) throw error;
    named = null;
    showMessage(byId("files-error"), error.message);
  }
  return argv && named && { argv, named };
}

// Shows whether standard input is the text or a file.
function showInput() {
  const [file] = stdinFile.files;
  stdin.disabled = file !== undefined;
  byId("stdin-text").hidden = file === undefined;
  byId("stdin-note").textContent = file ? `${file.name}, ${bytesOf(file.size)}, instead of the text` : "";
}

function run() {
  const inputs = check();
  if (inputs === null) {
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
      // A disabled button with the focus would trap keyboard users.
      if (document.activeElement === stopButton) runButton.focus();
      stopButton.disabled = true;
    },
  };
  const url = new URL(module, document.baseURI).href;
  stop = begin({ url, args: inputs.argv, stdin: input, files: inputs.named }, on);
}

async function share() {
  const { fragment, short } = writeLink(tool, command());
  const left = short && !stdinFile.files[0] ? "" : " Inputs that are too long for a link are left out.";
  history.replaceState(null, "", `#${fragment}`);
  try {
    await navigator.clipboard.writeText(location.href);
    byId("share-note").textContent =
      `The link is copied: ${count(location.href.length)} characters.${left}`;
  } catch {
    byId("share-note").textContent =
      `This browser doesn't let the page copy the link. The link is in the address bar.${left}`;
  }
}
