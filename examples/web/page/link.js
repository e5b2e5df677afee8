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
    if (parameters.toString().length + more.toString().length > LONGEST) return false;
    parameters.append(name, text);
    return true;
  };
  // What is left out is not what the tool begins with instead.
  for (const key of ["args", "stdin"]) {
    if (command[key] === tool[key] || add(key, command[key])) continue;
    short = false;
    add(key, "");
  }
  if (JSON.stringify(command.files) !== JSON.stringify(tool.files)) {
    const added = command.files.map(({ name, text }) => add(`file:${name}`, text));
    if (added.includes(false)) short = false;
    if (!added.includes(true)) add("files", "none");
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
