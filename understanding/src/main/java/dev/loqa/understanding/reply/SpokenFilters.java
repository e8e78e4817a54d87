package dev.loqa.understanding.reply;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.filter.Filter;
import dev.loqa.understanding.language.Language;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Filters for replies: `spoken_duration` (of seconds), `spoken_number`, `spoken_list` ("milk, eggs
/// and bread"), `join` and `replace`. What is not of the right kind passes unchanged.
final class SpokenFilters {
  private SpokenFilters() {}

  static List<Filter> all(Language language) {
    return List.of(
        new Named("spoken_duration", (value, _) -> duration(value, language)),
        new Named(
            "spoken_number",
            (value, _) ->
                value instanceof Number n && whole(n) ? language.spoken(n.longValue()) : value),
        new Named(
            "spoken_list",
            (value, _) -> value instanceof Collection<?> items ? list(items, language) : value),
        new Named(
            "join",
            (value, args) ->
                value instanceof Collection<?> items ? joined(items, first(args)) : value),
        new Named("replace", (value, args) -> replaced(value, args)));
  }

  private static @Nullable Object duration(@Nullable Object value, Language language) {
    return value instanceof Number seconds && seconds.doubleValue() >= 0
        ? language.spokenDuration(Math.round(seconds.doubleValue()))
        : value;
  }

  private static boolean whole(Number number) {
    return number.doubleValue() == Math.rint(number.doubleValue());
  }

  private static String list(Collection<?> items, Language language) {
    List<String> words = items.stream().map(String::valueOf).toList();
    if (words.size() < 2) {
      return String.join("", words);
    }
    String all = String.join(", ", words.subList(0, words.size() - 1));
    return cut(all + " " + language.and() + " " + words.getLast());
  }

  private static String joined(Collection<?> items, String separator) {
    return cut(String.join(separator, items.stream().map(String::valueOf).toList()));
  }

  private static @Nullable Object replaced(@Nullable Object value, String[] args) {
    if (value == null || args.length < 2 || args[0].isEmpty()) {
      return value;
    }
    return cut(cut(value.toString()).replace(args[0], cut(args[1])));
  }

  private static String first(String[] args) {
    return args.length == 0 ? "" : args[0];
  }

  /// No value grows without limit, however filters are chained.
  private static String cut(String text) {
    return text.length() <= ReplyRenderer.MAX_REPLY
        ? text
        : text.substring(0, ReplyRenderer.MAX_REPLY);
  }

  private record Named(String name, BiFunction<@Nullable Object, String[], @Nullable Object> body)
      implements Filter {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public @Nullable Object filter(
        @Nullable Object value, JinjavaInterpreter interpreter, String... args) {
      return body.apply(value, args);
    }
  }
}
