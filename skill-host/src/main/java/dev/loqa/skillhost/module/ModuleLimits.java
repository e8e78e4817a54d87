package dev.loqa.skillhost.module;

/// How large a module may be. The engine keeps what it parses on the Java heap, which no sandbox
/// bounds: these numbers do.
///
/// @param moduleBytes the file
/// @param memoryPages the most linear memory, in pages of 64 KiB; also bounds what the module may
///   start with
public record ModuleLimits(int moduleBytes, int memoryPages) {
  static final int FUNCTIONS = 20_000;
  static final int BODY_BYTES = 256 << 10;
  static final int NESTING = 256;
  static final int BR_TABLE = 4_096;
  static final int TABLES = 4;
  static final int TABLE_ENTRIES = 10_000;
  static final int LOCALS = 16_384;
  static final int INSTRUCTIONS = 2_000_000;
  static final int TYPES = 10_000;
  static final int TYPE_VALUES = 1_000;
  static final int GLOBALS = 20_000;
  static final int SEGMENTS = 20_000;
  static final int ELEMENTS = 40_000;
  static final int EXPORTS = 10_000;
  static final int IMPORTS = 1_000;
  static final int NAME_BYTES = 4_096;

  /// The module's usual size limit.
  public static final int USUAL_MODULE_BYTES = 4 << 20;

  public ModuleLimits {
    if (moduleBytes < 8 || memoryPages < 1) {
      throw new IllegalArgumentException(
          "module limits " + moduleBytes + " bytes, " + memoryPages + " pages: use larger numbers");
    }
  }
}
