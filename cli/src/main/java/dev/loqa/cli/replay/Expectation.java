package dev.loqa.cli.replay;

import dev.loqa.cli.api.Turn;
import dev.loqa.protocol.Receipt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What must come of an entry; an absent part may be anything.
///
/// @param slots these must be there with these values; others may be there too
/// @param replyContains in any capitals
/// @param receipt the action of a receipt that must be there, done
public record Expectation(
    @Nullable String skill,
    @Nullable String intent,
    Map<String, Object> slots,
    @Nullable String replyContains,
    @Nullable String receipt) {
  /// Anything is right.
  public static final Expectation NONE = new Expectation(null, null, Map.of(), null, null);

  public Expectation {
    slots = Collections.unmodifiableMap(new LinkedHashMap<>(slots));
  }

  /// What is not as it must be, in words; empty when the turn is right.
  public List<String> differences(Turn turn) {
    List<String> differences = new ArrayList<>();
    compare(differences, "skill", skill, turn.skill());
    compare(differences, "intent", intent, turn.intent());
    slots.forEach((name, value) -> {
      if (!same(value, turn.slots().get(name))) {
        differences.add("slot " + name + " is " + turn.slots().get(name) + ", expected " + value);
      }
    });
    if (replyContains != null
        && !turn.reply()
            .toLowerCase(Locale.ROOT)
            .contains(replyContains.toLowerCase(Locale.ROOT))) {
      differences.add(
          "reply is \"" + turn.reply() + "\", expected \"" + replyContains + "\" in it");
    }
    if (receipt != null
        && turn.receipts().stream().noneMatch(r -> r.done() && r.action().equals(receipt))) {
      differences.add("receipts are " + shown(turn.receipts()) + ", expected " + receipt + " done");
    }
    return differences;
  }

  private static void compare(
      List<String> differences, String what, @Nullable String expected, @Nullable String seen) {
    if (expected != null && !expected.equals(seen)) {
      differences.add(what + " is " + seen + ", expected " + expected);
    }
  }

  /// Equal; numbers by value, whatever their type.
  static boolean same(@Nullable Object one, @Nullable Object other) {
    return (one instanceof Number a && other instanceof Number b)
        ? Double.compare(a.doubleValue(), b.doubleValue()) == 0
        : Objects.equals(one, other);
  }

  private static String shown(List<Receipt> receipts) {
    return receipts.isEmpty()
        ? "none"
        : String.join(", ", receipts.stream().map(r -> r.action() + " " + r.result()).toList());
  }
}
