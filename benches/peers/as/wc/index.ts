// The shim cannot open files. This opens a name in the first preopened directory only.
import { fd_read, path_open, proc_exit } from "@assemblyscript/wasi-shim/assembly/bindings/wasi_snapshot_preview1";

const buf = memory.data(65536);
const iov = memory.data(12);
let fd: u32 = 0;
const args = process.argv;
if (args.length > 1) {
  const path = String.UTF8.encode(args[1]);
  if (path_open(3, 1, changetype<usize>(path), path.byteLength, 0, 2, 0, 0, iov)) proc_exit(1);
  fd = load<u32>(iov);
}
let lines: u64 = 0, words: u64 = 0, bytes: u64 = 0;
let inWord = false;
while (true) {
  store<usize>(iov, buf);
  store<usize>(iov, 65536, 4);
  if (fd_read(fd, iov, 1, iov + 8)) proc_exit(1);
  const n = load<usize>(iov, 8);
  if (!n) break;
  bytes += n;
  for (let i: usize = 0; i < n; i++) {
    const b = load<u8>(buf + i);
    lines += u64(b == 10);
    const space = b == 32 || (b >= 9 && b <= 13);
    words += u64(!space && !inWord);
    inWord = !space;
  }
}
let out = lines.toString() + " " + words.toString() + " " + bytes.toString();
if (args.length > 1) out += " " + args[1];
console.log(out);
