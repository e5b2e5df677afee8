let chunks = new Array<ArrayBuffer>();
let total = 0;
while (true) {
  const b = new ArrayBuffer(65536);
  const n = process.stdin.read(b);
  if (n <= 0) break;
  chunks.push(b.slice(0, n));
  total += n;
}
const all = new ArrayBuffer(total);
let at: usize = changetype<usize>(all);
for (let i = 0; i < chunks.length; i++) {
  const c = chunks[i];
  memory.copy(at, changetype<usize>(c), c.byteLength);
  at += c.byteLength;
}
const lines = String.UTF8.decode(all).split("\n");
let sum: u64 = 0, n: u64 = 0;
for (let i = 0; i < lines.length; i++) {
  if (!lines[i].length) continue;
  sum += U64.parseInt(lines[i]);
  n++;
}
// AssemblyScript has no `toFixed`.
const milli = <u64>nearest(<f64>sum / <f64>n * 1000);
console.log(sum.toString() + " " + (milli / 1000).toString() + "." + (milli % 1000).toString().padStart(3, "0"));
