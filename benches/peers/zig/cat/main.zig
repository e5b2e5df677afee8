const std = @import("std");

pub fn main(init: std.process.Init) !void {
    // A reader with a buffer and a writer without one make `streamRemaining` go on for ever in Zig 0.17;
    // the other way round it ends.
    var fr = std.Io.File.stdin().readerStreaming(init.io, &.{});
    var wbuf: [65536]u8 = undefined;
    var fw = std.Io.File.stdout().writerStreaming(init.io, &wbuf);
    _ = try fr.interface.streamRemaining(&fw.interface);
    try fw.interface.flush();
}
