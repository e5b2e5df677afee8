const std = @import("std");
const w = std.os.wasi;

// The panic handler of `std` adds about 30 KB.
pub const panic = std.debug.FullPanic(myPanic);
fn write(s: []const u8) void {
    const iov = [1]w.ciovec_t{.{ .base = s.ptr, .len = s.len }};
    var n: usize = undefined;
    _ = w.fd_write(2, &iov, 1, &n);
}
fn myPanic(msg: []const u8, _: ?usize) noreturn {
    write(msg);
    @trap();
}

pub export fn _start() void {
    const src = @src();
    const m = std.fmt.comptimePrint("{s}:{d}: something went wrong\n", .{ src.file, src.line });
    @panic(m);
}
