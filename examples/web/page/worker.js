// Runs a tool in a worker, so that the page stays responsive and can end the run.
//
// The page sends the inputs in one message. The worker sends `output` in chunks and `calls` during
// the run, and `end` after it.

import { Host, Raised } from "./host.js";
import { changes, tree } from "./tree.js";

// The maximum output of a run, which the page keeps in memory.
const MAX_OUTPUT = 64 * 1024 * 1024;
// Output is sent after this time in milliseconds, or after this number of bytes.
const FLUSH_INTERVAL = 100;
const CHUNK = 256 * 1024;

class OutputLimit extends Error {}

addEventListener("message", async ({ data }) => {
  // An error before the tool starts, for example a deleted input file.
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
  // Sends the imports, which the page shows even if the tool is stopped before any call.
  output.flush(host.calls);
  const ended = start(host, instance);
  const time = performance.now() - prepared;
  output.flush(host.calls);
  const found = changes(before, host.files());
  return { ...ended, bytes, prepare: prepared - began, time, calls: host.calls, changes: found };
}

async function fetchBytes(url) {
  const response = await fetch(url).catch(() => {
    throw new Error(`The module ${url} can't be fetched: no response from the server.`);
  });
  if (!response.ok) {
    throw new Error(`The module ${url} can't be fetched: the server returned ${response.status} ${response.statusText}.`);
  }
  return response.arrayBuffer();
}

// Runs the tool, and returns how it ended.
function start(host, instance) {
  try {
    return { how: "exit", status: host.start(instance) };
  } catch (error) {
    if (error instanceof Raised) return { how: "signal", number: error.number };
    if (error instanceof OutputLimit) return { how: "limit", message: `more than ${MAX_OUTPUT >> 20} MiB of output` };
    // The shim throws strings for what it does not implement.
    const message = error?.message ?? String(error);
    // A stack overflow is a trap, but not a RuntimeError.
    const isTrap = error instanceof WebAssembly.RuntimeError || /call stack|recursion/.test(message);
    return { how: isTrap ? "trap" : "host", message };
  }
}

// The output that has not been sent yet, by stream.
class Output {
  pending = { 1: [], 2: [] };
  size = 0;
  total = 0;
  flushedAt = performance.now();

  write(stream, bytes) {
    this.total += bytes.length;
    if (this.total > MAX_OUTPUT) throw new OutputLimit();
    this.pending[stream].push(bytes);
    this.size += bytes.length;
  }

  // Called at each call to the host: sends pending output if it is due.
  tick(calls) {
    if (this.size >= CHUNK || performance.now() - this.flushedAt >= FLUSH_INTERVAL) this.flush(calls);
  }

  flush(calls) {
    for (const stream of [1, 2]) {
      const parts = this.pending[stream];
      if (parts.length > 0) postMessage({ kind: "output", stream, parts });
      this.pending[stream] = [];
    }
    postMessage({ kind: "calls", calls: { ...calls } });
    this.size = 0;
    this.flushedAt = performance.now();
  }
}
