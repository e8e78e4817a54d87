package dev.loqa.skillhost.record;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.protocol.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What came of an invocation, as its calls show it.
///
/// @param reply what the guest answered, as it wrote it; empty if nothing
/// @param effects what it did or asked for and the host agreed to, in order
/// @param receipts what it claims: `action target: done` where the effect it names was agreed to (a
///   web call: answered with 2xx), else `failed`. What a device then did is not known here
public record RecordedOutcome(
    RecordedEnd end, String reply, List<String> effects, List<String> receipts) {
  public RecordedOutcome {
    effects = List.copyOf(effects);
    receipts = List.copyOf(receipts);
  }

  static RecordedOutcome of(RecordedEnd end, List<RecordedCall> calls) {
    String reply = "";
    List<String> effects = new ArrayList<>();
    Map<Long, Boolean> happened = new LinkedHashMap<>();
    for (RecordedCall call : RecordedCall.whole(calls)) {
      if (call.function().equals("loqa_v2.reply") && call.result() == 0 && !call.in().isEmpty()) {
        reply = RecordedCall.text(call.in().getFirst()).orElse("");
      } else if (call.isEffect()) {
        happened.put(call.result(), true);
        effects.add(call.shown());
      } else if (numbered(call)) {
        Map<String, Object> answer = answer(call);
        happened.put(number(answer.get("effect")), number(answer.get("status")) / 100 == 2);
        effects.add(call.shown());
      }
    }
    return new RecordedOutcome(end, reply, effects, receipts(reply, happened));
  }

  /// Whether it was a web call that the host counts as an effect.
  static boolean numbered(RecordedCall call) {
    return call.function().equals("loqa_v2.http")
        && call.result() > 0
        && answer(call).containsKey("effect");
  }

  private static Map<String, Object> answer(RecordedCall call) {
    Bytes out = call.out();
    return out == null ? Map.of() : object(RecordedCall.text(out).orElse(""));
  }

  private static Map<String, Object> object(String json) {
    try {
      return json.isEmpty() ? Map.of() : Json.readObject(json);
    } catch (JsonException e) {
      return Map.of();
    }
  }

  private static long number(@Nullable Object value) {
    return value instanceof Long number ? number : 0;
  }

  private static List<String> receipts(String reply, Map<Long, Boolean> happened) {
    List<String> receipts = new ArrayList<>();
    if (object(reply).get("receipts") instanceof List<?> claims) {
      for (Object claim : claims) {
        if (claim instanceof Map<?, ?> receipt) {
          boolean done = happened.getOrDefault(number(receipt.get("effect")), false);
          receipts.add(
              receipt.get("action") + " " + receipt.get("target") + (done ? ": done" : ": failed"));
        }
      }
    }
    return receipts;
  }
}
