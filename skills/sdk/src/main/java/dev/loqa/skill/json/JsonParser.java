package dev.loqa.skill.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads one JSON text (RFC 8259). Used once; belongs to one thread.
final class JsonParser {
  private static final int MAX_DEPTH = 64;
  private static final String HEX = "0123456789abcdef";

  private final String text;
  private int at;
  private int depth;

  JsonParser(String text) {
    this.text = text;
  }

  Json parse() {
    Json value = value();
    skipSpace();
    if (at < text.length()) {
      throw fault("more text after the value");
    }
    return value;
  }

  private Json value() {
    skipSpace();
    char c = peek();
    return switch (c) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> new Json.Text(string());
      case 't' -> word("true", new Json.Bool(true));
      case 'f' -> word("false", new Json.Bool(false));
      case 'n' -> word("null", Json.nothing());
      default -> number();
    };
  }

  private Json object() {
    enter();
    Map<String, Json> fields = new LinkedHashMap<>();
    skipSpace();
    if (peek() != '}') {
      do {
        skipSpace();
        if (peek() != '"') {
          throw fault("a field needs a name in quotes");
        }
        String name = string();
        skipSpace();
        expect(':');
        fields.put(name, value());
        skipSpace();
      } while (comma('}'));
    }
    leave();
    return new Json.Obj(fields);
  }

  private Json array() {
    enter();
    List<Json> values = new ArrayList<>();
    skipSpace();
    if (peek() != ']') {
      do {
        values.add(value());
        skipSpace();
      } while (comma(']'));
    }
    leave();
    return new Json.Arr(values);
  }

  private void enter() {
    at++;
    depth++;
    if (depth > MAX_DEPTH) {
      throw fault("nested deeper than " + MAX_DEPTH + " levels");
    }
  }

  private void leave() {
    at++;
    depth--;
  }

  private boolean comma(char end) {
    if (peek() == end) {
      return false;
    }
    expect(',');
    return true;
  }

  private String string() {
    at++;
    StringBuilder out = new StringBuilder();
    while (true) {
      char c = peek();
      at++;
      if (c == '"') {
        return out.toString();
      } else if (c == '\\') {
        out.append(escaped());
      } else if (c < ' ') {
        throw fault("a control character inside a string");
      } else {
        out.append(c);
      }
    }
  }

  private char escaped() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> unicode();
      default -> throw fault("an unknown escape");
    };
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = HEX.indexOf(peek() | (peek() >= 'A' ? ' ' : 0));
      if (digit < 0) {
        throw fault("an escape needs four hexadecimal digits");
      }
      code = code * 16 + digit;
      at++;
    }
    return (char) code;
  }

  private Json word(String word, Json value) {
    if (!text.startsWith(word, at)) {
      throw fault("no value");
    }
    at += word.length();
    return value;
  }

  private Json number() {
    int start = at;
    skip('-');
    if (!skip('0')) {
      digits();
    }
    boolean whole = true;
    if (skip('.')) {
      whole = false;
      digits();
    }
    if (skip('e') || skip('E')) {
      whole = false;
      if (!skip('+')) {
        skip('-');
      }
      digits();
    }
    String digits = text.substring(start, at);
    return whole && digits.length() < 19
        ? new Json.Whole(Long.parseLong(digits))
        : new Json.Real(digits);
  }

  private void digits() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == start) {
      throw fault("no value");
    }
  }

  private boolean skip(char c) {
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw fault("'" + wanted + "' is missing");
    }
    at++;
  }

  private char peek() {
    if (at >= text.length()) {
      throw fault("the text ends too early");
    }
    return text.charAt(at);
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private JsonSyntaxException fault(String what) {
    return new JsonSyntaxException("JSON at character " + at + ": " + what);
  }
}
