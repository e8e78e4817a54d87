package dev.loqa.understanding;

/// One value of a list: the words people say (`in`, which may be a template without slots) and what
/// the skill gets (`out`).
public record ListValue(String in, String out) {
  /// A value that is handed over as it is said.
  public static ListValue of(String in) {
    return new ListValue(in, in);
  }
}
