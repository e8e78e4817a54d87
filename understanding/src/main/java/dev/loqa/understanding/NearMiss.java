package dev.loqa.understanding;

import java.util.List;

/// A sentence that would be this intent if only the slot's list had the value that was heard.
///
/// @param suggestions what people say for the most similar values, nearest first; may be empty
public record NearMiss(String intent, String slot, String heard, List<String> suggestions) {
  public NearMiss {
    suggestions = List.copyOf(suggestions);
  }
}
