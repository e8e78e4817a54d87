package dev.loqa.base.service;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/// The service manager's end of the socket: binds it and reads datagrams, for ten seconds each at
/// most.
public final class ManagerSocket implements AutoCloseable {
  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVTIMEO = 20;

  private final int descriptor;
  private final Receive receive =
      Sockets.function(
          Receive.class,
          "recv",
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_INT,
          ValueLayout.ADDRESS,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_INT);

  /// bind(2)
  public interface Bind {
    int call(int descriptor, MemorySegment address, int length);
  }

  /// setsockopt(2)
  public interface SetOption {
    int call(int descriptor, int level, int option, MemorySegment value, int length);
  }

  /// recv(2)
  public interface Receive {
    long call(int descriptor, MemorySegment buffer, long length, int flags);
  }

  ManagerSocket(String name) {
    Bind bind =
        Sockets.function(
            Bind.class,
            "bind",
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_INT);
    SetOption option =
        Sockets.function(
            SetOption.class,
            "setsockopt",
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_INT);
    descriptor = Sockets.open().call(Sockets.AF_UNIX, Sockets.SOCK_DGRAM, 0);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = Sockets.address(arena, name);
      MemorySegment patience = arena.allocateFrom(ValueLayout.JAVA_LONG, 10, 0);
      if (bind.call(descriptor, address, Math.toIntExact(address.byteSize())) != 0
          || option.call(descriptor, SOL_SOCKET, SO_RCVTIMEO, patience, 16) != 0) {
        throw new IllegalStateException("no socket at " + name);
      }
    }
  }

  /// The next datagram; empty when none came.
  String next() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(4_096);
      long read = receive.call(descriptor, buffer, 4_096, 0);
      byte[] bytes = new byte[Math.toIntExact(Math.max(0, read))];
      MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, bytes, 0, bytes.length);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    Sockets.close().call(descriptor);
  }
}
