package dev.loqa.skill.host;

/// UTF-8, by hand: the class library's charsets would be a fifth of a small module.
public final class Utf8 {
  private static final char UNKNOWN = '\uFFFD';

  private Utf8() {}

  /// The bytes of a text; half a surrogate pair becomes the replacement character.
  public static byte[] encode(String text) {
    byte[] out = new byte[length(text)];
    int to = 0;
    for (int i = 0; i < text.length(); i++) {
      int code = codePoint(text, i);
      if (code < 0x80) {
        out[to++] = (byte) code;
      } else if (code < 0x800) {
        out[to++] = (byte) (0xC0 | (code >> 6));
        out[to++] = continuation(code);
      } else if (code < 0x10000) {
        out[to++] = (byte) (0xE0 | (code >> 12));
        out[to++] = continuation(code >> 6);
        out[to++] = continuation(code);
      } else {
        out[to++] = (byte) (0xF0 | (code >> 18));
        out[to++] = continuation(code >> 12);
        out[to++] = continuation(code >> 6);
        out[to++] = continuation(code);
        i++;
      }
    }
    return out;
  }

  /// The text of the first `length` bytes; a byte that belongs to no character becomes the
  /// replacement character.
  public static String decode(byte[] bytes, int length) {
    StringBuilder out = new StringBuilder(length);
    int at = 0;
    while (at < length) {
      int more = continuations(bytes[at] & 0xFF);
      int code = more < 0 || at + more >= length ? -1 : codePoint(bytes, at, more);
      if (code < 0) {
        out.append(UNKNOWN);
        at++;
      } else {
        append(code, out);
        at += more + 1;
      }
    }
    return out.toString();
  }

  /// How many bytes follow a first byte; -1 when it is none.
  private static int continuations(int first) {
    if (first < 0x80) {
      return 0;
    } else if (first < 0xC2 || first > 0xF4) {
      return -1;
    }
    return first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
  }

  /// The code point of a sequence; -1 for what UTF-8 does not allow.
  private static int codePoint(byte[] bytes, int at, int more) {
    int code = bytes[at] & (more == 0 ? 0x7F : 0x3F >> more);
    for (int i = 1; i <= more; i++) {
      int next = bytes[at + i];
      if ((next & 0xC0) != 0x80) {
        return -1;
      }
      code = (code << 6) | (next & 0x3F);
    }
    boolean overlong = (more == 2 && code < 0x800) || (more == 3 && code < 0x10000);
    boolean surrogate = code >= 0xD800 && code < 0xE000;
    return overlong || surrogate || code > 0x10FFFF ? -1 : code;
  }

  private static void append(int code, StringBuilder out) {
    if (code < 0x10000) {
      out.append((char) code);
    } else {
      out.append((char) (0xD7C0 + (code >> 10))).append((char) (0xDC00 | (code & 0x3FF)));
    }
  }

  private static int length(String text) {
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      int code = codePoint(text, i);
      length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      i += code < 0x10000 ? 0 : 1;
    }
    return length;
  }

  private static int codePoint(String text, int at) {
    char c = text.charAt(at);
    if (c >> 11 != 0x1B) {
      return c;
    }
    char next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
    boolean pair = c < 0xDC00 && next >> 10 == 0x37;
    return pair ? 0x10000 + (((c & 0x3FF) << 10) | (next & 0x3FF)) : UNKNOWN;
  }

  private static byte continuation(int code) {
    return (byte) (0x80 | (code & 0x3F));
  }
}
