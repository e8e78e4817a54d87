package dev.loqa.skillhost.author;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// The keys of a case and what may stand under those of `expect`. `docs/reference/skill-tests.md`
/// says what each means; `spoken`, `code`, `store` and `timers` beside `event` are older spellings.
final class CaseKeys {
  static final Set<String> EVENT =
      Set.of(
          "type",
          "intent",
          "slots",
          "subject",
          "payload",
          "language",
          "room",
          "speaker",
          "now",
          "timezone");

  static final Set<String> GIVEN =
      Set.of(
          "kv",
          "timers",
          "config",
          "http",
          "language",
          "room",
          "speaker",
          "now",
          "timezone",
          "cleared");

  static final Set<String> TIMER = Set.of("id", "due", "in_s", "payload");
  static final Set<String> WEB =
      Set.of("method", "url", "status", "headers", "body", "truncated", "fails");

  private static final Set<String> TEXTS = Set.of("intent", "reply", "spoken", "fails");
  private static final Set<String> LISTS =
      Set.of("receipts", "publishes", "effects", "denied", "log", "http", "timers");
  private static final Set<String> OBJECTS = Set.of("slots", "values", "kv");

  static final Set<String> EXPECT =
      Set.of(
          "intent",
          "slots",
          "reply",
          "reply_contains",
          "say",
          "ask",
          "receipts",
          "publishes",
          "effects",
          "values",
          "kv",
          "timers",
          "http",
          "denied",
          "log",
          "fails",
          "spoken",
          "code");

  private CaseKeys() {}

  /// Notes what has another shape than its key wants.
  static void check(Field expect) {
    for (Map.Entry<String, Object> one : expect.all().entrySet()) {
      String key = one.getKey();
      Object value = one.getValue();
      if (TEXTS.contains(key) && !(value instanceof String)) {
        expect.problem(key, "is no text", "put it in quotes");
      } else if (LISTS.contains(key) && !(value instanceof List<?>)) {
        expect.problem(key, "is no list", "write [ ... ]");
      } else if (OBJECTS.contains(key) && !(value instanceof Map<?, ?>)) {
        expect.problem(key, "is no object", "write { ... }");
      }
    }
    expect.fields("timers").forEach(timer -> timer.knows(TIMER));
    pairs(expect, "receipts", "[\"action\", \"target\"]");
    pairs(expect, "publishes", "[\"subject\", {payload}]");
    pairs(expect, "http", "[\"METHOD\", \"url\"]");
  }

  private static void pairs(Field expect, String key, String form) {
    for (Object item : expect.list(key)) {
      if (!(item instanceof List<?> pair && (pair.size() == 2 || pair.size() == 3))) {
        expect.problem(key, "has something else than pairs", "write " + form + " for each");
        return;
      }
    }
  }
}
