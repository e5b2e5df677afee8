// Modules with behaviour that no tool has. Lengths are single bytes, so each section is below 128
// bytes.

const name = (text) => [text.length, ...Buffer.from(text)];
const section = (id, ...content) => [id, content.flat(9).length, ...content.flat(9)];
const START = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const NOTHING = [0x60, 0, 0];
const FD_WRITE = [0x60, 4, 0x7f, 0x7f, 0x7f, 0x7f, 1, 0x7f];

// Returns a module with a page of memory, a `_start` with this code, and optionally an import and
// data at 0.
function module(code, imported = null, data = []) {
  const body = [0, ...code, 0x0b];
  return Buffer.from([
    ...START,
    ...section(1, 2, NOTHING, FD_WRITE),
    ...(imported ? section(2, 1, imported.map(name), 0, 1) : []),
    ...section(3, 1, 0),
    ...section(5, 1, 0, 1),
    ...section(7, 2, name("memory"), 2, 0, name("_start"), 0, imported ? 1 : 0),
    ...section(10, 1, body.length, body),
    ...(data.length > 0 ? section(11, 1, 0, 0x41, 0, 0x0b, data.length, data) : []),
  ]);
}

const LOOP = (...code) => [0x03, 0x40, ...code, 0x0c, 0, 0x0b];

// `unreachable`.
export const trap = module([0x00]);
// Recurses until the stack overflows.
export const deep = module([0x10, 0]);
// Loops for ever.
export const endless = module(LOOP());
// Writes 32 KiB to standard output, for ever.
export const flood = module(
  LOOP(0x41, 1, 0x41, 0, 0x41, 1, 0x41, 8, 0x10, 0, 0x1a),
  ["wasi_snapshot_preview1", "fd_write"],
  [0, 0, 0, 0, 0, 0x80, 0, 0],
);
// Imports a function outside preview 1.
export const foreign = module([], ["env", "missing"]);
