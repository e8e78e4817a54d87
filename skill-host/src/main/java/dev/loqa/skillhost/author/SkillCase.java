package dev.loqa.skillhost.author;

import dev.loqa.protocol.JsonValues;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One case of a skill's `tests/*.json`, checked.
///
/// @param file the file's name as the person named it
/// @param line where the case begins, from 1
/// @param say the sentence that is said, none for a case that begins with an event
/// @param event the invocation's own fields; where `say` stands too, what the sentence must mean
/// @param expect what is compared, by its key
public record SkillCase(
    String file,
    int line,
    String name,
    @Nullable String say,
    Map<String, Object> event,
    Given given,
    Map<String, Object> expect) {
  public SkillCase {
    event = JsonValues.copy(event);
    expect = JsonValues.copy(expect);
  }

  /// `FILE:LINE`.
  public String place() {
    return file + ":" + line;
  }
}
