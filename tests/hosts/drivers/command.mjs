// The command line of the drivers: MODULE [KEY=VALUE…] -- [ARG…]. The sandbox is the current directory.

import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Returns the bytes of the module to run, its name and arguments, and its environment. */
export function command(argv = process.argv.slice(2)) {
  const end = argv.indexOf('--');
  const path = argv[0];
  const env = Object.fromEntries(argv.slice(1, end).map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), pair.slice(at + 1)];
  }));
  return { path, bytes: readFileSync(path), args: [basename(path), ...argv.slice(end + 1)], env };
}

/** Returns the URL of a file of a package, which the runner has installed. */
export function installed(path) {
  return pathToFileURL(join(process.env.NANOWASI_PACKAGES, 'node_modules', path)).href;
}

/** Ends the process as for a module that can't be loaded, or that traps. */
export function failed(error) {
  process.stderr.write(`host: ${error?.stack ?? error}\n`);
  process.exit(134);
}
