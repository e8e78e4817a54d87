package dev.loqa.understanding.reply;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.el.JinjavaNodePreProcessor;
import com.hubspot.jinjava.el.JinjavaProcessors;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.Context.Library;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.Importable;
import com.hubspot.jinjava.tree.Node;
import dev.loqa.understanding.language.Language;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a reply template may do: read plain values, choose, loop a little and call the filters
/// named here. No method of any Java object can be called, nothing can be included, values are
/// never read as templates, and a count of steps ends what would take too long.
final class Sandbox {
  private static final int MAX_STEPS = 5_000;
  private static final int MAX_DEPTH = 8;
  private static final int MAX_ITEMS = 200;
  private static final int MAX_VALUE = 2_000;
  private static final Set<String> TAGS =
      Set.of("if", "elif", "else", "endif", "for", "endfor", "raw", "endraw", "set", "endset");
  private static final Set<String> FILTERS =
      Set.of(
          "abs",
          "capitalize",
          "count",
          "default",
          "d",
          "first",
          "float",
          "int",
          "last",
          "length",
          "lower",
          "round",
          "sort",
          "string",
          "title",
          "trim",
          "unique",
          "upper",
          "join",
          "replace",
          "spoken_duration",
          "spoken_number",
          "spoken_list");
  private static final Pattern CODE = Pattern.compile("\\{[{%](.{0,2000}?)[%}]\\}", Pattern.DOTALL);
  private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
  private static final Pattern FILTER = Pattern.compile("\\|\\s*([A-Za-z_]\\w*)");
  private static final ScopedValue<int[]> STEPS = ScopedValue.newInstance();

  private Sandbox() {}

  /// A template that takes more steps than it may.
  static final class TooMuchWork extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooMuchWork() {
      super("it takes more than " + MAX_STEPS + " steps");
    }
  }

  static Jinjava jinjava(Language language) {
    Context all = new Jinjava().getGlobalContext();
    Map<Library, Set<String>> disabled = new EnumMap<>(Library.class);
    disabled.put(Library.TAG, without(all.getAllTags(), TAGS));
    disabled.put(Library.FILTER, without(all.getAllFilters(), FILTERS));
    disabled.put(Library.FUNCTION, without(all.getAllFunctions(), Set.of()));
    JinjavaConfig config =
        JinjavaConfig.newBuilder()
            .withDisabled(disabled)
            .withMaxOutputSize(ReplyRenderer.MAX_REPLY)
            .withMaxStringLength(ReplyRenderer.MAX_REPLY)
            .withMaxRenderDepth(MAX_DEPTH)
            .withMaxListSize(MAX_ITEMS)
            .withMaxMapSize(MAX_ITEMS)
            .withRangeLimit(MAX_ITEMS)
            .withEnableRecursiveMacroCalls(false)
            .withNestedInterpretationEnabled(false)
            .withElResolver(PlainResolver.composite())
            .withProcessors(
                JinjavaProcessors.newBuilder().withNodePreProcessor(new StepCounter()).build())
            .build();
    Jinjava jinjava = new Jinjava(config);
    SpokenFilters.all(language).forEach(jinjava::registerFilter);
    return jinjava;
  }

  /// A filter that is not allowed or does not exist; jinjava would pass over the latter in silence.
  static Optional<String> unknownFilter(String template) {
    Matcher code = CODE.matcher(template);
    while (code.find()) {
      Matcher filter = FILTER.matcher(QUOTED.matcher(code.group(1)).replaceAll("''"));
      while (filter.find()) {
        if (!FILTERS.contains(filter.group(1))) {
          return Optional.of(filter.group(1));
        }
      }
    }
    return Optional.empty();
  }

  /// The names of all filters there are.
  static String filters() {
    return FILTERS.stream().sorted().collect(Collectors.joining(", "));
  }

  /// Runs `work` with a fresh count of steps.
  static String limited(Supplier<String> work) {
    return ScopedValue.where(STEPS, new int[] {MAX_STEPS}).call(work::get);
  }

  /// A copy of only texts, numbers, booleans, lists and maps; other values become text.
  static Map<String, Object> plain(Map<String, ?> values) {
    Map<String, Object> copy = new LinkedHashMap<>();
    values.forEach((name, value) -> {
      Object plain = plain(value, 0);
      if (plain != null) {
        copy.put(name, plain);
      }
    });
    return copy;
  }

  private static @Nullable Object plain(@Nullable Object value, int depth) {
    return switch (value) {
      case null -> null;
      case Long _, Integer _, Double _, Boolean _ -> value;
      case Number number -> number.doubleValue();
      case Map<?, ?> map when depth < MAX_DEPTH -> {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, item) -> {
          Object plain = plain(item, depth + 1);
          if (plain != null && copy.size() < MAX_ITEMS) {
            copy.put(String.valueOf(key), plain);
          }
        });
        yield copy;
      }
      case Collection<?> items when depth < MAX_DEPTH -> {
        List<Object> copy = new ArrayList<>();
        for (Object item : items) {
          Object plain = plain(item, depth + 1);
          if (plain != null && copy.size() < MAX_ITEMS) {
            copy.add(plain);
          }
        }
        yield copy;
      }
      default -> {
        String text = value.toString();
        yield text.length() <= MAX_VALUE ? text : text.substring(0, MAX_VALUE);
      }
    };
  }

  private static Set<String> without(Collection<? extends Importable> all, Set<String> kept) {
    return all.stream()
        .map(Importable::getName)
        .filter(name -> !kept.contains(name))
        .collect(Collectors.toSet());
  }

  /// Is asked before each node of a template is rendered.
  private static final class StepCounter extends JinjavaNodePreProcessor {
    @Override
    public void accept(Node node, JinjavaInterpreter interpreter) {
      super.accept(node, interpreter);
      if (STEPS.isBound() && STEPS.get()[0]-- <= 0) {
        throw new TooMuchWork();
      }
    }
  }
}
