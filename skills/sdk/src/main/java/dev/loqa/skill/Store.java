package dev.loqa.skill;

import dev.loqa.skill.json.Json;
import java.util.Optional;

/// The skill's own durable memory: JSON values by key. Nobody else reads it.
public interface Store {
  Optional<Json> get(String key);

  Effect put(String key, Json value);

  /// Forgets a key.
  ///
  /// @throws SkillException when there is no such key
  Effect delete(String key);
}
