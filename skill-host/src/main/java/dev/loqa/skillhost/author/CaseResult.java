package dev.loqa.skillhost.author;

import dev.loqa.protocol.JsonValues;
import dev.loqa.skillhost.record.CallRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How one case came out.
///
/// @param differences what is not as expected; none: it passed
/// @param notes what the skill logged and what was refused to it, and other things worth knowing
/// @param outcome what came of it, by the keys of `expect`; nothing if the skill was not called
/// @param record the call itself; none if the words were answered without one
public record CaseResult(
    SkillCase tried,
    List<Difference> differences,
    List<String> notes,
    Map<String, Object> outcome,
    @Nullable CallRecord record) {
  public CaseResult {
    differences = List.copyOf(differences);
    notes = List.copyOf(notes);
    outcome = JsonValues.copy(outcome);
  }

  /// A case whose words were answered, or not understood, without calling the skill.
  static CaseResult uncalled(SkillCase tried, List<Difference> differences, List<String> notes) {
    return new CaseResult(tried, differences, notes, Map.of(), null);
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
