package dev.loqa.cli.demo;

/// One thing that had to be right.
///
/// @param detail why it is wrong, or what was found
public record DemoCheck(String name, boolean ok, String detail) {
  static DemoCheck of(String name, boolean ok, String detail) {
    return new DemoCheck(name, ok, detail);
  }

  /// One line: `ok name` or `FAILED name: why`.
  public String line() {
    return ok ? "  ok      " + name + ": " + detail : "  FAILED  " + name + ": " + detail;
  }
}
