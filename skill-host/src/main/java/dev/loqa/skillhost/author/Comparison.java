package dev.loqa.skillhost.author;

import dev.loqa.skillhost.author.CaseResult.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Holds what happened against `expect`. Pure. Of objects only the keys that are named are looked
/// at; lists must be equal.
final class Comparison {
  private final List<Difference> differences = new ArrayList<>();

  private Comparison() {}

  static List<Difference> of(Map<String, Object> expect, Happened happened) {
    Comparison comparison = new Comparison();
    comparison.ending(expect, happened);
    expect.forEach((key, wanted) -> comparison.one(key, wanted, happened));
    return comparison.differences;
  }

  /// A call that fails although nothing says so is a difference of its own.
  private void ending(Map<String, Object> expect, Happened happened) {
    boolean mayFail =
        expect.containsKey("fails") || (expect.get("code") instanceof Long code && code != 0);
    String failure = happened.failure();
    if (failure != null && !mayFail) {
      add("the call", "to end well", failure);
    } else if (failure == null && mayFail) {
      add("the call", "to fail", "it ended well");
    }
    happened
        .baseless()
        .forEach(claim ->
            add(
                "receipt " + claim.action() + " " + claim.target(),
                "the number of an effect of this call",
                claim.effect()));
  }

  private void one(String key, @Nullable Object wanted, Happened happened) {
    switch (key) {
      case "code" -> {}
      case "fails" -> {
        String failure = happened.failure();
        if (failure != null && !failure.contains(String.valueOf(wanted))) {
          add(key, wanted, failure);
        }
      }
      case "reply_contains" -> contains(wanted, happened.reply());
      case "slots" ->
          objects(wanted)
              .forEach((name, value) -> same("slot " + name, value, happened.slot(name)));
      case "values" ->
          objects(wanted)
              .forEach(
                  (name, value) -> same("value " + name, value, happened.own().values().get(name)));
      case "kv" ->
          objects(wanted)
              .forEach((name, value) -> same("kv " + name, value, happened.stored(name)));
      case "timers" -> timers(wanted, happened.timers());
      default -> same(key, wanted, happened.value(key));
    }
  }

  private void contains(@Nullable Object wanted, String reply) {
    List<?> parts = wanted instanceof List<?> list ? list : List.of(String.valueOf(wanted));
    for (Object part : parts) {
      String text = String.valueOf(part).toLowerCase(Locale.ROOT);
      if (!reply.toLowerCase(Locale.ROOT).contains(text)) {
        add("reply_contains", part, reply);
      }
    }
  }

  private void timers(@Nullable Object wanted, List<Map<String, Object>> got) {
    List<?> list = wanted instanceof List<?> given ? given : List.of();
    boolean fits = list.size() == got.size();
    for (int i = 0; fits && i < list.size(); i++) {
      Map<String, Object> one = got.get(i);
      fits =
          objects(list.get(i)).entrySet().stream()
              .allMatch(field -> equal(field.getValue(), one.get(field.getKey())));
    }
    if (!fits) {
      add("timers", wanted, got);
    }
  }

  private void same(String what, @Nullable Object wanted, @Nullable Object got) {
    if (!equal(wanted, got)) {
      add(what, wanted, got);
    }
  }

  private static boolean equal(@Nullable Object wanted, @Nullable Object got) {
    if (wanted instanceof Number a && got instanceof Number b) {
      return a.doubleValue() == b.doubleValue() && a.longValue() == b.longValue();
    }
    if (wanted instanceof List<?> a && got instanceof List<?> b) {
      boolean equal = a.size() == b.size();
      for (int i = 0; equal && i < a.size(); i++) {
        equal = equal(a.get(i), b.get(i));
      }
      return equal;
    }
    if (wanted instanceof Map<?, ?> a && got instanceof Map<?, ?> b) {
      return a.keySet().equals(b.keySet())
          && a.keySet().stream().allMatch(key -> equal(a.get(key), b.get(key)));
    }
    return Objects.equals(wanted, got);
  }

  @SuppressWarnings("unchecked") // Json reads objects as maps by string only
  private static Map<String, Object> objects(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  private void add(String what, @Nullable Object expected, @Nullable Object got) {
    differences.add(new Difference(what, expected, got));
  }
}
