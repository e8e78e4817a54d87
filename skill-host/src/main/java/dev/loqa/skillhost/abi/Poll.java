package dev.loqa.skillhost.abi;

import dev.loqa.skillhost.engine.GuestMemory;
import dev.loqa.skillhost.engine.GuestStopped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// WASI's `poll_oneoff` for guests that may sleep: waits for the soonest clock; output is always
/// ready, input never comes. The layout of subscriptions (48 bytes) and events (32 bytes) is WASI
/// preview 1's.
final class Poll {
  private static final int SUBSCRIPTION = 48;
  private static final int EVENT = 32;
  private static final int MOST = 64;
  private static final int CLOCK = 0;
  private static final int FD_READ = 1;
  private static final int ABSOLUTE = 1;

  private final CallContext context;

  Poll(CallContext context) {
    this.context = context;
  }

  long run(GuestMemory memory, long[] a) {
    long in = a[0] & 0xffff_ffffL;
    long out = a[1] & 0xffff_ffffL;
    long count = a[2] & 0xffff_ffffL;
    if (count == 0 || count > MOST) {
      return Wasi.EINVAL;
    }
    memory.check(in, count * SUBSCRIPTION);
    memory.check(out, count * EVENT);
    memory.check(a[3], 4);
    int events = immediate(memory, in, out, (int) count);
    if (events == 0) {
      Long soonest = soonest(memory, in, (int) count);
      if (soonest == null) {
        return Wasi.EINVAL;
      }
      sleep(soonest);
      events = clocks(memory, in, out, (int) count, soonest);
    }
    memory.writeInt(a[3], events);
    return Wasi.SUCCESS;
  }

  private static int immediate(GuestMemory memory, long in, long out, int count) {
    int events = 0;
    for (int i = 0; i < count; i++) {
      long subscription = in + (long) i * SUBSCRIPTION;
      int kind = memory.readInt(subscription + 8) & 0xff;
      if (kind != CLOCK) {
        event(
            memory,
            out,
            events++,
            memory.readLong(subscription),
            kind == FD_READ ? Wasi.EBADF : Wasi.SUCCESS,
            kind);
      }
    }
    return events;
  }

  private @Nullable Long soonest(GuestMemory memory, long in, int count) {
    Long soonest = null;
    for (int i = 0; i < count; i++) {
      long nanos = nanos(memory, in + (long) i * SUBSCRIPTION);
      soonest = soonest == null ? nanos : Math.min(soonest, nanos);
    }
    return soonest;
  }

  /// How long a clock subscription waits from now.
  private long nanos(GuestMemory memory, long subscription) {
    long timeout = memory.readLong(subscription + 24);
    boolean absolute = (memory.readInt(subscription + 40) & ABSOLUTE) != 0;
    if (!absolute) {
      return timeout < 0 ? Long.MAX_VALUE : timeout;
    }
    boolean monotonic = memory.readInt(subscription + 16) == 1;
    long now = monotonic ? System.nanoTime() : Wasi.wallNanos(context);
    return Math.max(0, timeout - now);
  }

  private void sleep(long nanos) {
    try {
      context.clock().sleep(Duration.ofNanos(nanos));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GuestStopped();
    }
  }

  private int clocks(GuestMemory memory, long in, long out, int count, long slept) {
    int events = 0;
    for (int i = 0; i < count; i++) {
      long subscription = in + (long) i * SUBSCRIPTION;
      boolean relative = (memory.readInt(subscription + 40) & ABSOLUTE) == 0;
      long left =
          relative ? memory.readLong(subscription + 24) - slept : nanos(memory, subscription);
      if (left <= 0) {
        event(memory, out, events++, memory.readLong(subscription), Wasi.SUCCESS, CLOCK);
      }
    }
    return events;
  }

  private static void event(
      GuestMemory memory, long out, int index, long user, int error, int kind) {
    byte[] event = new byte[EVENT];
    memory.write(out + (long) index * EVENT, event);
    memory.writeLong(out + (long) index * EVENT, user);
    memory.writeInt(out + (long) index * EVENT + 8, error | kind << 16);
  }
}
