// The host of one run: preview 1 from browser_wasi_shim, with counted calls, pipes and a directory.
//
// Comments name each difference from the shim. `proc_exit` and `proc_raise` throw, because a
// browser has no other way to end the tool; `WASI.start` returns the status of `proc_exit`.

import { Directory, Fd, File, OpenFile, PreopenDirectory, WASI, wasi as abi } from "./shim/index.js";

export const PREVIEW1 = "wasi_snapshot_preview1";

// A signal that the tool raised. The shim throws a string instead.
export class Raised extends Error {
  constructor(number) {
    super(`signal ${number}`);
    this.number = number;
  }
}

// Output to a pipe. The shim's output is a terminal, to which tools write line by line.
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

// The tool's directory. The shim replaces an existing directory, and reports success.
class ToolDirectory extends PreopenDirectory {
  path_create_directory(path) {
    const { inode_obj } = this.path_lookup(path, 0);
    return inode_obj === null ? super.path_create_directory(path) : abi.ERRNO_EXIST;
  }
}

export class Host {
  // The number of calls to each import, by name.
  calls = {};

  constructor({ args, stdin, files, write, called }) {
    this.directory = new ToolDirectory(".", entries(files));
    const streams = [1, 2].map((stream) => new Pipe((bytes) => write(stream, bytes)));
    const descriptors = [new OpenFile(new File(stdin)), ...streams, this.directory];
    // By default, the shim logs each path.
    this.wasi = new WASI(args, [], descriptors, { debug: false });
    this.called = called;
    this.wasi.wasiImport.proc_raise = (number) => {
      throw new Raised(number);
    };
  }

  // Returns the imports of a module. Calls are counted. A missing function is left out, so that the
  // error of the link names it.
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

  // Runs the tool, and returns its exit status.
  start(instance) {
    return this.wasi.start(instance);
  }

  // Returns the current files.
  files() {
    return plain(this.directory.dir);
  }
}

// Converts a tree to the shim's directory entries, with copies of the bytes.
function entries(folder) {
  return Array.from(folder, ([name, entry]) => [
    name,
    entry instanceof Map ? new Directory(entries(entry)) : new File(entry),
  ]);
}

// Converts the shim's directory to a tree.
function plain(directory) {
  const of = ([name, entry]) => [name, entry instanceof Directory ? plain(entry) : entry.data];
  return new Map(Array.from(directory.contents, of));
}
