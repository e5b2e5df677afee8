// Runs a module as a component in Node: with the adapter from preview 1 to preview 2, translated by jco.

import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { command, failed, installed } from './command.mjs';

try {
  const { bytes, args, env } = command();
  const entry = await translated(bytes);
  const cli = await import(installed('@bytecodealliance/preview2-shim/dist/nodejs/cli.js'));
  const filesystem = await import(installed('@bytecodealliance/preview2-shim/dist/nodejs/filesystem.js'));
  cli._setArgs(args);
  cli._setEnv(env);
  filesystem._setPreopens({ '.': process.cwd() });
  const component = await import(pathToFileURL(entry).href);
  await component.run.run();
  // Another thread is still writing the output.
  do await new Promise((resolve) => setTimeout(resolve, 50));
  while (process.stdout.writableLength > 0);
  process.exit(0);
} catch (error) {
  failed(error);
}

/** The module as JavaScript: made once, and kept beside the packages. */
async function translated(bytes) {
  const name = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  const folder = join(process.env.NANOWASI_PACKAGES, 'translated', name);
  const entry = join(folder, 'component.js');
  if (existsSync(entry)) return entry;
  const { componentNew, transpile, preview1AdapterCommandPath } = await import(installed('@bytecodealliance/jco/dist/api.js'));
  const adapter = await readFile(preview1AdapterCommandPath());
  const component = await componentNew(bytes, [['wasi_snapshot_preview1', adapter]]);
  const { files } = await transpile(component, { name: 'component' });
  // Another process may write the same files. The first one succeeds.
  const unfinished = `${folder}-${process.pid}`;
  const all = Array.isArray(files) ? files : Object.entries(files);
  for (const [path, content] of all) {
    mkdirSync(dirname(join(unfinished, path)), { recursive: true });
    writeFileSync(join(unfinished, path), content);
  }
  writeFileSync(join(unfinished, 'package.json'), '{"type":"module"}');
  symlinkSync(join(process.env.NANOWASI_PACKAGES, 'node_modules'), join(unfinished, 'node_modules'));
  try {
    renameSync(unfinished, folder);
  } catch {
    rmSync(unfinished, { recursive: true });
  }
  return entry;
}
