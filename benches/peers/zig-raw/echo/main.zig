// Assumes that the host stores the strings contiguously, and replaces each NUL with a space.
const w = @import("std").os.wasi;
const std = @import("std");

pub export fn _start() void {
    const gpa = std.heap.wasm_allocator;
    var argc: usize = undefined;
    var len: usize = undefined;
    _ = w.args_sizes_get(&argc, &len);
    const argv = gpa.alloc([*:0]u8, argc) catch w.proc_exit(1);
    const buf = gpa.alloc(u8, len) catch w.proc_exit(1);
    _ = w.args_get(argv.ptr, buf.ptr);
    var out: []u8 = buf[buf.len - 1 ..]; // without arguments, there is just the last NUL, for the newline
    if (argc > 1) out = buf[@intFromPtr(argv[1]) - @intFromPtr(buf.ptr) ..];
    for (out) |*b| {
        if (b.* == 0) b.* = ' ';
    }
    out[out.len - 1] = '\n';
    while (out.len > 0) {
        const iov = [1]w.ciovec_t{.{ .base = out.ptr, .len = out.len }};
        var n: usize = undefined;
        if (w.fd_write(1, &iov, 1, &n) != .SUCCESS) w.proc_exit(1);
        out = out[n..];
    }
}
