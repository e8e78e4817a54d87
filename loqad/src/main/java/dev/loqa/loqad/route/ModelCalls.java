package dev.loqa.loqad.route;

import dev.loqa.protocol.Quoted;
import dev.loqa.skillhost.manifest.Risk;
import dev.loqa.understanding.IntentSpec;
import dev.loqa.understanding.ListValue;
import dev.loqa.understanding.SlotSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides what to do with the tools that a language model called: the same as if a person had said
/// it, so that what needs a yes or the PIN is asked for. What no skill knows, and values that a
/// slot does not take, are not done. Pure.
public final class ModelCalls {
  /// Calls of one answer at most.
  private static final int MOST_CALLS = 4;

  private static final int MOST_TEXT = 200;
  private static final long LONGEST_SECONDS = 366L * 24 * 3_600;

  private ModelCalls() {}

  /// The decision; an answer that nothing was done when nothing of it can be.
  ///
  /// @param toolCalls each `{"name", "arguments"}`, as the model made them
  public static Decision decide(List<Map<String, Object>> toolCalls, RouteContext context) {
    List<String> why = new ArrayList<>();
    List<SkillCall> calls = new ArrayList<>();
    List<Map<String, Object>> wanted = toolCalls.stream().distinct().toList();
    for (Map<String, Object> toolCall : wanted.stream().limit(MOST_CALLS).toList()) {
      String name = String.valueOf(toolCall.get("name"));
      Optional<IntentSpec> intent = ModelTools.intent(name, context);
      if (intent.isEmpty()) {
        why.add("the language model called " + Quoted.of(name) + ", which no skill has");
        continue;
      }
      Map<?, ?> arguments = toolCall.get("arguments") instanceof Map<?, ?> map ? map : Map.of();
      SkillCall call = call(intent.get(), arguments, context, why);
      if (call == null) {
        continue;
      }
      Optional<String> missing = missing(intent.get(), call);
      if (missing.isPresent()) {
        return Router.askBack(call, missing.get(), intent.get().slots(), context, why);
      }
      calls.add(call);
    }
    if (wanted.size() > MOST_CALLS) {
      why.add("of more than %d calls the others were left out".formatted(MOST_CALLS));
    }
    if (calls.isEmpty()) {
      return new Decision.Answer(context.phrases().nothingDone(), why);
    }
    boolean all = calls.size() == wanted.size();
    return Router.run(calls, all ? List.of() : List.of(context.phrases().notAll()), context, why);
  }

  private static @Nullable SkillCall call(
      IntentSpec intent, Map<?, ?> arguments, RouteContext context, List<String> why) {
    Map<String, Object> slots = new LinkedHashMap<>();
    for (Map.Entry<String, SlotSpec> slot : intent.slots().entrySet()) {
      Object given = arguments.get(slot.getKey());
      if (given == null || given.equals("")) {
        continue;
      }
      Optional<Object> value = value(slot.getKey(), slot.getValue(), given, context);
      if (value.isEmpty()) {
        why.add(
            "the language model called %s with %s for %s, which that is not"
                .formatted(intent.id(), Quoted.of(String.valueOf(given)), slot.getKey()));
        return null;
      }
      slots.put(slot.getKey(), value.get());
    }
    why.add("the language model called " + intent.id() + " with " + slots);
    return new SkillCall(intent.id(), slots, words(intent, slots, context), Risk.NONE);
  }

  private static Optional<String> missing(IntentSpec intent, SkillCall call) {
    return intent.slots().entrySet().stream()
        .filter(slot -> slot.getValue().required() && !call.slots().containsKey(slot.getKey()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /// What a person is asked to agree to: what the model wants to do, never what the person said.
  private static String words(IntentSpec intent, Map<String, Object> slots, RouteContext context) {
    Map<String, String> said = new LinkedHashMap<>();
    slots.forEach((name, value) -> {
      SlotSpec slot = intent.slots().get(name);
      boolean seconds = slot != null && slot.type().equals(SlotSpec.DURATION);
      String words = seconds ? value + " s" : String.valueOf(value);
      said.put(name, slot == null ? words : ModelTools.said(name, slot, words, context));
    });
    return CallWords.of(intent, said);
  }

  private static Optional<Object> value(
      String name, SlotSpec slot, Object given, RouteContext context) {
    String text = String.valueOf(given).strip();
    if (text.length() > MOST_TEXT || given instanceof Map || given instanceof List) {
      return Optional.empty();
    }
    return switch (slot.type()) {
      case SlotSpec.DURATION ->
          number(given, text, slot, context)
              .map(number -> Math.round(number.doubleValue()))
              .filter(seconds -> seconds > 0 && seconds <= LONGEST_SECONDS)
              .map(Object.class::cast);
      case SlotSpec.NUMBER -> number(given, text, slot, context).map(Object.class::cast);
      case SlotSpec.PERCENTAGE ->
          number(given, text, slot, context)
              .filter(percent -> percent.doubleValue() >= 0 && percent.doubleValue() <= 100)
              .map(Object.class::cast);
      case SlotSpec.LIST -> listed(name, slot, text, context);
      default -> SlotAnswer.read(slot.type(), text, context.language());
    };
  }

  private static Optional<Number> number(
      Object given, String text, SlotSpec slot, RouteContext context) {
    if (given instanceof Number number) {
      boolean whole = number.doubleValue() == Math.rint(number.doubleValue());
      boolean finite =
          Double.isFinite(number.doubleValue()) && Math.abs(number.doubleValue()) < 1e12;
      return finite
          ? Optional.of(whole ? (Number) number.longValue() : (Number) number.doubleValue())
          : Optional.empty();
    }
    if (text.matches("-?[0-9]{1,12}")) {
      return Optional.of(Long.parseLong(text));
    }
    return SlotAnswer.read(slot.type(), text, context.language())
        .filter(Number.class::isInstance)
        .map(Number.class::cast);
  }

  private static Optional<Object> listed(
      String name, SlotSpec slot, String text, RouteContext context) {
    String wanted = text.toLowerCase(Locale.ROOT);
    for (ListValue value : ModelTools.values(name, slot, context)) {
      if (value.in().toLowerCase(Locale.ROOT).equals(wanted)
          || String.valueOf(value.out()).toLowerCase(Locale.ROOT).equals(wanted)) {
        return Optional.of(value.out());
      }
    }
    return Optional.empty();
  }
}
