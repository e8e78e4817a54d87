package dev.loqa.skillhost.abi;

import dev.loqa.skillhost.engine.GuestExit;
import dev.loqa.skillhost.engine.GuestMemory;
import dev.loqa.skillhost.engine.HostImport;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The part of WASI preview 1 that a guest gets: arguments and environment as given, the time,
/// random bytes, output that goes to the log, exit, and (ABI v1) sleeping. No file, no folder, no
/// socket. The rest answers ENOSYS, except that asking for an opened folder answers EBADF: that is
/// how C and Go libraries learn that there is none, and they give up on anything else.
final class Wasi {
  static final int SUCCESS = 0;
  static final int EBADF = 8;
  static final int EINVAL = 28;
  static final int ENOSYS = 52;
  static final int ESPIPE = 70;

  private static final int CHARACTER_DEVICE = 2;
  private static final int MOST_RANDOM = 65_536;
  private static final int MOST_VECTORS = 1_024;

  private final CallContext context;
  private final List<byte[]> arguments;
  private final List<byte[]> environment;
  private final boolean sleeps;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  Wasi(CallContext context, List<String> arguments, List<String> environment, boolean sleeps) {
    this.context = context;
    this.arguments = arguments.stream().map(Wasi::zeroEnded).toList();
    this.environment = environment.stream().map(Wasi::zeroEnded).toList();
    this.sleeps = sleeps;
  }

  private static byte[] zeroEnded(String text) {
    return (text.replace('\0', ' ') + "\0").getBytes(StandardCharsets.UTF_8);
  }

  HostImport.Call find(String name) {
    HostImport.Call call = function(name);
    return (memory, a) -> {
      context.called();
      return call.apply(memory, a);
    };
  }

  private HostImport.Call function(String name) {
    return switch (name) {
      case "args_sizes_get" -> (m, a) -> sizes(m, arguments, a);
      case "args_get" -> (m, a) -> copy(m, arguments, a);
      case "environ_sizes_get" -> (m, a) -> sizes(m, environment, a);
      case "environ_get" -> (m, a) -> copy(m, environment, a);
      case "clock_res_get" -> (m, a) -> resolution(m, a);
      case "clock_time_get" -> (m, a) -> time(m, a);
      case "random_get" -> (m, a) -> random(m, a[0], a[1]);
      case "fd_write" -> (m, a) -> write(m, a);
      case "fd_read" -> (m, a) -> read(m, a);
      case "fd_fdstat_get" -> (m, a) -> descriptor(m, a);
      case "fd_close", "fd_fdstat_set_flags" -> (m, a) -> isOutput(a[0]) ? SUCCESS : EBADF;
      case "fd_seek", "fd_tell" -> (m, a) -> isOutput(a[0]) ? ESPIPE : EBADF;
      case "fd_prestat_get", "fd_prestat_dir_name" -> (m, a) -> EBADF;
      case "sched_yield" -> (m, a) -> SUCCESS;
      case "poll_oneoff" -> sleeps ? (m, a) -> new Poll(context).run(m, a) : (m, a) -> ENOSYS;
      case "proc_exit" ->
          (m, a) -> {
            throw new GuestExit((int) a[0]);
          };
      default -> (m, a) -> ENOSYS;
    };
  }

  private static boolean isOutput(long descriptor) {
    return descriptor >= 0 && descriptor <= 2;
  }

  private static long sizes(GuestMemory memory, List<byte[]> texts, long[] a) {
    memory.writeInt(a[0], texts.size());
    memory.writeInt(a[1], texts.stream().mapToInt(text -> text.length).sum());
    return SUCCESS;
  }

  private static long copy(GuestMemory memory, List<byte[]> texts, long[] a) {
    long pointers = a[0] & 0xffff_ffffL;
    long bytes = a[1] & 0xffff_ffffL;
    for (byte[] text : texts) {
      memory.writeInt(pointers, (int) bytes);
      memory.write(bytes, text);
      pointers += 4;
      bytes += text.length;
    }
    return SUCCESS;
  }

  private static long resolution(GuestMemory memory, long[] a) {
    if (a[0] < 0 || a[0] > 1) {
      return EINVAL;
    }
    memory.writeLong(a[1], 1_000_000);
    return SUCCESS;
  }

  private long time(GuestMemory memory, long[] a) {
    if (a[0] == 0) {
      memory.writeLong(a[2], wallNanos(context));
    } else if (a[0] == 1) {
      memory.writeLong(a[2], System.nanoTime());
    } else {
      return EINVAL;
    }
    return SUCCESS;
  }

  static long wallNanos(CallContext context) {
    return TimeUnit.MILLISECONDS.toNanos(context.ports().clock().millis());
  }

  private long random(GuestMemory memory, long pointer, long length) {
    memory.check(pointer, length);
    if ((length & 0xffff_ffffL) > MOST_RANDOM) {
      return EINVAL;
    }
    byte[] bytes = new byte[(int) length];
    context.ports().random().nextBytes(bytes);
    memory.write(pointer, bytes);
    return SUCCESS;
  }

  private static long descriptor(GuestMemory memory, long[] a) {
    if (!isOutput(a[0])) {
      return EBADF;
    }
    memory.write(a[1], new byte[24]);
    memory.writeByte(a[1], CHARACTER_DEVICE);
    return SUCCESS;
  }

  private static long read(GuestMemory memory, long[] a) {
    if (a[0] != 0) {
      return EBADF;
    }
    memory.writeInt(a[3], 0);
    return SUCCESS;
  }

  private long write(GuestMemory memory, long[] a) {
    if (a[0] != 1 && a[0] != 2) {
      return EBADF;
    }
    long vectors = a[2] & 0xffff_ffffL;
    if (vectors > MOST_VECTORS) {
      return EINVAL;
    }
    memory.check(a[1], vectors * 8);
    long written = 0;
    for (int i = 0; i < vectors; i++) {
      long pointer = memory.readInt(a[1] + i * 8L);
      long length = memory.readInt(a[1] + i * 8L + 4);
      memory.check(pointer, length);
      long size = length & 0xffff_ffffL;
      int kept = (int) Math.min(size, GuestLog.LONGEST_LINE);
      output(memory.read(pointer, kept));
      written += size;
    }
    memory.writeInt(a[3], (int) written);
    return SUCCESS;
  }

  private void output(byte[] bytes) {
    for (byte b : bytes) {
      if (b == '\n' || line.size() >= GuestLog.LONGEST_LINE) {
        flush();
      }
      if (b != '\n') {
        line.write(b);
      }
    }
  }

  /// Writes what was left without an end of line.
  void flush() {
    if (line.size() > 0) {
      context.log().write(1, line.toString(StandardCharsets.UTF_8));
      line.reset();
    }
  }
}
