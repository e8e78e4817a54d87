package dev.loqa.skillhost.module;

/// How many table entries a module can ever have: what it starts with, and where it grows tables,
/// what it may grow to.
final class TableTotals {
  private long least;
  private long most;
  private boolean grows;

  void add(long min, long max) {
    least += min;
    most = max == Long.MAX_VALUE || most == Long.MAX_VALUE ? Long.MAX_VALUE : most + max;
  }

  void grows() {
    grows = true;
  }

  void check(WasmCursor in) {
    if (least > ModuleLimits.TABLE_ENTRIES) {
      throw in.refused("its tables start with " + least + " entries", "at most 10000 are allowed");
    }
    if (grows && most > ModuleLimits.TABLE_ENTRIES) {
      throw in.refused(
          "its tables may grow " + (most == Long.MAX_VALUE ? "without end" : "to " + most),
          "give them a maximum; at most 10000 entries are allowed");
    }
  }
}
