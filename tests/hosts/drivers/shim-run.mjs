// Runs a module on @bjorn3/browser_wasi_shim, in Node or in a browser.

/** Returns the exit status. Throws a trap, or the error of a missing import. */
export async function run(shim, { bytes, args, env, stdin, stdout, stderr }) {
  const { WASI, File, OpenFile, PreopenDirectory, ConsoleStdout } = shim;
  const wasi = new WASI(args, Object.entries(env).map((pair) => pair.join('=')), [
    new OpenFile(new File(stdin)),
    new ConsoleStdout(stdout),
    new ConsoleStdout(stderr),
    new PreopenDirectory('.', new Map()),
  ], { debug: false });
  const module = await WebAssembly.compile(bytes);
  const instance = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: wasi.wasiImport });
  return wasi.start(instance);
}
