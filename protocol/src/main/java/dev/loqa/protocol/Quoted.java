package dev.loqa.protocol;

/// A value as an error message shows it: quoted, cut, without control characters.
public final class Quoted {
  private static final int MOST = 60;

  private Quoted() {}

  /// `value` in double quotes, at most 60 characters of it.
  public static String of(String value) {
    StringBuilder text = new StringBuilder("\"");
    int end = Math.min(value.length(), MOST);
    for (int i = 0; i < end; i++) {
      char c = value.charAt(i);
      text.append(Character.isISOControl(c) ? '?' : c);
    }
    return text.append(value.length() > MOST ? "...\"" : "\"").toString();
  }
}
