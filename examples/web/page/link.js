// The inputs of a run as the fragment of the page's address, so that a run can be shared as a link.
// A browser does not send the fragment to the server.
//
// `#tool=wc&args=a.txt&stdin=…&file:a.txt=…`: an input that is missing has its initial value.

// The maximum length of a link. Mail and chat programs break longer links, so inputs are left out.
const MAX_LENGTH = 8000;

// Returns the fragment, and whether it has all inputs (`short`).
export function writeLink(tool, command) {
  const parameters = new URLSearchParams({ tool: tool.name });
  let short = true;
  const add = (name, text) => {
    const more = new URLSearchParams([[name, text]]);
    if (parameters.toString().length + more.toString().length > MAX_LENGTH) return false;
    parameters.append(name, text);
    return true;
  };
  // An input that is left out is empty. Without the key, it would have its initial value.
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

// Returns the tool's name in a fragment, and the inputs that differ from the initial ones; null
// without a tool.
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
