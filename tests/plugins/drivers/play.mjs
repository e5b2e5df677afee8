// Makes the calls of a transcript on a plug-in, and writes what the calls return.
//
// A line `> NAME ARG…` of the transcript is a call, and `> COUNT NAME ARG…` is a repeated one. The
// other lines are what the host is expected to show, which the caller compares.

/**
 * Makes the calls.
 *
 * `create` returns a new instance: `instance`, and `initialize`, which the host has for it.
 * `write` writes to both streams, `result` to standard output only.
 * `isExit` returns whether an error is the host's for `proc_exit`.
 */
export async function play(transcript, { create, write, result, isExit }) {
  let plugin = await create();
  for (const line of transcript.split('\n')) {
    if (!line.startsWith('> ')) continue;
    write(`${line}\n`);
    let [name, ...args] = line.slice(2).split(' ');
    let times = 1;
    if (/^\d+$/.test(name)) [times, name, ...args] = [Number(name), ...args];
    try {
      if (name === 'new') plugin = await create();
      else if (name === 'initialize') plugin.initialize();
      else if (name === 'initialize_again') plugin.instance.exports._initialize();
      else {
        let value;
        for (let i = 0; i < times; i++) value = plugin.instance.exports[name](...args.map(Number));
        result(value === undefined ? '=\n' : `= ${value}\n`);
      }
    } catch (error) {
      if (isExit(error)) result('! exit\n');
      else if (error instanceof WebAssembly.RuntimeError) result(`! trap: ${error.message}\n`);
      else result(`! ${error}\n`);
    }
  }
}

/** Returns the plug-in's own import: a function that calls back into the instance. */
export function callBack(exports) {
  return {
    call_back(by) {
      const seen = exports().count(by);
      exports().print(by);
      return seen;
    },
  };
}
