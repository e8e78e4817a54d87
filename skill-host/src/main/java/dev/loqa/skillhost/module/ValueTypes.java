package dev.loqa.skillhost.module;

/// The types a value may have here: numbers and plain references.
final class ValueTypes {
  private ValueTypes() {}

  /// The letter of a value type, as in [dev.loqa.skillhost.engine.Signature].
  static char letter(WasmCursor in) {
    int code = in.u8();
    return switch (code) {
      case 0x7f -> 'i';
      case 0x7e -> 'I';
      case 0x7d -> 'f';
      case 0x7c -> 'F';
      case 0x70, 0x6f -> '?';
      case 0x7b -> throw in.refused("it uses SIMD", "build without vector instructions");
      default ->
          throw in.refused(
              "value type 0x" + Integer.toHexString(code) + " is not allowed",
              "build without garbage collection (WasmGC) types");
    };
  }

  static void reference(WasmCursor in) {
    int code = in.u8();
    if (code != 0x70 && code != 0x6f) {
      throw in.refused(
          "a table holds 0x" + Integer.toHexString(code),
          "use tables of functions or external references");
    }
  }
}
