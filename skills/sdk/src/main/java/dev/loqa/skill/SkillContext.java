package dev.loqa.skill;

import dev.loqa.skill.json.Json;
import java.util.Optional;

/// What a skill can reach during one invocation. Belongs to that invocation and its thread.
///
/// Calls that change something return the [Effect] that a receipt may point to. A refused call
/// throws [SkillException].
public interface SkillContext {
  Event event();

  Store store();

  Timers timers();

  /// Sends a message when the invocation ends well. The subject must be listed in the manifest.
  Effect publish(String subject, Json payload);

  /// A value of the skill's configuration, as the owner set it.
  Optional<Json> config(String key);

  /// Makes a web request now; it is not undone when the invocation fails later.
  HttpAnswer http(HttpCall call);

  /// A whole number from 0 to `bound` - 1, each as likely as the others. It comes from the host,
  /// which keeps it with the call: a replay gets the same one.
  ///
  /// @param bound at least 1
  int random(int bound);

  /// Writes a line to the skill's log, which the owner can read.
  void log(String line);
}
