package dev.loqa.skillhost.manifest;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.protocol.Quoted;
import dev.loqa.skillhost.web.WebServer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One setting that a skill has: what kind of value an owner may give it.
///
/// @param fallback its value while the owner has set none
/// @param choices the only values there are; none: any that fits
/// @param least of a number, or of the characters of a text
/// @param most the same
/// @param server whether it names a web server that the skill may then call
/// @param required whether the skill is of no use without it
public record Setting(
    String name,
    Type type,
    String description,
    @Nullable Object fallback,
    List<Object> choices,
    double least,
    double most,
    boolean server,
    boolean required) {
  /// Characters of a text at most.
  public static final int LONGEST = 1_000;

  /// Characters of an object's or array's JSON at most.
  public static final int LONGEST_JSON = 4_096;

  public Setting {
    choices = List.copyOf(choices);
  }

  /// The kinds of values, as JSON Schema names them.
  public enum Type {
    STRING,
    INTEGER,
    NUMBER,
    BOOLEAN,
    OBJECT,
    ARRAY;

    /// The word in a manifest.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The value that somebody typed.
  ///
  /// @throws IllegalArgumentException when it is none; the message says what was given, and what to
  ///   give
  public Object read(String text) {
    Object value =
        switch (type) {
          case STRING -> text;
          case INTEGER, NUMBER -> number(text);
          case BOOLEAN ->
              switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> text;
              };
          case OBJECT, ARRAY -> json(text);
        };
    fault(value)
        .ifPresent(fault -> {
          throw new IllegalArgumentException(fault);
        });
    return value;
  }

  private static Object number(String text) {
    try {
      return text.matches("[-+]?[0-9]{1,18}")
          ? (Object) Long.valueOf(text)
          : text.matches("[-+]?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]{1,3})?")
              ? Double.valueOf(text)
              : text;
    } catch (NumberFormatException e) {
      return text;
    }
  }

  private Object json(String text) {
    try {
      return type == Type.OBJECT ? Json.readObject(text) : Json.readArray(text);
    } catch (JsonException e) {
      return text;
    }
  }

  /// What is wrong with a value, as `is "x": give ...`; empty when it fits.
  public Optional<String> fault(Object value) {
    if (!fits(value) || !(choices.isEmpty() || choices.stream().anyMatch(c -> same(c, value)))) {
      String shown = value instanceof String text ? Quoted.of(text) : Json.text(value);
      return Optional.of("is " + shown + ": give " + wanted());
    }
    return server ? serverFault(String.valueOf(value)) : Optional.empty();
  }

  private static Optional<String> serverFault(String text) {
    try {
      WebServer.parse(text);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(
          "is "
              + Quoted.of(text)
              + " ("
              + String.valueOf(e.getMessage()).replaceFirst("^url: ", "")
              + "): give "
              + WebServer.FORM);
    }
  }

  private boolean fits(Object value) {
    return switch (type) {
      case STRING ->
          value instanceof String text
              && text.codePoints().noneMatch(Character::isISOControl)
              && within(text.codePointCount(0, text.length()));
      case INTEGER -> value instanceof Long number && within(number);
      case NUMBER ->
          value instanceof Number number
              && Double.isFinite(number.doubleValue())
              && within(number.doubleValue());
      case BOOLEAN -> value instanceof Boolean;
      case OBJECT -> value instanceof Map<?, ?> && Json.text(value).length() <= LONGEST_JSON;
      case ARRAY -> value instanceof List<?> && Json.text(value).length() <= LONGEST_JSON;
    };
  }

  private boolean within(double measure) {
    return measure >= least && measure <= most;
  }

  private static boolean same(Object choice, Object value) {
    boolean numbers = choice instanceof Number && value instanceof Number;
    return numbers
        ? ((Number) choice).doubleValue() == ((Number) value).doubleValue()
        : Objects.equals(choice, value);
  }

  /// What to give, as the end of "give ...".
  public String wanted() {
    if (!choices.isEmpty()) {
      return "one of " + choices.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
    return switch (type) {
      case STRING ->
          server
              ? WebServer.FORM
              : least > 0
                  ? "a text of " + plain(least) + " to " + plain(most) + " characters"
                  : "a text of at most " + plain(most) + " characters";
      case INTEGER -> "a whole number" + range();
      case NUMBER -> "a number" + range();
      case BOOLEAN -> "true or false";
      case OBJECT -> "a JSON object of at most " + LONGEST_JSON + " characters";
      case ARRAY -> "a JSON array of at most " + LONGEST_JSON + " characters";
    };
  }

  private String range() {
    boolean below = Double.isFinite(least);
    boolean above = Double.isFinite(most);
    return below && above
        ? " from " + plain(least) + " to " + plain(most)
        : below ? " from " + plain(least) + " on" : above ? " up to " + plain(most) : "";
  }

  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
