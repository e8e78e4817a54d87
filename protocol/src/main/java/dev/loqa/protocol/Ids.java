package dev.loqa.protocol;

import java.util.random.RandomGenerator;

/// The form of every id: 1 to 64 characters of `[A-Za-z0-9_-]`, so that one can be a subject token
/// and a file name.
public final class Ids {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int RANDOM_CHARS = 20;

  private Ids() {}

  /// Refuses a value that is no id; `name` names the field in the error.
  public static void check(String name, String value) {
    if (!valid(value)) {
      throw new ProtocolException(
          name + " is " + Quoted.of(value) + ": use 1 to 64 characters of A-Z a-z 0-9 _ -");
    }
  }

  /// Whether `value` is an id.
  public static boolean valid(String value) {
    if (value.isEmpty() || value.length() > 64) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean ok =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '_'
              || c == '-';
      if (!ok) {
        return false;
      }
    }
    return true;
  }

  /// A new id, `prefix` followed by 100 random bits in Crockford's base 32.
  public static String random(String prefix, RandomGenerator random) {
    StringBuilder text = new StringBuilder(prefix.length() + RANDOM_CHARS).append(prefix);
    for (int i = 0; i < RANDOM_CHARS; i++) {
      text.append(ALPHABET.charAt(random.nextInt(32)));
    }
    return text.toString();
  }
}
