package dev.loqa.skillhost.record;

import dev.loqa.protocol.Bytes;
import dev.loqa.skillhost.engine.GuestMemory;
import dev.loqa.skillhost.engine.GuestTrap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which arguments of a host function say something and which name room for the answer, so that a
/// call can be compared and answered wherever a module has its memory. Functions without a shape
/// give back nothing from outside the invocation (arguments, environment, output) and are left to
/// the host.
///
/// A letter an argument, two where a pointer and a length belong together: `n` a number that says
/// something, `x` one that does not, `I` bytes to the host, `O` room for an answer whose length is
/// the result, `F` room that is filled to its end when the result is 0, `8` room for eight bytes.
/// `P` stands for all of `poll_oneoff`.
final class CallShape {
  private static final Map<String, CallShape> SHAPES =
      Map.ofEntries(
          shape("loqa_v2.log", "nI"),
          shape("loqa_v2.publish", "II"),
          shape("loqa_v2.reply", "I"),
          shape("loqa_v2.kv_get", "IO"),
          shape("loqa_v2.kv_put", "II"),
          shape("loqa_v2.kv_delete", "I"),
          shape("loqa_v2.timer_set", "I"),
          shape("loqa_v2.timer_cancel", "I"),
          shape("loqa_v2.timer_list", "O"),
          shape("loqa_v2.http", "IO"),
          shape("loqa_v2.config_get", "IO"),
          shape("loqa_v2.random", "F"),
          shape("loqa_v2.take", "O"),
          shape("loqa_v2.now_ms", ""),
          shape("env.host_log", "I"),
          shape("env.host_publish", "II"),
          shape("env.abort", "xxxx"),
          shape("wasi_snapshot_preview1.clock_time_get", "nx8"),
          shape("wasi_snapshot_preview1.random_get", "F"),
          shape("wasi_snapshot_preview1.poll_oneoff", "P"));

  private static final long PAGE = 65_536;
  private static final int SUBSCRIPTION = 48;
  private static final int EVENT = 32;
  private static final int MOST_SUBSCRIPTIONS = 64;

  private final char[] letters;

  private CallShape(String letters) {
    this.letters = letters.toCharArray();
  }

  private static Map.Entry<String, CallShape> shape(String function, String letters) {
    return Map.entry(function, new CallShape(letters));
  }

  /// The shape of `module.name`, none if the host may answer it by itself.
  static @Nullable CallShape of(String function) {
    return SHAPES.get(function);
  }

  /// How many bytes the guest shows and has filled; nothing has been read. More than the whole
  /// memory can't be shown: that call ends the guest.
  long size(GuestMemory memory, long[] a) {
    long size = asked(a);
    return size > (long) memory.pages() * PAGE ? 0 : size;
  }

  private long asked(long[] a) {
    long size = 0;
    int at = 0;
    for (char letter : letters) {
      switch (letter) {
        case 'I', 'F' -> {
          size += a[at + 1] & 0xffff_ffffL;
          at += 2;
        }
        case 'O' -> at += 2;
        case 'P' -> size += (a[2] & 0xffff_ffffL) * (SUBSCRIPTION + EVENT);
        default -> at++;
      }
    }
    return size;
  }

  /// What the guest says, empty if it points outside its memory.
  List<Bytes> in(GuestMemory memory, long[] a) {
    List<Bytes> in = new ArrayList<>(2);
    int at = 0;
    try {
      for (char letter : letters) {
        switch (letter) {
          case 'I' -> {
            in.add(Bytes.wrap(memory.read(a[at], a[at + 1])));
            at += 2;
          }
          case 'F' -> {
            memory.check(a[at], a[at + 1]);
            in.add(number(a[at + 1] & 0xffff_ffffL));
            at += 2;
          }
          case 'O' -> {
            memory.check(a[at], a[at + 1]);
            at += 2;
          }
          case 'n' -> in.add(number(a[at++]));
          case 'P' ->
              in.add(
                  (a[2] & 0xffff_ffffL) > MOST_SUBSCRIPTIONS
                      ? number(a[2])
                      : Bytes.wrap(memory.read(a[0], a[2] * SUBSCRIPTION)));
          default -> at++;
        }
      }
    } catch (GuestTrap outside) {
      return List.of();
    }
    return in;
  }

  private static Bytes number(long number) {
    return Bytes.wrap(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
  }

  /// What the host wrote into the guest's room, none if nothing.
  @Nullable Bytes out(GuestMemory memory, long[] a, long result) {
    int at = at();
    if (at < 0) {
      return null;
    }
    return switch (last()) {
      case 'O' ->
          result >= 0 && result <= (a[at + 1] & 0xffff_ffffL)
              ? Bytes.wrap(memory.read(a[at], result))
              : null;
      case 'F' -> result == 0 ? Bytes.wrap(memory.read(a[at], a[at + 1])) : null;
      case '8' -> result == 0 ? Bytes.wrap(memory.read(a[at], 8)) : null;
      default ->
          result == 0 ? Bytes.wrap(memory.read(a[1], (long) memory.readInt(a[3]) * EVENT)) : null;
    };
  }

  /// Whether its answer is as long as its result says and may wait for `take`.
  boolean answersBytes() {
    return last() == 'O';
  }

  /// Room for an answer, in bytes.
  long room(long[] a) {
    return a[at() + 1] & 0xffff_ffffL;
  }

  /// Writes an answer where the guest wants it; it must fit.
  void answer(GuestMemory memory, long[] a, Bytes out) {
    if (last() == 'P') {
      memory.write(a[1], out.toArray());
      memory.writeInt(a[3], out.length() / EVENT);
    } else {
      memory.write(a[at()], out.toArray());
    }
  }

  private char last() {
    return letters.length == 0 ? 'x' : letters[letters.length - 1];
  }

  /// Where the argument is that names the room; below 0 if there is none.
  private int at() {
    int at = 0;
    for (char letter : letters) {
      if (letter == 'O' || letter == 'F' || letter == '8' || letter == 'P') {
        return at;
      }
      at += letter == 'I' ? 2 : 1;
    }
    return -1;
  }
}
