pub const std = @import("std");
pub const w = std.os.wasi;
pub const gpa = std.heap.wasm_allocator;

pub fn writeAll(bytes: []const u8) void {
    var out = bytes;
    while (out.len > 0) {
        const iov = [1]w.ciovec_t{.{ .base = out.ptr, .len = out.len }};
        var n: usize = undefined;
        if (w.fd_write(1, &iov, 1, &n) != .SUCCESS) w.proc_exit(1);
        out = out[n..];
    }
}

pub fn read(fd: w.fd_t, buf: []u8) usize {
    const iov = [1]w.iovec_t{.{ .base = buf.ptr, .len = buf.len }};
    var n: usize = undefined;
    if (w.fd_read(fd, &iov, 1, &n) != .SUCCESS) w.proc_exit(1);
    return n;
}

pub fn readAll() []u8 {
    var buf: []u8 = gpa.alloc(u8, 65536) catch w.proc_exit(1);
    var len: usize = 0;
    while (true) {
        const n = read(0, buf[len..]);
        if (n == 0) return buf[0..len];
        len += n;
        if (len == buf.len) buf = gpa.realloc(buf, len * 2) catch w.proc_exit(1);
    }
}

pub fn argv() [][*:0]u8 {
    var argc: usize = undefined;
    var len: usize = undefined;
    _ = w.args_sizes_get(&argc, &len);
    const v = gpa.alloc([*:0]u8, argc) catch w.proc_exit(1);
    const buf = gpa.alloc(u8, len) catch w.proc_exit(1);
    _ = w.args_get(v.ptr, buf.ptr);
    return v;
}

/// Opens a path in the first preopened directory whose name is a prefix of the path or ".".
pub fn open(path: []const u8, oflags: w.oflags_t) w.fd_t {
    var fd: w.fd_t = 3;
    var buf: [256]u8 = undefined;
    while (true) : (fd += 1) {
        var ps: w.prestat_t = undefined;
        if (w.fd_prestat_get(fd, &ps) != .SUCCESS) w.proc_exit(1);
        const n = ps.u.dir.pr_name_len;
        if (n > buf.len or w.fd_prestat_dir_name(fd, &buf, n) != .SUCCESS) continue;
        var rel = path;
        const name = std.mem.trimEnd(u8, buf[0..n], "/");
        if (std.mem.eql(u8, name, ".") and path[0] != '/') {} else if (std.mem.startsWith(u8, path, name) and (path.len == name.len or path[name.len] == '/')) {
            rel = std.mem.trimStart(u8, path[name.len..], "/");
        } else continue;
        if (rel.len == 0) rel = ".";
        var out: w.fd_t = undefined;
        if (w.path_open(fd, .{ .SYMLINK_FOLLOW = true }, rel.ptr, rel.len, oflags, .{ .FD_READ = true, .FD_READDIR = true, .PATH_FILESTAT_GET = true }, .{}, .{}, &out) != .SUCCESS) w.proc_exit(1);
        return out;
    }
}
