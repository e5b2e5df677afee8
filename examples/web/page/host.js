// The host of one run: the functions of preview 1 from the shim, counted, with pipes for output and a directory.
//
// What of the shim is changed is said where it is. Its functions throw where there is nothing else that a browser
// could do: `proc_exit`, whose status `WASI.start` returns, and `proc_raise`.

import { Directory, Fd, File, OpenFile, PreopenDirectory, WASI, wasi as abi } from "./shim/index.js";

export const PREVIEW1 = "wasi_snapshot_preview1";

// A signal that the tool raised. The shim throws a text.
export class Raised extends Error {
  constructor(number) {
    super(`signal ${number}`);
    this.number = number;
  }
}

// Output as a pipe takes it: the shim's console is a terminal, to which tools write line by line.
class Pipe extends Fd {
  constructor(write) {
    super();
    this.write = write;
  }

  fd_fdstat_get() {
    return { ret: abi.ERRNO_SUCCESS, fdstat: new abi.Fdstat(abi.FILETYPE_UNKNOWN, 0) };
  }

  fd_write(bytes) {
    this.write(bytes);
    return { ret: abi.ERRNO_SUCCESS, nwritten: bytes.length };
  }
}

// The tool's directory. The shim's makes a directory again where there is one, and says that all is well.
class Here extends PreopenDirectory {
  path_create_directory(path) {
    const { inode_obj } = this.path_lookup(path, 0);
    return inode_obj === null ? super.path_create_directory(path) : abi.ERRNO_EXIST;
  }
}

export class Host {
  // How often each import was called, by name; 0 if it never was.
  calls = {};

  constructor({ args, stdin, files, write, called }) {
    this.directory = new Here(".", entries(files));
    const streams = [1, 2].map((stream) => new Pipe((bytes) => write(stream, bytes)));
    const descriptors = [new OpenFile(new File(stdin)), ...streams, this.directory];
    // It logs each path unless it is told not to.
    this.wasi = new WASI(args, [], descriptors, { debug: false });
    this.called = called;
    this.wasi.wasiImport.proc_raise = (number) => {
      throw new Raised(number);
    };
  }

  // What a module is linked with, each function counted. What there is none of is left out, for the link to name it.
  imports(module) {
    const functions = {};
    for (const { module: from, name } of WebAssembly.Module.imports(module)) {
      const known = this.wasi.wasiImport[name];
      if (from !== PREVIEW1 || known === undefined) continue;
      this.calls[name] = 0;
      functions[name] = (...args) => {
        this.calls[name] += 1;
        this.called();
        return known(...args);
      };
    }
    return { [PREVIEW1]: functions };
  }

  // Runs it, and returns its status.
  start(instance) {
    return this.wasi.start(instance);
  }

  // The files as they are now.
  files() {
    return plain(this.directory.dir);
  }
}

// The shim's directory of a tree, with copies of its bytes, and the tree of one.
function entries(folder) {
  return Array.from(folder, ([name, entry]) => [
    name,
    entry instanceof Map ? new Directory(entries(entry)) : new File(entry),
  ]);
}

function plain(directory) {
  const of = ([name, entry]) => [name, entry instanceof Directory ? plain(entry) : entry.data];
  return new Map(Array.from(directory.contents, of));
}
