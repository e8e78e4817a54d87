package dev.loqa.skillhost.record;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.protocol.Bytes;
import dev.loqa.protocol.InvocationId;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.TurnId;
import dev.loqa.skillhost.InvocationType;
import dev.loqa.skillhost.SkillHostException;
import dev.loqa.skillhost.SkillInvocation;
import dev.loqa.skillhost.manifest.Risk;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Records as JSON and back: `{format: 1, skill_version, module, invocation, calls: [{f, in?, r,
/// out?, ended?}], end: {kind, detail?}, too_large?}`. Bytes are a text where they are UTF-8, else
/// `{"base64": "..."}`. Another format number is refused.
public final class RecordJson {
  private static final long FORMAT = 1;

  private RecordJson() {}

  /// The record as plain values.
  public static Map<String, Object> toMap(CallRecord record) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("format", FORMAT);
    map.put("skill_version", record.skillVersion());
    map.put("module", record.module());
    map.put("invocation", invocation(record.invocation()));
    List<Object> calls = new ArrayList<>(record.calls().size());
    record.calls().forEach(call -> calls.add(call(call)));
    map.put("calls", calls);
    map.put("end", Map.of("kind", record.end().kind(), "detail", record.end().detail()));
    put(map, "too_large", record.tooLarge());
    return map;
  }

  /// The record as it is stored.
  public static String text(CallRecord record) {
    return Json.text(toMap(record));
  }

  private static Map<String, Object> call(RecordedCall call) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("f", call.function());
    if (!call.in().isEmpty()) {
      map.put("in", call.in().stream().map(RecordJson::value).toList());
    }
    map.put("r", call.result());
    Bytes out = call.out();
    if (out != null) {
      map.put("out", value(out));
    }
    put(map, "ended", call.ended());
    return map;
  }

  private static Object value(Bytes bytes) {
    return RecordedCall.text(bytes)
        .<Object>map(text -> text)
        .orElseGet(() -> Map.of("base64", Base64.getEncoder().encodeToString(bytes.toArray())));
  }

  private static Map<String, Object> invocation(SkillInvocation asked) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", asked.id().value());
    map.put("skill", asked.skill());
    map.put("type", asked.type().word());
    map.put("subject", asked.subject());
    put(map, "session_id", asked.session() == null ? null : asked.session().value());
    put(map, "turn_id", asked.turn() == null ? null : asked.turn().value());
    put(map, "intent", asked.intent());
    map.put("slots", asked.slots());
    map.put("language", asked.language());
    put(map, "room", asked.room());
    put(map, "speaker", asked.speaker());
    map.put("now", asked.now().toString());
    map.put("timezone", asked.timezone().getId());
    map.put("payload", asked.payloadJson());
    map.put("reply", asked.reply());
    map.put("cleared", asked.cleared().name().toLowerCase(Locale.ROOT));
    return map;
  }

  private static void put(Map<String, Object> map, String key, @Nullable Object value) {
    if (value != null) {
      map.put(key, value);
    }
  }

  /// The record of plain values.
  ///
  /// @throws SkillHostException if it is none, or one of another format
  public static CallRecord of(Map<String, Object> map) {
    if (!Long.valueOf(FORMAT).equals(map.get("format"))) {
      throw new SkillHostException(
          "record: its format is "
              + map.get("format")
              + " and this program reads "
              + FORMAT
              + ": use the Loqa that wrote it");
    }
    try {
      List<RecordedCall> calls = new ArrayList<>();
      for (Object call : (List<?>) map.getOrDefault("calls", List.of())) {
        calls.add(call(object(call)));
      }
      Map<String, Object> end = object(map.get("end"));
      return new CallRecord(
          invocation(object(map.get("invocation"))),
          text(map, "skill_version"),
          text(map, "module"),
          calls,
          new RecordedEnd(text(end, "kind"), text(end, "detail")),
          optional(map, "too_large"));
    } catch (ClassCastException | IllegalArgumentException | DateTimeException | JsonException e) {
      throw new SkillHostException("record: it is damaged: " + e.getMessage(), e);
    }
  }

  private static RecordedCall call(Map<String, Object> map) {
    List<Bytes> in = new ArrayList<>();
    for (Object part : (List<?>) map.getOrDefault("in", List.of())) {
      in.add(bytes(part));
    }
    Object out = map.get("out");
    return new RecordedCall(
        text(map, "f"),
        in,
        map.get("r") instanceof Long result ? result : 0,
        out == null ? null : bytes(out),
        optional(map, "ended"));
  }

  private static Bytes bytes(Object value) {
    return value instanceof String text
        ? RecordedCall.bytes(text)
        : Bytes.wrap(Base64.getDecoder().decode(text(object(value), "base64")));
  }

  private static SkillInvocation invocation(Map<String, Object> map) {
    String session = optional(map, "session_id");
    String turn = optional(map, "turn_id");
    String type = text(map, "type");
    return new SkillInvocation(
        text(map, "skill"),
        new InvocationId(text(map, "id")),
        List.of(InvocationType.values()).stream()
            .filter(known -> known.word().equals(type))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("type " + type + " is unknown")),
        text(map, "subject"),
        session == null ? null : new SessionId(session),
        turn == null ? null : new TurnId(turn),
        optional(map, "intent"),
        object(map.get("slots")),
        text(map, "language"),
        optional(map, "room"),
        optional(map, "speaker"),
        Instant.parse(text(map, "now")),
        ZoneId.of(text(map, "timezone")),
        text(map, "payload"),
        text(map, "reply"),
        Risk.of(text(map, "cleared")).orElse(Risk.NONE));
  }

  private static String text(Map<String, Object> map, String key) {
    if (map.get(key) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("it has no text " + key);
  }

  private static @Nullable String optional(Map<String, Object> map, String key) {
    return map.get(key) == null ? null : text(map, key);
  }

  @SuppressWarnings("unchecked") // Json reads objects as maps by string only
  private static Map<String, Object> object(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new IllegalArgumentException("an object is missing");
  }
}
