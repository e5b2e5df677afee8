// Calls a component in Node: with the adapter for reactors, translated by jco. MODULE FOLDER.

import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [path, folder] = process.argv.slice(2);
const packages = join(process.env.NANOWASI_PACKAGES, 'node_modules');

const jco = await import(pathToFileURL(join(packages, '@bytecodealliance/jco/dist/api.js')).href);
const adapter = readFileSync(jco.preview1AdapterReactorPath());
const bytes = await jco.componentNew(readFileSync(path), [['wasi_snapshot_preview1', adapter]]);
const map = { 'test:component/title': './title.js' };
const { files } = await jco.transpile(bytes, { name: 'plugin', map, instantiation: 'async' });

rmSync(folder, { recursive: true, force: true });
for (const [name, content] of Array.isArray(files) ? files : Object.entries(files)) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), content);
}
writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
symlinkSync(packages, join(folder, 'node_modules'));

const { instantiate } = await import(pathToFileURL(join(folder, 'plugin.js')).href);
const shim = '@bytecodealliance/preview2-shim/dist/common/instantiation.js';
const { WASIShim } = await import(pathToFileURL(join(packages, shim)).href);

/** Creates an instance. */
function create() {
  const title = (len) => `${len} bytes`;
  const load = async (name) => WebAssembly.compile(readFileSync(join(folder, name)));
  return instantiate(load, { ...new WASIShim().getImportObject(), './title.js': { title } });
}

/** Makes a call, and shows its result. */
function call(plugin, name, ...args) {
  const line = `${name} ${JSON.stringify(args)}`;
  try {
    writeSync(1, `${line} = ${JSON.stringify(plugin[name](...args))}\n`);
  } catch (error) {
    writeSync(1, `${line}: ${error?.payload ?? error}\n`);
  }
}

let plugin = await create();
call(plugin, 'constructed');
call(plugin, 'words', 'to be or not to be');
call(plugin, 'words', '');
call(plugin, 'constructed');
call(plugin, 'fail', 'a reason');
writeSync(1, 'new\n');
plugin = await create();
call(plugin, 'words', 'a');
call(plugin, 'constructed');
