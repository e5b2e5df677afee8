const std = @import("std");

pub fn main(init: std.process.Init) !void {
    // In Zig 0.17, `streamRemaining` never ends with a buffered reader and an unbuffered writer.
    // With an unbuffered reader and a buffered writer it ends.
    var fr = std.Io.File.stdin().readerStreaming(init.io, &.{});
    var wbuf: [65536]u8 = undefined;
    var fw = std.Io.File.stdout().writerStreaming(init.io, &wbuf);
    _ = try fr.interface.streamRemaining(&fw.interface);
    try fw.interface.flush();
}
