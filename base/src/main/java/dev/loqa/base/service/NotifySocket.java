package dev.loqa.base.service;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/// Sends datagrams to a unix socket of the service manager (sd_notify(3)). Java's own channels know
/// stream sockets only, so this calls the C library. Each datagram has a socket of its own, which
/// never blocks. Safe to share.
final class NotifySocket {
  private final String name;
  private final Sockets.Open open = Sockets.open();
  private final Sockets.SendTo sendTo = Sockets.sendTo();
  private final Sockets.Close close = Sockets.close();

  /// @param name a path, or `@name` for an abstract socket
  NotifySocket(String name) {
    this.name = name;
    try (Arena arena = Arena.ofConfined()) {
      Sockets.address(arena, name);
    }
  }

  /// Sends `text`; whether the service manager's socket took it.
  boolean send(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = Sockets.address(arena, name);
      MemorySegment message = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      int descriptor =
          open.call(Sockets.AF_UNIX, Sockets.SOCK_DGRAM | Sockets.SOCK_CLOEXEC_NONBLOCK, 0);
      if (descriptor < 0) {
        return false;
      }
      long sent =
          sendTo.call(
              descriptor,
              message,
              bytes.length,
              Sockets.MSG_NOSIGNAL,
              address,
              Math.toIntExact(address.byteSize()));
      close.call(descriptor);
      return sent == bytes.length;
    }
  }
}
