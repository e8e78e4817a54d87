package dev.loqa.skill.host;

import dev.loqa.skill.Event;
import dev.loqa.skill.Refusal;
import dev.loqa.skill.Reply;
import dev.loqa.skill.Skill;
import dev.loqa.skill.json.Json;

/// Runs a skill once: envelope in, reply out, result code back.
public final class Invocation {
  private Invocation() {}

  /// Runs the skill: 0 when it answered; below 0 when it failed, with the reason in the log.
  public static int run(Skill skill, HostCalls host, String envelope) {
    try {
      Event event = Event.of(Json.parse(envelope));
      Reply reply = skill.handle(new HostContext(host, event));
      return Math.min(0, host.reply(Utf8.encode(reply.json().write())));
    } catch (RuntimeException e) {
      // The skill boundary: whatever a skill throws ends this invocation, and only it.
      host.log(HostCalls.LEVEL_ERROR, Utf8.encode("invocation failed: " + e));
      return Refusal.INTERNAL.code();
    }
  }
}
