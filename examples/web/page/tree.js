// The files of a tool's directory, as a list of names and as a tree of maps; and the changes
// between two trees.
//
// The content of a file is bytes. A name may contain folders, `a/b.txt`; a name that ends with `/`
// is a folder.

// An invalid name. The message is for the user.
export class NameError extends Error {}

// Returns the tree of a list of files: a folder is a map, and a file is its bytes.
export function tree(files) {
  const root = new Map();
  for (const { name, bytes } of files) {
    const isFolder = name.endsWith("/");
    const parts = (isFolder ? name.slice(0, -1) : name).split("/");
    if (name === "") throw new NameError("A file has no name.");
    if (parts.some((part) => ["", ".", ".."].includes(part))) {
      throw new NameError(`“${name}” is not a valid name. Use a path such as a.txt or a/b.txt.`);
    }
    const last = parts.pop();
    let folder = root;
    for (const part of parts) {
      if (!folder.has(part)) folder.set(part, new Map());
      folder = folder.get(part);
      if (!(folder instanceof Map)) throw new NameError(`“${name}” is inside “${part}”, which is a file.`);
    }
    const there = folder.get(last);
    if (isFolder && there instanceof Map) continue;
    if (there !== undefined) throw new NameError(`Two files are called “${name}”.`);
    folder.set(last, isFolder ? new Map() : bytes);
  }
  return root;
}

// Returns the differences between two trees: created, changed or removed files, sorted by name.
export function changes(before, after) {
  const [old, now] = [new Map(flat(before)), new Map(flat(after))];
  const all = [];
  for (const [name, bytes] of now) {
    const was = old.get(name);
    if (!old.has(name)) all.push({ name, bytes, how: "created" });
    else if (bytes !== null && !same(was, bytes)) all.push({ name, bytes, how: "changed" });
  }
  for (const name of old.keys()) {
    if (!now.has(name)) all.push({ name, bytes: null, how: "removed" });
  }
  return all.sort((a, b) => (a.name < b.name ? -1 : 1));
}

// Yields each file with its bytes, and each folder with a `/` after its name and null.
function* flat(folder, prefix = "") {
  for (const [name, entry] of folder) {
    if (entry instanceof Map) {
      yield [`${prefix}${name}/`, null];
      yield* flat(entry, `${prefix}${name}/`);
    } else {
      yield [prefix + name, entry];
    }
  }
}

function same(a, b) {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
