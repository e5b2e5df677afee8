// One run, in a worker of its own: whatever a tool does, the page goes on, and can end it.
//
// It is told what to run in one message, and tells what comes of it: `output` in chunks and `calls` while it runs,
// `end` when it has ended, in whichever way.

import { Host, Raised } from "./host.js";
import { changes, tree } from "./tree.js";

// As much output as a page can hold without harm.
const MOST_OUTPUT = 64 * 1024 * 1024;
// Output is kept back for that long, in milliseconds, or until there are that many bytes.
const LATEST = 100;
const CHUNK = 256 * 1024;

class TooMuch extends Error {}

addEventListener("message", async ({ data }) => {
  // What fails before the tool is reached: a file that was chosen as its input, and is gone.
  const failed = ({ message }) => ({ how: "failed", message, calls: {}, changes: [] });
  postMessage({ kind: "end", ...(await run(data).catch(failed)) });
});

async function run({ url, args, stdin, files }) {
  const before = tree(files);
  const output = new Output();
  const host = new Host({
    args,
    stdin: new Uint8Array(await stdin.arrayBuffer()),
    files: before,
    write: (stream, bytes) => output.write(stream, bytes),
    called: () => output.tick(host.calls),
  });
  const began = performance.now();
  let [prepared, bytes, instance] = [began, null, null];
  try {
    const module = await fetchBytes(url);
    bytes = module.byteLength;
    const compiled = await WebAssembly.compile(module);
    instance = await WebAssembly.instantiate(compiled, host.imports(compiled));
  } catch (error) {
    return { how: "failed", message: error.message, bytes, calls: host.calls, changes: [] };
  }
  prepared = performance.now();
  // Which imports there are is known even if it never calls one, and is stopped.
  output.flush(host.calls);
  const ended = start(host, instance);
  const time = performance.now() - prepared;
  output.flush(host.calls);
  const found = changes(before, host.files());
  return { ...ended, bytes, prepare: prepared - began, time, calls: host.calls, changes: found };
}

async function fetchBytes(url) {
  const answer = await fetch(url).catch(() => {
    throw new Error(`The module ${url} can't be fetched: the server doesn't answer.`);
  });
  if (!answer.ok) {
    throw new Error(`The module ${url} can't be fetched: the server says ${answer.status} ${answer.statusText}.`);
  }
  return answer.arrayBuffer();
}

// How it ended: with a status, or what was thrown.
function start(host, instance) {
  try {
    return { how: "exit", status: host.start(instance) };
  } catch (error) {
    if (error instanceof Raised) return { how: "signal", number: error.number };
    if (error instanceof TooMuch) return { how: "limit", message: `more than ${MOST_OUTPUT >> 20} MiB of output` };
    // What is no error is a text of the shim's, about what it doesn't have.
    const message = error?.message ?? String(error);
    // A stack that overflows is no RuntimeError, and a trap all the same.
    const isTrap = error instanceof WebAssembly.RuntimeError || /call stack|recursion/.test(message);
    return { how: isTrap ? "trap" : "host", message };
  }
}

// What was written and not told yet, by stream.
class Output {
  waiting = { 1: [], 2: [] };
  size = 0;
  total = 0;
  told = performance.now();

  write(stream, bytes) {
    this.total += bytes.length;
    if (this.total > MOST_OUTPUT) throw new TooMuch();
    this.waiting[stream].push(bytes);
    this.size += bytes.length;
  }

  // At each call to the host: tells what there is, if it is time.
  tick(calls) {
    if (this.size >= CHUNK || performance.now() - this.told >= LATEST) this.flush(calls);
  }

  flush(calls) {
    for (const stream of [1, 2]) {
      const parts = this.waiting[stream];
      if (parts.length > 0) postMessage({ kind: "output", stream, parts });
      this.waiting[stream] = [];
    }
    postMessage({ kind: "calls", calls: { ...calls } });
    this.size = 0;
    this.told = performance.now();
  }
}
