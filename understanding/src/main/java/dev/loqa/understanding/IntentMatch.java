package dev.loqa.understanding;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One way to understand a sentence.
///
/// @param intent the intent's id
/// @param slots text, list and time as `String`, duration as seconds in a `Long`, number and
///   percentage as `Long` or `Double`
/// @param missing required slots that were not said: ask for them
/// @param score 0 to 1, higher is surer; 1 when every word was one the intent's author wrote
/// @param trace why, in plain sentences
public record IntentMatch(
    String intent,
    Map<String, Object> slots,
    List<String> missing,
    double score,
    List<String> trace) {
  public IntentMatch {
    slots = Collections.unmodifiableMap(new LinkedHashMap<>(slots));
    missing = List.copyOf(missing);
    trace = List.copyOf(trace);
  }

  /// Nothing required is missing.
  public boolean complete() {
    return missing.isEmpty();
  }
}
