// `process.stdout.write` ignores short writes, so this calls preview 1 directly.
import { fd_read, fd_write, proc_exit } from "@assemblyscript/wasi-shim/assembly/bindings/wasi_snapshot_preview1";

const buf = memory.data(65536);
const iov = memory.data(12);

while (true) {
  store<usize>(iov, buf);
  store<usize>(iov, 65536, 4);
  if (fd_read(0, iov, 1, iov + 8)) proc_exit(1);
  let n = load<usize>(iov, 8);
  if (!n) break;
  let p = buf;
  while (n) {
    store<usize>(iov, p);
    store<usize>(iov, n, 4);
    if (fd_write(1, iov, 1, iov + 8)) proc_exit(1);
    const w = load<usize>(iov, 8);
    p += w;
    n -= w;
  }
}
