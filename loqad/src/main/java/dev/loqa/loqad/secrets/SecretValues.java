package dev.loqa.loqad.secrets;

import java.util.Optional;

/// Gives the value of a skill's secret. Thread-safe; reads a small file at most.
@FunctionalInterface
public interface SecretValues {
  Optional<String> value(String skill, String name);

  /// There are none.
  SecretValues NONE = (skill, name) -> Optional.empty();
}
