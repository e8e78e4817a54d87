package dev.loqa.loqad.route;

import dev.loqa.understanding.IntentSpec;
import dev.loqa.understanding.ListValue;
import dev.loqa.understanding.SlotSpec;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The intents of the installed skills as a language model is told of them: tools with a name, a
/// sentence that means them, and their slots as JSON Schema. In one order, so that the same skills
/// make the same prompt; of more than a model can choose among, those that have to do with what was
/// said. Pure.
public final class ModelTools {
  /// Tools at most; models lose their way among more.
  private static final int MOST_TOOLS = 64;

  private static final int MOST_VALUES = 60;

  private ModelTools() {}

  /// The tools, as both protocols write them.
  ///
  /// @param said by the person in this conversation, which decides where there are too many
  public static List<Map<String, Object>> of(RouteContext context, String said) {
    return chosen(List.copyOf(intents(context).values()), context, said).stream()
        .map(intent -> tool(intent, context))
        .toList();
  }

  /// Those that have most to do with the words, then the first ones, all in their old order: words
  /// that are about nothing here leave the beginning of the prompt as it is.
  private static List<IntentSpec> chosen(List<IntentSpec> all, RouteContext context, String said) {
    if (all.size() <= MOST_TOOLS) {
      return all;
    }
    Map<String, Double> relevance = context.matcher().relevance().to(said);
    return all.stream()
        .sorted(
            Comparator.<IntentSpec>comparingDouble(
                    intent -> -relevance.getOrDefault(intent.id(), 0.0))
                .thenComparing(IntentSpec::id))
        .limit(MOST_TOOLS)
        .sorted(Comparator.comparing(IntentSpec::id))
        .toList();
  }

  /// The intent that a tool's name stands for, offered this time or not.
  static Optional<IntentSpec> intent(String tool, RouteContext context) {
    return Optional.ofNullable(intents(context).get(tool));
  }

  /// By the names of their tools; where two skills would share one, the first keeps it.
  private static Map<String, IntentSpec> intents(RouteContext context) {
    return context.intents().values().stream()
        .sorted(Comparator.comparing(IntentSpec::id))
        .collect(
            Collectors.toMap(
                ModelTools::name, intent -> intent, (first, _) -> first, LinkedHashMap::new));
  }

  /// `timer.start` is `timer_start`: servers take letters, digits, `_` and `-` alone.
  private static String name(IntentSpec intent) {
    String name = intent.id().replaceAll("[^A-Za-z0-9_-]", "_");
    return name.substring(0, Math.min(name.length(), 64));
  }

  private static Map<String, Object> tool(IntentSpec intent, RouteContext context) {
    Map<String, Object> properties = new LinkedHashMap<>();
    intent.slots().forEach((slot, spec) -> properties.put(slot, schema(slot, spec, context)));
    List<String> required =
        intent.slots().entrySet().stream()
            .filter(slot -> slot.getValue().required())
            .map(Map.Entry::getKey)
            .toList();
    Map<String, Object> function = new LinkedHashMap<>();
    function.put("name", name(intent));
    function.put("description", "What is meant by: " + intent.sentences().getFirst());
    function.put(
        "parameters", ordered("type", "object", "properties", properties, "required", required));
    return ordered("type", "function", "function", function);
  }

  private static Map<String, Object> schema(String slot, SlotSpec spec, RouteContext context) {
    return switch (spec.type()) {
      case SlotSpec.DURATION -> ordered("type", "integer", "description", "seconds");
      case SlotSpec.NUMBER -> ordered("type", "number");
      case SlotSpec.PERCENTAGE -> ordered("type", "number", "minimum", 0, "maximum", 100);
      case SlotSpec.TIME -> ordered("type", "string", "description", "a time of day, as 18:30");
      case SlotSpec.DATETIME, SlotSpec.WHEN ->
          ordered("type", "string", "description", "a day or time in words, as tomorrow at 8");
      case SlotSpec.LIST -> {
        List<String> names =
            values(slot, spec, context).stream()
                .map(ModelTools::spoken)
                .distinct()
                .limit(MOST_VALUES)
                .toList();
        yield names.isEmpty()
            ? ordered("type", "string")
            : ordered("type", "string", "enum", names);
      }
      default -> ordered("type", "string");
    };
  }

  /// A value as it is said, where that is no template.
  private static String spoken(ListValue value) {
    return value.in().chars().anyMatch(c -> "[]()|{}<>".indexOf(c) >= 0) ? value.out() : value.in();
  }

  /// What a slot's value is called by people.
  static String said(String slot, SlotSpec spec, String value, RouteContext context) {
    return values(slot, spec, context).stream()
        .filter(known -> spec.type().equals(SlotSpec.LIST) && known.out().equals(value))
        .map(ModelTools::spoken)
        .findFirst()
        .orElse(value);
  }

  /// The values that a slot of type list takes.
  static List<ListValue> values(String slot, SlotSpec spec, RouteContext context) {
    String list = spec.list();
    return context.matcher().lexicon().lists().getOrDefault(list == null ? slot : list, List.of());
  }

  private static Map<String, Object> ordered(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return map;
  }
}
