// Runs a tool in a worker that is made for it, and ends it.

// Begins a run. `on` has `output(stream, parts)`, `calls(calls)` and `end(ended)`: the last comes once, and nothing
// after it. What is returned stops the run, and has `end` called then.
export function begin(command, on) {
  const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
  const began = performance.now();
  let calls = {};
  let over = false;
  const end = (ended) => {
    if (over) return;
    over = true;
    worker.terminate();
    on.end(ended);
  };
  worker.addEventListener("message", ({ data }) => {
    if (over) return;
    if (data.kind === "output") on.output(data.stream, data.parts);
    else if (data.kind === "calls") calls = data.calls;
    else end(data);
  });
  // A script of the worker that can't be loaded, or that fails: the tool's own failures are told in messages.
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    const message = event.message || "its scripts can't be loaded";
    end({ how: "failed", message: `The worker that runs the tool has failed: ${message}`, calls, changes: [] });
  });
  worker.postMessage(command);
  return () => end({ how: "stopped", time: performance.now() - began, calls, changes: [] });
}
