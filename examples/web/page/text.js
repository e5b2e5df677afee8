// Converts a tool's output to text. Bytes that are not UTF-8 and control characters are escaped.

const CONTROL = /[\0-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;

// Splits a text into segments. `raw` marks a segment of escaped bytes, such as `\xFF`.
export function segments(bytes) {
  const all = [];
  const add = (text, raw) => {
    if (text !== "") all.push({ text, raw });
  };
  for (const { valid, part } of runs(bytes)) {
    if (!valid) {
      add(Array.from(part, escape).join(""), true);
      continue;
    }
    // A byte order mark is part of the output.
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(part);
    let from = 0;
    for (const match of text.matchAll(CONTROL)) {
      add(text.slice(from, match.index), false);
      add(Array.from(match[0], (character) => escape(character.charCodeAt(0))).join(""), true);
      from = match.index + match[0].length;
    }
    add(text.slice(from), false);
  }
  return all;
}

// Returns the first `length` bytes, or a few less at the boundary of a character.
export function cut(bytes, length) {
  if (bytes.length <= length) return bytes;
  let end = length;
  // A character has at most three bytes after its first.
  while (end > length - 3 && (bytes[end] & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, (bytes[end] & 0xc0) === 0x80 ? length : end);
}

export function count(number) {
  return number.toLocaleString("en");
}

// `1 byte`, `2,000 bytes`.
export function bytesOf(number) {
  return `${count(number)} ${number === 1 ? "byte" : "bytes"}`;
}

function escape(byte) {
  const number = byte.toString(16).toUpperCase();
  return byte > 0xff ? `\\u{${number}}` : `\\x${number.padStart(2, "0")}`;
}

// Yields alternating runs of bytes that are UTF-8 and bytes that are not.
function* runs(bytes) {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    yield { valid: true, part: bytes };
    return;
  } catch {
    // Not all is UTF-8: find the runs byte by byte.
  }
  let from = 0;
  let valid = true;
  for (let at = 0; at < bytes.length;) {
    const length = character(bytes, at);
    if (length > 0 !== valid) {
      yield { valid, part: bytes.subarray(from, at) };
      [from, valid] = [at, !valid];
    }
    at += Math.max(length, 1);
  }
  yield { valid, part: bytes.subarray(from) };
}

// Returns the length of the character that begins at `at`, or 0 if there is none.
function character(bytes, at) {
  const first = bytes[at];
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || at + length > bytes.length) return 0;
  for (let next = at + 1; next < at + length; next++) {
    if ((bytes[next] & 0xc0) !== 0x80) return 0;
  }
  // An overlong form, a surrogate, or a number above U+10FFFF.
  const second = bytes[at + 1];
  const wrong =
    (first === 0xe0 && second < 0xa0) ||
    (first === 0xed && second > 0x9f) ||
    (first === 0xf0 && second < 0x90) ||
    (first === 0xf4 && second > 0x8f);
  return wrong ? 0 : length;
}
