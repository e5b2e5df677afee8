// Files by name, as the page has them, and as a tree of maps: what a tool's directory is made of, and compared with.
//
// A file's content is bytes. A name has folders in it, `a/b.txt`; one that ends with `/` is a folder.

// A name that can't be one, told so that its writer understands it.
export class NameError extends Error {}

// The tree of named contents: a folder is a map, a file its bytes.
export function tree(files) {
  const root = new Map();
  for (const { name, bytes } of files) {
    const isFolder = name.endsWith("/");
    const parts = (isFolder ? name.slice(0, -1) : name).split("/");
    if (name === "") throw new NameError("A file has no name.");
    if (parts.some((part) => ["", ".", ".."].includes(part))) {
      throw new NameError(`“${name}” is no name here: a path below the directory, like a.txt or a/b.txt, is.`);
    }
    const last = parts.pop();
    let folder = root;
    for (const part of parts) {
      if (!folder.has(part)) folder.set(part, new Map());
      folder = folder.get(part);
      if (!(folder instanceof Map)) throw new NameError(`“${name}” is in a file, “${part}”, not in a folder.`);
    }
    const there = folder.get(last);
    if (isFolder && there instanceof Map) continue;
    if (there !== undefined) throw new NameError(`Two files are called “${name}”.`);
    folder.set(last, isFolder ? new Map() : bytes);
  }
  return root;
}

// What is in one tree and differs in the other: made, changed or removed, sorted by name.
export function changes(before, after) {
  const [old, now] = [new Map(flat(before)), new Map(flat(after))];
  const all = [];
  for (const [name, bytes] of now) {
    const was = old.get(name);
    if (!old.has(name)) all.push({ name, bytes, how: "made" });
    else if (bytes !== null && !same(was, bytes)) all.push({ name, bytes, how: "changed" });
  }
  for (const name of old.keys()) {
    if (!now.has(name)) all.push({ name, bytes: null, how: "removed" });
  }
  return all.sort((a, b) => (a.name < b.name ? -1 : 1));
}

// Each file with its bytes, each folder, by a name with a `/` behind it, with none.
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
