package dev.loqa.skillhost.abi;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.skillhost.SkillInvocation;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes an invocation as the JSON that ABI v2 hands to a guest. `now` carries the home's local
/// time with its offset. A payload that is no JSON goes in as a text.
final class Envelope {
  private static final DateTimeFormatter NOW =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX");

  private Envelope() {}

  static byte[] of(SkillInvocation invocation) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", invocation.type().word());
    fields.put("subject", invocation.subject());
    fields.put("invocation_id", invocation.id().value());
    put(fields, "session_id", invocation.session() == null ? null : invocation.session().value());
    put(fields, "turn_id", invocation.turn() == null ? null : invocation.turn().value());
    put(fields, "intent", invocation.intent());
    fields.put("slots", invocation.slots());
    fields.put("language", invocation.language());
    put(fields, "room", invocation.room());
    put(fields, "speaker", invocation.speaker());
    fields.put("now", NOW.format(invocation.now().atZone(invocation.timezone())));
    fields.put("timezone", invocation.timezone().getId());
    String head = Json.text(fields);
    String whole =
        head.substring(0, head.length() - 1)
            + ",\"payload\":"
            + payload(invocation.payloadJson())
            + "}";
    return whole.getBytes(StandardCharsets.UTF_8);
  }

  private static String payload(String text) {
    try {
      return GuestJson.value(text);
    } catch (JsonException | IllegalArgumentException noJson) {
      return Json.text(text);
    }
  }

  private static void put(Map<String, Object> fields, String key, @Nullable Object value) {
    if (value != null) {
      fields.put(key, value);
    }
  }
}
