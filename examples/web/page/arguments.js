// Splits a line into arguments as a shell does, without expansion of `$HOME`, `*` and `~`.
//
// White space separates arguments. Single quotes keep all characters. Double quotes do as well, but
// a backslash escapes `"` and `\` there. Elsewhere, a backslash escapes any character.

// An unfinished quotation or escape. The message has its position in characters, from 1.
export class QuotingError extends Error {}

export function splitArguments(line) {
  const characters = [...line];
  const all = [];
  // Null between arguments, because `''` is an argument and a space is not.
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
      if (end < 0) throw unfinished("No closing ' for the one", from);
      argument += characters.slice(index, end).join("");
      index = end + 1;
    } else if (character === '"') {
      for (;;) {
        if (index >= characters.length) throw unfinished('No closing " for the one', from);
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
