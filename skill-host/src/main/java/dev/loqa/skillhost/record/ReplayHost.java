package dev.loqa.skillhost.record;

import dev.loqa.protocol.Bytes;
import dev.loqa.skillhost.abi.HostTap;
import dev.loqa.skillhost.engine.GuestMemory;
import dev.loqa.skillhost.engine.GuestStopped;
import dev.loqa.skillhost.engine.GuestTrap;
import dev.loqa.skillhost.engine.HostImport;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A host that answers only from a record: the same call with the same arguments gets the recorded
/// answer, each recorded answer once and in order. A call that the record does not hold does
/// nothing and gets the answer that lets the guest go on: writes and messages are taken as allowed,
/// reads and web calls are unavailable, the clock stands, random bytes are made up (always the
/// same). Each such call is named in [#madeUp]. Used on the guest's thread only.
final class ReplayHost implements HostTap {
  private static final int UNAVAILABLE = -6;
  private static final int ENOSYS = 52;
  private static final int NOT_FOUND = -1;

  private final Map<RecordedCall.Question, Deque<RecordedCall>> answers = new HashMap<>();
  private final Map<Bytes, Bytes> written = new HashMap<>();
  private final List<RecordedCall> calls = new ArrayList<>();
  private final Map<Integer, String> madeUp = new HashMap<>();
  private final Random random = new Random(1);
  private String skillVersion = "";
  private String module = "";
  private @Nullable Bytes kept;
  private long clockMillis;
  private int effects;
  private boolean replied;

  ReplayHost(CallRecord record) {
    this.clockMillis = record.invocation().now().toEpochMilli();
    List<RecordedCall> whole = RecordedCall.whole(record.calls());
    for (int i = 0; i < whole.size(); i++) {
      answers
          .computeIfAbsent(record.calls().get(i).question(), _ -> new ArrayDeque<>())
          .add(whole.get(i));
    }
  }

  List<RecordedCall> calls() {
    return calls;
  }

  /// What was answered that the record does not hold, by the index of the call.
  Map<Integer, String> madeUp() {
    return madeUp;
  }

  String skillVersion() {
    return skillVersion;
  }

  String module() {
    return module;
  }

  @Override
  public void begins(String skillVersion, String moduleDigest) {
    this.skillVersion = skillVersion;
    this.module = moduleDigest;
  }

  @Override
  public HostImport.Call around(String importModule, String name, HostImport.Call host) {
    String function = importModule + "." + name;
    CallShape shape = CallShape.of(function);
    return shape == null ? host : (memory, a) -> call(function, shape, memory, a);
  }

  private long call(String function, CallShape shape, GuestMemory memory, long[] a) {
    if (calls.size() >= CallRecord.MOST_CALLS) {
      throw new GuestTrap(
          GuestTrap.Rule.PROTOCOL,
          "it called the host more than " + CallRecord.MOST_CALLS + " times in the replay");
    }
    List<Bytes> in = shape.in(memory, a);
    Deque<RecordedCall> queue = answers.get(new RecordedCall.Question(function, in));
    RecordedCall found = queue == null ? null : queue.poll();
    if (found == null) {
      madeUp.put(calls.size(), "the record does not hold it");
    }
    String ended = found == null ? null : found.ended();
    if (found != null && ended != null) {
      calls.add(found);
      throw end(ended);
    }
    if (function.equals("loqa_v2.reply")) {
      if (replied) {
        throw new GuestTrap(GuestTrap.Rule.PROTOCOL, "it replied twice");
      }
      replied = true;
    }
    long result = answer(function, shape, memory, a, in, found);
    calls.add(new RecordedCall(function, in, result, shape.out(memory, a, result), null));
    return result;
  }

  private static RuntimeException end(String ended) {
    if (ended.equals("STOPPED")) {
      return new GuestStopped();
    }
    int space = ended.indexOf(' ');
    return new GuestTrap(
        GuestTrap.Rule.valueOf(ended.substring(0, space)), ended.substring(space + 1));
  }

  private long answer(
      String function,
      CallShape shape,
      GuestMemory memory,
      long[] a,
      List<Bytes> in,
      @Nullable RecordedCall found) {
    if (function.equals("loqa_v2.take")) {
      Bytes bytes = kept;
      return bytes == null ? NOT_FOUND : deliver(shape, memory, a, bytes);
    }
    if (found == null) {
      return made(function, shape, memory, a, in);
    }
    remember(function, in, found);
    Bytes bytes = found.out();
    if (shape.answersBytes()) {
      boolean never = bytes == null && found.result() <= shape.room(a);
      return found.result() < 0
          ? found.result()
          : bytes != null
              ? deliver(shape, memory, a, bytes)
              // The guest never fetched it, so nobody knows it.
              : never ? UNAVAILABLE : found.result();
    }
    if (bytes != null) {
      shape.answer(memory, a, bytes);
    }
    // Numbered anew, so that receipts of another version name its own effects.
    return found.isEffect() && function.startsWith("loqa_v2.") ? ++effects : found.result();
  }

  private void remember(String function, List<Bytes> in, RecordedCall recorded) {
    if (function.equals("loqa_v2.now_ms")) {
      clockMillis = recorded.result();
    } else if (function.equals("loqa_v2.kv_put") && recorded.isEffect()) {
      written.put(in.get(0), in.get(1));
    } else if (function.equals("loqa_v2.http") && RecordedOutcome.numbered(recorded)) {
      effects++;
    }
  }

  /// What a call is answered that the record does not hold.
  private long made(
      String function, CallShape shape, GuestMemory memory, long[] a, List<Bytes> in) {
    return switch (function) {
      case "loqa_v2.log", "loqa_v2.reply", "env.host_log", "env.host_publish" -> 0;
      case "loqa_v2.kv_put" -> {
        if (in.size() == 2) {
          written.put(in.get(0), in.get(1));
        }
        yield ++effects;
      }
      case "loqa_v2.publish", "loqa_v2.kv_delete", "loqa_v2.timer_set", "loqa_v2.timer_cancel" ->
          ++effects;
      case "loqa_v2.kv_get" -> {
        Bytes own = in.isEmpty() ? null : written.get(in.getFirst());
        yield own == null ? UNAVAILABLE : deliver(shape, memory, a, own);
      }
      case "loqa_v2.now_ms" -> clockMillis;
      case "loqa_v2.random", "wasi_snapshot_preview1.random_get" -> {
        memory.check(a[0], a[1]);
        byte[] bytes = new byte[(int) Math.min(a[1] & 0xffff_ffffL, CallRecord.MOST_BYTES)];
        random.nextBytes(bytes);
        memory.write(a[0], bytes);
        yield 0;
      }
      case "wasi_snapshot_preview1.clock_time_get" -> {
        byte[] nanos = new byte[8];
        ByteBuffer.wrap(nanos).order(ByteOrder.LITTLE_ENDIAN).putLong(clockMillis * 1_000_000);
        shape.answer(memory, a, Bytes.wrap(nanos));
        yield 0;
      }
      case "wasi_snapshot_preview1.poll_oneoff" -> ENOSYS;
      case "env.abort" -> throw new GuestTrap(GuestTrap.Rule.PROTOCOL, "it called env.abort");
      default -> UNAVAILABLE;
    };
  }

  private long deliver(CallShape shape, GuestMemory memory, long[] a, Bytes bytes) {
    if (bytes.length() > shape.room(a)) {
      kept = bytes;
    } else {
      shape.answer(memory, a, bytes);
      kept = null;
    }
    return bytes.length();
  }
}
