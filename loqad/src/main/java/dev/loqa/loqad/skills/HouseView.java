package dev.loqa.loqad.skills;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.loqad.home.Home;
import dev.loqa.loqad.store.Timer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the house hands to every call of a skill: the home's state, what rings, and what can be
/// said. Thread-safe.
final class HouseView {
  private final Home home;
  private final Alerts alerts;
  private volatile List<String> examples = List.of();

  HouseView(Home home, Alerts alerts) {
    this.home = home;
    this.alerts = alerts;
  }

  /// The sentences that the help skill offers.
  void examples(List<String> sentences) {
    examples = List.copyOf(sentences);
  }

  /// The payload of a call that carries nothing of its own.
  String payload() {
    return payload(Map.of());
  }

  /// The payload of a call for an intent: where its slots name things of the home, only those, so
  /// that a home of hundreds costs no more than one.
  String ofIntent(Map<String, Object> slots) {
    Map<String, Object> named = new LinkedHashMap<>();
    for (Object value : slots.values()) {
      home.entity(String.valueOf(value)).ifPresent(entity -> named.put(entity.id(), entity.view()));
    }
    return named.isEmpty() ? payload() : payload(Map.of(), named);
  }

  /// The payload of a call for a timer that fired.
  String payload(Timer timer) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", timer.id());
    fields.put("due", timer.dueAt().toString());
    fields.put(
        "payload", Json.readObject("{\"v\":" + timer.payload() + "}").getOrDefault("v", Map.of()));
    return payload(fields);
  }

  /// The payload of a call for a message: its body. A skill of ABI v2 also gets what the house
  /// hands to every call, unless the body has such a key.
  String payload(byte[] body, boolean original) {
    String text = new String(body, StandardCharsets.UTF_8);
    if (original) {
      return text;
    }
    try {
      Map<String, Object> fields = new LinkedHashMap<>(Json.readObject(payload()));
      fields.putAll(Json.readObject(text));
      return Json.text(fields);
    } catch (JsonException e) {
      return text;
    }
  }

  private String payload(Map<String, Object> own) {
    return payload(own, home.view());
  }

  private String payload(Map<String, Object> own, Map<String, Object> things) {
    Map<String, Object> fields = new LinkedHashMap<>(own);
    fields.put("home", things);
    fields.put(
        "ringing",
        alerts.ringing().stream()
            .map(alert -> Map.<String, Object>of("id", alert.alertId(), "label", alert.label()))
            .toList());
    fields.put("examples", examples);
    return Json.text(fields);
  }
}
