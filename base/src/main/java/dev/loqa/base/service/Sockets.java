package dev.loqa.base.service;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandleProxies;
import java.nio.charset.StandardCharsets;

/// The C library's datagram sockets with an address in the file system (unix(7)), as Linux has them
/// on amd64 and arm64. Public only because the JDK makes implementations of public interfaces
/// alone.
public final class Sockets {
  static final int AF_UNIX = 1;
  static final int SOCK_DGRAM = 2;
  static final int SOCK_CLOEXEC_NONBLOCK = 0x80000 | 0x800;
  static final int MSG_NOSIGNAL = 0x4000;

  private static final int PATH_AT = 2;
  private static final int MOST_PATH = 108;
  private static final Linker LINKER = Linker.nativeLinker();

  private Sockets() {}

  /// socket(2)
  public interface Open {
    int call(int domain, int type, int protocol);
  }

  /// sendto(2)
  public interface SendTo {
    long call(
        int descriptor,
        MemorySegment bytes,
        long length,
        int flags,
        MemorySegment to,
        int toLength);
  }

  /// close(2)
  public interface Close {
    int call(int descriptor);
  }

  static Open open() {
    return function(
        Open.class,
        "socket",
        ValueLayout.JAVA_INT,
        ValueLayout.JAVA_INT,
        ValueLayout.JAVA_INT,
        ValueLayout.JAVA_INT);
  }

  static SendTo sendTo() {
    return function(
        SendTo.class,
        "sendto",
        ValueLayout.JAVA_LONG,
        ValueLayout.JAVA_INT,
        ValueLayout.ADDRESS,
        ValueLayout.JAVA_LONG,
        ValueLayout.JAVA_INT,
        ValueLayout.ADDRESS,
        ValueLayout.JAVA_INT);
  }

  static Close close() {
    return function(Close.class, "close", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
  }

  @SuppressWarnings("restricted") // the C library's sockets are what this class is for
  static <T> T function(
      Class<T> type, String name, MemoryLayout result, MemoryLayout... arguments) {
    return MethodHandleProxies.asInterfaceInstance(
        type,
        LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments)));
  }

  /// An address, as C's `sockaddr_un`.
  ///
  /// @param name a path, or `@name` for one without a file
  static MemorySegment address(Arena arena, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < 2 || bytes.length >= MOST_PATH || (bytes[0] != '/' && bytes[0] != '@')) {
      throw new IllegalArgumentException(
          "the socket is \"" + name + "\": use a path, or @name, of at most 107 bytes");
    }
    boolean hidden = bytes[0] == '@';
    MemorySegment address = arena.allocate(PATH_AT + bytes.length + (hidden ? 0L : 1L));
    address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
    MemorySegment.copy(bytes, 0, address, ValueLayout.JAVA_BYTE, PATH_AT, bytes.length);
    if (hidden) {
      address.set(ValueLayout.JAVA_BYTE, PATH_AT, (byte) 0);
    }
    return address;
  }
}
