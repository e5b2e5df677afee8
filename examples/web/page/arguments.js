// Splits a line into arguments as a shell does, and expands nothing: `$HOME`, `*` and `~` stay what they are.
//
// Space separates. Between single quotes all is meant as it stands; between double quotes too, except that a
// backslash takes `"` and `\` along; elsewhere a backslash takes whatever follows it.

// A line that has no end yet, and where what has none begins: counted from 1, in characters.
export class QuotingError extends Error {}

export function splitArguments(line) {
  const characters = [...line];
  const all = [];
  // Not a string before an argument has begun: `''` is one, and a space is none.
  let argument = null;
  let index = 0;
  const unfinished = (what, from) => new QuotingError(`${what} at character ${from + 1}`);
  while (index < characters.length) {
    const from = index;
    const character = characters[index++];
    if (/\s/.test(character)) {
      if (argument !== null) all.push(argument);
      argument = null;
      continue;
    }
    argument ??= "";
    if (character === "'") {
      const end = characters.indexOf("'", index);
      if (end < 0) throw unfinished("No second ' for the one", from);
      argument += characters.slice(index, end).join("");
      index = end + 1;
    } else if (character === '"') {
      for (;;) {
        if (index >= characters.length) throw unfinished('No second " for the one', from);
        let next = characters[index++];
        if (next === '"') break;
        if (next === "\\" && ['"', "\\"].includes(characters[index])) next = characters[index++];
        argument += next;
      }
    } else if (character === "\\") {
      if (index >= characters.length) throw unfinished("Nothing follows the \\", from);
      argument += characters[index++];
    } else {
      argument += character;
    }
  }
  if (argument !== null) all.push(argument);
  return all;
}
