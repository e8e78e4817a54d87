package dev.loqa.loqad.route;

import dev.loqa.skillhost.manifest.Risk;
import java.util.Map;

/// What a person must have agreed to before an intent runs with these slots. Pure.
@FunctionalInterface
public interface CallRisks {
  Risk of(String intent, Map<String, Object> slots);

  /// By the intent alone; absent is none.
  static CallRisks byIntent(Map<String, Risk> risks) {
    return (intent, slots) -> risks.getOrDefault(intent, Risk.NONE);
  }
}
