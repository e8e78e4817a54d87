package dev.loqa.protocol;

import java.util.Map;

/// A call of a skill by subject `skill.<name>.<verb>`; on the wire only the payload.
public record SkillCommand(String skill, String verb, Map<String, Object> payload)
    implements Message {
  public SkillCommand {
    payload = JsonValues.copy(payload);
  }
}
