package dev.loqa.loqad.install;

import dev.loqa.skillhost.LoadedSkill;
import dev.loqa.skillhost.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Looks at the first calls of a version that has just taken another's place. Thread-safe, never
/// blocks.
final class SwitchWatch {
  /// How many calls are looked at.
  static final int CALLS = 50;

  /// How many of them may break the sandbox or hang before the version is given up.
  static final int FAILURES = 3;

  private final Map<String, Watched> watched = new ConcurrentHashMap<>();

  /// @param version looked at
  /// @param previous what to go back to
  private record Watched(LoadedSkill version, String previous, int calls, int failures) {}

  /// From now on the calls of this version count.
  void begin(LoadedSkill version, String previousDigest) {
    watched.put(version.name(), new Watched(version, previousDigest, 0, 0));
  }

  void end(String skill) {
    watched.remove(skill);
  }

  /// Hears of a call's end; what to go back to, once, when it was one failure too many.
  Optional<String> ended(LoadedSkill skill, Outcome outcome) {
    Watched now = watched.get(skill.name());
    if (now == null || now.version() != skill) {
      return Optional.empty(); // an old version's call that ends late is not the new one's fault
    }
    boolean failure = outcome instanceof Outcome.Trapped || outcome instanceof Outcome.TimedOut;
    boolean[] enough = {false};
    watched.computeIfPresent(
        skill.name(),
        (_, current) -> {
          if (current.version() != skill) {
            return current;
          }
          int failures = current.failures() + (failure ? 1 : 0);
          enough[0] = failures >= FAILURES;
          boolean over = enough[0] || current.calls() + 1 >= CALLS;
          return over
              ? null
              : new Watched(skill, current.previous(), current.calls() + 1, failures);
        });
    return enough[0] ? Optional.of(now.previous()) : Optional.empty();
  }
}
