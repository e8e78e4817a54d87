package dev.loqa.loqad.skills;

import dev.loqa.understanding.reply.Phrases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which skills rest because they failed. After a failure a skill is not called for a second, after
/// each further one in a row for twice as long, up to a minute; a call that ends well ends that.
/// After five failures within ten minutes, in a row or not, it is in quarantine: until somebody
/// releases it.
///
/// Pure: the clock is handed in as nanoseconds of a clock that never jumps, and as an instant that
/// is only kept to be shown. Thread-safe.
public final class SkillHealth {
  /// So many failures within [#WINDOW] are too many.
  public static final int MOST_FAILURES = 5;

  public static final Duration WINDOW = Duration.ofMinutes(10);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

  /// Why a skill is not called now.
  public sealed interface Rest {
    /// What went wrong the last time.
    String why();

    /// It failed just now and is tried again soon.
    record Pause(Duration left, String why) implements Rest {}

    /// It failed too often, and rests until somebody releases it.
    record Quarantine(Instant since, int failures, String why) implements Rest {}

    /// A registry has revoked it: it rests until another version is installed or the owner
    /// overrules that.
    ///
    /// @param why who says so and why, without an end
    record Revoked(String why) implements Rest {}

    /// What a person hears instead of the skill's answer.
    default String words(String skill, Phrases phrases) {
      return switch (this) {
        case Pause pause ->
            phrases.pausing(skill, Math.max(1, (pause.left().toMillis() + 999) / 1_000));
        case Quarantine _ -> phrases.resting(skill);
        case Revoked revoked -> phrases.revoked(skill, revoked.why());
      };
    }
  }

  private static final class Past {
    private final Deque<Long> failures = new ArrayDeque<>();
    private int inARow;
    private long pausedUntil;
    private String why = "";
    private Rest.@Nullable Quarantine quarantine;
  }

  // Guarded by this.
  private final Map<String, Past> records = new HashMap<>();

  /// Why it is not called now, if so.
  public synchronized Optional<Rest> rest(String skill, long nanos) {
    Past known = records.get(skill);
    if (known == null) {
      return Optional.empty();
    }
    if (known.quarantine != null) {
      return Optional.of(known.quarantine);
    }
    long left = known.inARow == 0 ? 0 : known.pausedUntil - nanos;
    return left <= 0
        ? Optional.empty()
        : Optional.of(new Rest.Pause(Duration.ofNanos(left), known.why));
  }

  /// A call ended well.
  public synchronized void worked(String skill) {
    Past known = records.get(skill);
    if (known != null) {
      known.inARow = 0;
    }
  }

  /// A call ended badly; the quarantine that begins with it, if one does.
  public synchronized Optional<Rest.Quarantine> failed(
      String skill, String why, long nanos, Instant at) {
    Past past = records.computeIfAbsent(skill, _ -> new Past());
    past.why = why;
    past.inARow++;
    past.pausedUntil = nanos + pause(past.inARow).toNanos();
    past.failures.addLast(nanos);
    while (nanos - past.failures.getFirst() > WINDOW.toNanos()) {
      past.failures.removeFirst();
    }
    if (past.quarantine != null || past.failures.size() < MOST_FAILURES) {
      return Optional.empty();
    }
    Rest.Quarantine begins = new Rest.Quarantine(at, past.failures.size(), why);
    past.quarantine = begins;
    past.failures.clear();
    return Optional.of(begins);
  }

  private static Duration pause(int inARow) {
    Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(inARow - 1, 16));
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  /// Goes on with a quarantine that began before this process.
  public synchronized void restore(String skill, Rest.Quarantine quarantine) {
    records.computeIfAbsent(skill, _ -> new Past()).quarantine = quarantine;
  }

  /// Forgets what went wrong; whether it was in quarantine.
  public synchronized boolean release(String skill) {
    Past known = records.remove(skill);
    return known != null && known.quarantine != null;
  }

  /// The quarantine that it is in.
  public synchronized Optional<Rest.Quarantine> quarantine(String skill) {
    Past known = records.get(skill);
    return known == null ? Optional.empty() : Optional.ofNullable(known.quarantine);
  }
}
