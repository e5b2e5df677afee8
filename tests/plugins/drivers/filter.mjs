// A small Proxy-Wasm host in Node: calls a filter as a proxy does. MODULE.
//
// It has the functions of ABI 0.2.1 that the filter calls. Of WASI, it has those that the C++ host of
// Envoy has always had.

import { readFileSync } from 'node:fs';

const wasi = ['fd_write', 'fd_read', 'fd_seek', 'fd_close', 'fd_fdstat_get', 'environ_get', 'environ_sizes_get',
  'args_get', 'args_sizes_get', 'clock_time_get', 'random_get', 'proc_exit'];
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
const [OK, NOT_FOUND] = [0, 1];
const HTTP_CONTEXT = 1;

const module = await WebAssembly.compile(readFileSync(process.argv[2]));
const missing = WebAssembly.Module.imports(module).filter(
  (item) => item.module !== 'env' && !(item.module === 'wasi_snapshot_preview1' && wasi.includes(item.name)),
);
if (missing.length > 0) {
  console.log(`missing: ${missing.map((item) => item.name).join(', ')}`);
  process.exit();
}

/** A loaded filter, and the request that it handles. */
class Filter {
  constructor(configuration) {
    this.configuration = configuration;
    const functions = (names, own) =>
      Object.fromEntries(names.map((name) => [name, own[name] ?? (() => { throw new Error(`${name} is called`); })]));
    const names = WebAssembly.Module.imports(module).filter((item) => item.module === 'env').map((item) => item.name);
    const imports = { env: functions(names, this.abi()), wasi_snapshot_preview1: functions(wasi, {}) };
    this.exports = new WebAssembly.Instance(module, imports).exports;
    this.exports._initialize();
    this.exports.proxy_on_context_create(HTTP_CONTEXT, 0);
    console.log(`started: ${this.exports.proxy_on_vm_start(HTTP_CONTEXT, 0) === 1}`);
    console.log(`configured: ${this.exports.proxy_on_configure(HTTP_CONTEXT, configuration.length) === 1}`);
  }

  bytes(address, length) {
    return new Uint8Array(this.exports.memory.buffer, address, length);
  }

  text(address, length) {
    return new TextDecoder().decode(this.bytes(address, length));
  }

  /** Allocates memory of the filter for a result, and stores its address and length. */
  give(bytes, address, length) {
    const at = this.exports.proxy_on_memory_allocate(bytes.length);
    this.bytes(at, bytes.length).set(bytes);
    const view = new DataView(this.exports.memory.buffer);
    view.setUint32(address, at, true);
    view.setUint32(length, bytes.length, true);
    return OK;
  }

  abi() {
    const utf8 = (text) => new TextEncoder().encode(text);
    return {
      proxy_log: (level, at, length) => {
        console.log(`${levels[level]}: ${this.text(at, length)}`);
        return OK;
      },
      proxy_get_buffer_bytes: (_type, _start, _max, address, length) =>
        this.give(utf8(this.configuration), address, length),
      proxy_get_header_map_pairs: (_type, address, length) => {
        const pairs = Object.entries(this.headers).map((pair) => pair.map(utf8));
        const sizes = pairs.flat().map((text) => text.length);
        const head = new Uint8Array(Uint32Array.from([pairs.length, ...sizes]).buffer);
        const texts = pairs.flat().flatMap((text) => [...text, 0]);
        return this.give(Uint8Array.from([...head, ...texts]), address, length);
      },
      proxy_get_header_map_value: (_type, at, size, address, length) => {
        const value = this.headers[this.text(at, size)];
        return value === undefined ? NOT_FOUND : this.give(utf8(value), address, length);
      },
      proxy_replace_header_map_value: (_type, at, size, valueAt, valueSize) => {
        this.headers[this.text(at, size)] = this.text(valueAt, valueSize);
        return OK;
      },
      proxy_send_local_response: (status, _details, _size, body, length) => {
        console.log(`response ${status}: ${JSON.stringify(this.text(body, length))}`);
        return OK;
      },
    };
  }

  request(id, path) {
    this.headers = { ':method': 'GET', ':path': path };
    try {
      this.exports.proxy_on_context_create(id, HTTP_CONTEXT);
      const action = this.exports.proxy_on_request_headers(id, 2, 1);
      console.log(`${path}: ${['continue', 'pause'][action]}, ${JSON.stringify(this.headers)}`);
      if (this.exports.proxy_on_done(id)) this.exports.proxy_on_delete(id);
    } catch (error) {
      console.log(`${path}: ${error}`);
    }
  }
}

let filter = new Filter('Hello');
filter.request(2, '/hello');
filter.request(3, '/other');
filter.request(4, '/fail');
console.log('new');
filter = new Filter('Hello again');
filter.request(2, '/hello');
