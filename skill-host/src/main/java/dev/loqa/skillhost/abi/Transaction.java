package dev.loqa.skillhost.abi;

import dev.loqa.protocol.Bytes;
import dev.loqa.skillhost.Effect;
import dev.loqa.skillhost.SkillInvocation;
import dev.loqa.skillhost.SkillState;
import dev.loqa.skillhost.TimerRequest;
import dev.loqa.skillhost.TimerView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one invocation wants to have done, and its own view on it: it reads what it wrote. Nothing
/// leaves here before the commit. Used on the guest's thread only.
final class Transaction {
  static final int MOST_EFFECTS = 512;

  /// What all effects of a call may hold together: they wait on the host's heap.
  static final int MOST_BYTES = 8 << 20;

  private final SkillInvocation invocation;
  private final SkillState state;
  private final List<Effect> buffered = new ArrayList<>();
  private final List<Effect> done = new ArrayList<>();
  private final Map<String, Optional<Bytes>> written = new HashMap<>();
  private final Map<String, TimerView> timers = new LinkedHashMap<>();
  private boolean timersRead;
  private long bytesAdded;
  private long bytesHeld;

  Transaction(SkillInvocation invocation, SkillState state) {
    this.invocation = invocation;
    this.state = state;
  }

  /// The number of the next effect.
  int next() {
    return buffered.size() + done.size() + 1;
  }

  /// Whether one more effect that holds so many bytes is too much.
  boolean full(long bytes) {
    return next() > MOST_EFFECTS || bytesHeld + bytes > MOST_BYTES;
  }

  List<Effect> buffered() {
    return List.copyOf(buffered);
  }

  List<Effect> done() {
    return List.copyOf(done);
  }

  /// Notes an effect that waits for the commit.
  void buffer(Effect effect) {
    bytesHeld += held(effect);
    buffered.add(effect);
  }

  /// Notes an effect that has happened.
  void happened(Effect effect) {
    bytesHeld += held(effect);
    done.add(effect);
  }

  private static long held(Effect effect) {
    return switch (effect) {
      case Effect.Publish publish -> publish.json().length();
      case Effect.KvPut put -> put.value().length();
      case Effect.TimerSet set -> set.timer().payloadJson().length();
      case Effect.Http http -> http.url().length();
      case Effect.KvDelete _, Effect.TimerCancel _ -> 0;
    };
  }

  Optional<Bytes> get(String key) {
    Optional<Bytes> own = written.get(key);
    return own != null ? own : state.get(invocation.skill(), key);
  }

  /// Writes a value unless the skill would then have more than its quota.
  boolean put(String key, Bytes value, long quotaBytes) {
    long more = size(key, value) - get(key).map(old -> size(key, old)).orElse(0L);
    if (more > 0 && state.bytes(invocation.skill()) + bytesAdded + more > quotaBytes) {
      return false;
    }
    bytesAdded += more;
    buffer(new Effect.KvPut(next(), key, value));
    written.put(key, Optional.of(value));
    return true;
  }

  /// Deletes a value; false if there is none.
  boolean delete(String key) {
    Optional<Bytes> old = get(key);
    if (old.isEmpty()) {
      return false;
    }
    bytesAdded -= size(key, old.get());
    buffer(new Effect.KvDelete(next(), key));
    written.put(key, Optional.empty());
    return true;
  }

  /// Sets a timer unless the skill would then have more than allowed.
  boolean set(TimerRequest timer, int mostActive) {
    Map<String, TimerView> known = known();
    if (!known.containsKey(timer.id()) && known.size() >= mostActive) {
      return false;
    }
    buffer(new Effect.TimerSet(next(), timer));
    known.put(
        timer.id(),
        new TimerView(
            timer.id(), timer.due(invocation.now(), invocation.timezone()), timer.payloadJson()));
    return true;
  }

  /// Cancels a timer; false if there is none of that id.
  boolean cancel(String id) {
    if (known().remove(id) == null) {
      return false;
    }
    buffer(new Effect.TimerCancel(next(), id));
    return true;
  }

  /// The timers as they will be, soonest first.
  List<TimerView> timers() {
    return known().values().stream().sorted(Comparator.comparing(TimerView::due)).toList();
  }

  private Map<String, TimerView> known() {
    if (!timersRead) {
      timersRead = true;
      state.timers(invocation.skill()).forEach(timer -> timers.put(timer.id(), timer));
    }
    return timers;
  }

  private static long size(String key, Bytes value) {
    return key.getBytes(StandardCharsets.UTF_8).length + (long) value.length();
  }
}
