package dev.loqa.understanding;

import java.util.List;

/// A sentence that would be this intent if only the slot's list had the value that was heard.
///
/// @param suggestions what people say for the most similar values, nearest first; may be empty
/// @param distance of the first suggestion from what was heard, from 0 (the same) to 1 (none is
///   like it)
public record NearMiss(
    String intent, String slot, String heard, List<String> suggestions, double distance) {
  public NearMiss {
    suggestions = List.copyOf(suggestions);
  }
}
