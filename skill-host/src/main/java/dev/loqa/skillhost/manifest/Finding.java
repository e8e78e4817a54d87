package dev.loqa.skillhost.manifest;

/// One thing to say about a manifest, at its place.
///
/// @param file the file's name as the reader knows it
/// @param line from 1
public record Finding(String file, int line, String thing, String fault, String wayOut) {

  /// `FILE:LINE: thing: fault: way out`, free of control characters.
  @Override
  public String toString() {
    return clean(file + ":" + line + ": " + thing + ": " + fault + ": " + wayOut);
  }

  private static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
            clean.append(String.format("\\u%04x", c));
          } else {
            clean.appendCodePoint(c);
          }
        });
    return clean.toString();
  }
}
