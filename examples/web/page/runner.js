// Runs a tool in a new worker, and ends the worker.

// Begins a run, and returns a function that stops it.
//
// `on.output(stream, parts)` is called for output. `on.end(ended)` is called once, also when the
// run is stopped, and nothing is called after it.
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
  // A script of the worker cannot be loaded or throws. Failures of the tool arrive as messages.
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    const message = event.message || "its scripts can't be loaded";
    end({ how: "failed", message: `The worker that runs the tool has failed: ${message}`, calls, changes: [] });
  });
  worker.postMessage(command);
  return () => end({ how: "stopped", time: performance.now() - began, calls, changes: [] });
}
