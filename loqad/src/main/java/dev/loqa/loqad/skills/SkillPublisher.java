package dev.loqa.loqad.skills;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.bus.Bus;
import dev.loqa.bus.BusException;
import dev.loqa.protocol.InvocationId;
import dev.loqa.protocol.Subjects;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what skills publish. Speech is tagged with the skill's name, and without a session it is
/// an announcement with a session of its own. Thread-safe.
final class SkillPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(SkillPublisher.class);

  private final Bus bus;

  SkillPublisher(Bus bus) {
    this.bus = bus;
  }

  /// Sends and lets a fault through: what an ABI v1 skill sees at once.
  void publish(String skill, InvocationId invocation, String subject, byte[] payload) {
    bus.publishRaw(
        subject,
        subject.equals(Subjects.TTS_REQUEST) ? speech(skill, invocation, payload) : payload);
  }

  /// Sends after a commit, when nothing can be taken back any more: a fault is the operator's.
  void publishCommitted(String skill, InvocationId invocation, String subject, String json) {
    try {
      publish(skill, invocation, subject, json.getBytes(StandardCharsets.UTF_8));
    } catch (BusException e) {
      LOG.atError()
          .addKeyValue("skill", skill)
          .addKeyValue("subject", subject)
          .setCause(e)
          .log("committed message not sent");
    }
  }

  private static byte[] speech(String skill, InvocationId invocation, byte[] payload) {
    try {
      Map<String, Object> request = new LinkedHashMap<>(Json.readObject(payload));
      request.put("source", skill);
      if (!(request.get("session_id") instanceof String session) || session.isEmpty()) {
        request.put("session_id", invocation.value());
      }
      return Json.write(request);
    } catch (JsonException e) {
      throw new BusException(
          "tts.request of " + skill + " is no JSON object: send {\"text\": ...}", e);
    }
  }
}
