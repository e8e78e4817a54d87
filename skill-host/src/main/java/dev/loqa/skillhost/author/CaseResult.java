package dev.loqa.skillhost.author;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How one case came out.
///
/// @param differences what is not as expected; none: it passed
/// @param notes what the skill logged and what was refused to it, and other things worth knowing
public record CaseResult(SkillCase tried, List<Difference> differences, List<String> notes) {
  public CaseResult {
    differences = List.copyOf(differences);
    notes = List.copyOf(notes);
  }

  public boolean passed() {
    return differences.isEmpty();
  }

  /// One thing that is not as expected.
  ///
  /// @param what the key of `expect`, or `the call`
  /// @param expected plain JSON values
  /// @param got the same
  public record Difference(String what, @Nullable Object expected, @Nullable Object got) {}
}
