package dev.loqa.skillhost;

import dev.loqa.protocol.Bytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a skill has committed before. Called on guest threads, by several at once; answers come
/// from memory or a local database within milliseconds.
public interface SkillState {
  /// The committed value of a key.
  Optional<Bytes> get(String skill, String key);

  /// How many bytes of keys and values the skill has committed.
  long bytes(String skill);

  /// The skill's pending timers, soonest first.
  List<TimerView> timers(String skill);

  /// What the owner has set of the skill's settings, by name.
  Map<String, Object> settings(String skill);

  /// A skill that never committed anything.
  SkillState EMPTY =
      new SkillState() {
        @Override
        public Optional<Bytes> get(String skill, String key) {
          return Optional.empty();
        }

        @Override
        public long bytes(String skill) {
          return 0;
        }

        @Override
        public List<TimerView> timers(String skill) {
          return List.of();
        }

        @Override
        public Map<String, Object> settings(String skill) {
          return Map.of();
        }
      };
}
