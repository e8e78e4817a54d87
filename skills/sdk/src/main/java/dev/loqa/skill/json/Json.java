package dev.loqa.skill.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One JSON value. Immutable. The readers (`text`, `whole`, ...) never fail: a value that is
/// missing or of another kind gives the fallback, because what comes in was written by others.
public sealed interface Json {
  /// An object; the order of its fields is kept.
  record Obj(Map<String, Json> fields) implements Json {
    private static final Obj EMPTY = new Obj(Map.of());

    public Obj {
      fields = new LinkedHashMap<>(fields);
    }

    /// A copy with one more, or a replaced, field.
    public Obj with(String name, Json value) {
      Map<String, Json> more = new LinkedHashMap<>(fields);
      more.put(name, value);
      return new Obj(more);
    }

    public Obj with(String name, String value) {
      return with(name, new Text(value));
    }

    public Obj with(String name, long value) {
      return with(name, new Whole(value));
    }

    public Obj with(String name, boolean value) {
      return with(name, new Bool(value));
    }
  }

  /// An array.
  record Arr(List<Json> values) implements Json {
    public Arr {
      values = List.copyOf(values);
    }
  }

  /// A string.
  record Text(String value) implements Json {}

  /// A number without a fraction that fits 64 bits.
  record Whole(long value) implements Json {}

  /// Any other number, as it is written, so that it goes out as it came in. Java's own conversions
  /// between `double` and text would be a quarter of a small module.
  record Real(String digits) implements Json {
    /// The number rounded to six decimals.
    public static Real of(double value) {
      return new Real(Decimals.write(value));
    }

    public double value() {
      return Decimals.read(digits);
    }
  }

  /// `true` or `false`.
  record Bool(boolean value) implements Json {}

  /// `null`, and what is read where there is nothing.
  record Null() implements Json {
    private static final Null NOTHING = new Null();
  }

  /// An object without fields, to add some to.
  static Obj object() {
    return Obj.EMPTY;
  }

  /// `null`.
  static Json nothing() {
    return Null.NOTHING;
  }

  /// Reads one JSON text.
  ///
  /// @throws JsonSyntaxException when it is none, or is nested deeper than 64 levels
  static Json parse(String text) {
    return new JsonParser(text).parse();
  }

  /// The field of an object; [#nothing] when there is none.
  default Json at(String name) {
    return this instanceof Obj object
        ? object.fields().getOrDefault(name, Null.NOTHING)
        : Null.NOTHING;
  }

  /// The values of an array; none for anything else.
  default List<Json> items() {
    return this instanceof Arr array ? array.values() : List.of();
  }

  /// This object, or one without fields.
  default Obj asObject() {
    return this instanceof Obj object ? object : Obj.EMPTY;
  }

  default String text(String fallback) {
    return this instanceof Text text ? text.value() : fallback;
  }

  /// The number, its fraction cut off.
  default long whole(long fallback) {
    return switch (this) {
      case Whole number -> number.value();
      case Real number -> (long) number.value();
      default -> fallback;
    };
  }

  default boolean isNumber() {
    return this instanceof Whole || this instanceof Real;
  }

  default boolean isTrue() {
    return this instanceof Bool bool && bool.value();
  }

  default boolean isNull() {
    return this instanceof Null;
  }

  /// The value as JSON text, in one line.
  default String write() {
    StringBuilder out = new StringBuilder();
    JsonWriter.write(this, out);
    return out.toString();
  }
}
