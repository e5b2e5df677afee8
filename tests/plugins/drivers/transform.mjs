// A small host for Redpanda's transforms in Node, with the functions of the ABI that the SDK calls:
// MODULE.
//
// Of WASI, it has what Redpanda has and a transform can call: output, the end of the program, and an
// empty environment. The other functions return `NOSYS`, as Redpanda's do for descriptors.

import { readFileSync } from 'node:fs';

const NOSYS = 52;
const END = 'the records are at an end';
const batches = [['first', 'second'], ['flush'], [null]];

const module = await WebAssembly.compile(readFileSync(process.argv[2]));
let exports;
let batch = [];
const view = () => new DataView(exports.memory.buffer);
const bytes = (at, length) => new Uint8Array(exports.memory.buffer, at, length);
const text = (at, length) => new TextDecoder().decode(bytes(at, length));

/** Encodes a record without a key and headers: lengths are signed, and -1 is a missing part. */
function payload(value) {
  const utf8 = value === null ? [] : [...new TextEncoder().encode(value)];
  return Uint8Array.from([1, value === null ? 1 : utf8.length * 2, ...utf8, 0]);
}

const redpanda = {
  check_abi_version_2: () => console.log('the ABI is version 2'),
  read_batch_header(_offset, count) {
    if (batches.length === 0) throw new Error(END);
    batch = batches.shift();
    console.log(`a batch of ${batch.length}`);
    view().setInt32(count, batch.length, true);
    return 64;
  },
  read_next_record(_attributes, timestamp, _offset, at, length) {
    const record = payload(batch.shift());
    view().setBigInt64(timestamp, 1000n, true);
    bytes(at, length).set(record);
    return record.length;
  },
  write_record(at, length) {
    console.log(`record ${JSON.stringify(text(at, length).slice(2, -1))}`);
    return length;
  },
  write_record_with_options: () => -1,
};
const wasi = new Proxy({
  fd_write(fd, slices, count, written) {
    let total = 0;
    for (let i = 0; i < count; i++) {
      const [at, length] = [view().getUint32(slices + 8 * i, true), view().getUint32(slices + 8 * i + 4, true)];
      for (const line of text(at, length).split('\n')) if (line !== '') console.log(`log ${fd}: ${line}`);
      total += length;
    }
    view().setUint32(written, total, true);
    return 0;
  },
  environ_sizes_get(count, size) {
    view().setUint32(count, 0, true);
    view().setUint32(size, 0, true);
    return 0;
  },
  proc_exit(status) {
    throw new Error(`Exiting: ${status}`);
  },
}, { get: (own, name) => own[name] ?? (() => NOSYS) });

const imports = { redpanda_transform: redpanda, wasi_snapshot_preview1: wasi };
exports = (await WebAssembly.instantiate(module, imports)).exports;
try {
  exports._start();
} catch (error) {
  console.log(String(error));
}
