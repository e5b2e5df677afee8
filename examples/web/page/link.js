// What is to run, as the fragment of the page's address, so that it can be handed on; it is never sent to a server.
//
// `#tool=wc&args=a.txt&stdin=…&file:a.txt=…`: what is not in it is as the tool begins with.

// Longer ones break in mail and chat: what would make one so is left out.
const LONGEST = 8000;

// The fragment, and whether something had to be left out of it.
export function writeLink(tool, command) {
  const parameters = new URLSearchParams({ tool: tool.name });
  let short = true;
  const add = (name, text) => {
    const more = new URLSearchParams([[name, text]]);
    if (parameters.toString().length + more.toString().length > LONGEST) short = false;
    else parameters.append(name, text);
  };
  if (command.args !== tool.args) add("args", command.args);
  if (command.stdin !== tool.stdin) add("stdin", command.stdin);
  if (JSON.stringify(command.files) !== JSON.stringify(tool.files)) {
    if (command.files.length === 0) add("files", "none");
    for (const { name, text } of command.files) add(`file:${name}`, text);
  }
  return { fragment: parameters.toString(), short };
}

// What a fragment says: the tool's name, and what differs from what it begins with. Nothing if it names no tool.
export function readLink(fragment) {
  const parameters = new URLSearchParams(fragment.replace(/^#/, ""));
  const tool = parameters.get("tool");
  if (tool === null) return null;
  const changes = {};
  for (const key of ["args", "stdin"]) {
    if (parameters.has(key)) changes[key] = parameters.get(key);
  }
  const files = [...parameters]
    .filter(([key]) => key.startsWith("file:"))
    .map(([key, text]) => ({ name: key.slice("file:".length), text }));
  if (files.length > 0 || parameters.get("files") === "none") changes.files = files;
  return { tool, changes };
}
