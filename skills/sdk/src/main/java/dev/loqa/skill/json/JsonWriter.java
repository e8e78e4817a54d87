package dev.loqa.skill.json;

import java.util.Map;

/// Writes JSON text.
final class JsonWriter {
  private static final String HEX = "0123456789abcdef";

  private JsonWriter() {}

  static void write(Json json, StringBuilder out) {
    switch (json) {
      case Json.Obj object -> object(object, out);
      case Json.Arr array -> array(array, out);
      case Json.Text text -> string(text.value(), out);
      case Json.Whole number -> out.append(number.value());
      case Json.Real number -> out.append(number.digits());
      case Json.Bool bool -> out.append(bool.value());
      case Json.Null nothing -> out.append("null");
    }
  }

  private static void object(Json.Obj object, StringBuilder out) {
    String separator = "{";
    for (Map.Entry<String, Json> field : object.fields().entrySet()) {
      out.append(separator);
      string(field.getKey(), out);
      out.append(':');
      write(field.getValue(), out);
      separator = ",";
    }
    out.append(object.fields().isEmpty() ? "{}" : "}");
  }

  private static void array(Json.Arr array, StringBuilder out) {
    String separator = "[";
    for (Json value : array.values()) {
      out.append(separator);
      write(value, out);
      separator = ",";
    }
    out.append(array.values().isEmpty() ? "[]" : "]");
  }

  private static void string(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
