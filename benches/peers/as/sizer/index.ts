import { filestat, fd_readdir, path_open, path_filestat_get, proc_exit } from "@assemblyscript/wasi-shim/assembly/bindings/wasi_snapshot_preview1";

const buf = memory.data(8192);
const st = memory.data(64, 8);
const path = String.UTF8.encode(process.argv[1]);
if (path_open(3, 1, changetype<usize>(path), path.byteLength, 2, 0x44000, 0, 0, st)) proc_exit(1);
const fd = load<u32>(st);
let cookie: u64 = 0;
while (true) {
  if (fd_readdir(fd, buf, 8192, cookie, st)) proc_exit(1);
  const used = load<u32>(st);
  let p = buf;
  const end = buf + used;
  while (p + 24 <= end) {
    const len = load<u32>(p, 16);
    if (p + 24 + len > end) break;
    cookie = load<u64>(p);
    const name = String.UTF8.decodeUnsafe(p + 24, len);
    if (name != "." && name != "..") {
      if (path_filestat_get(fd, 0, p + 24, len, changetype<filestat>(st))) proc_exit(1);
      console.log('filename: "' + name + '", filesize: ' + load<u64>(st, 32).toString() + " bytes");
    }
    p += 24 + len;
  }
  if (used < 8192) break;
}
