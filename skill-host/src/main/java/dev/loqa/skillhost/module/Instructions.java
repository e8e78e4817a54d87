package dev.loqa.skillhost.module;

/// Walks over code without running it: how deep blocks nest, how many targets a `br_table` has,
/// whether tables grow, and that every instruction is of the allowed set (WebAssembly 2.0 without
/// vectors).
final class Instructions {
  private static final int CONSTANT_LIMIT = 64;

  private final TableTotals tables;
  private long seen;

  Instructions(TableTotals tables) {
    this.tables = tables;
  }

  /// One function: its locals and its code.
  void body(WasmCursor in, int function) {
    int groups = in.count("groups of locals", ModuleLimits.LOCALS);
    long locals = 0;
    for (int i = 0; i < groups; i++) {
      locals += in.u32();
      ValueTypes.letter(in);
    }
    if (locals > ModuleLimits.LOCALS) {
      throw in.refused(
          "function " + function + " has " + locals + " locals",
          "at most " + ModuleLimits.LOCALS + " are allowed");
    }
    int depth = 1;
    while (depth > 0) {
      int opcode = in.u8();
      if (++seen > ModuleLimits.INSTRUCTIONS) {
        throw in.refused(
            "it has too many instructions",
            "at most " + ModuleLimits.INSTRUCTIONS + " are allowed");
      }
      switch (opcode) {
        case 0x02, 0x03, 0x04 -> {
          blockType(in);
          if (++depth > ModuleLimits.NESTING) {
            throw in.refused(
                "function " + function + " nests blocks deeper than " + ModuleLimits.NESTING,
                "split the function");
          }
        }
        case 0x0b -> depth--;
        case 0x0e -> brTable(in, function);
        default -> operands(in, opcode);
      }
    }
  }

  private static void blockType(WasmCursor in) {
    in.skipSigned(33);
  }

  private void brTable(WasmCursor in, int function) {
    int targets = in.count("branch targets", Integer.MAX_VALUE);
    if (targets > ModuleLimits.BR_TABLE) {
      throw in.refused(
          "function " + function + " has a br_table of " + targets + " targets",
          "at most " + ModuleLimits.BR_TABLE + " are allowed");
    }
    for (int i = 0; i <= targets; i++) {
      in.u32();
    }
    seen += targets;
  }

  private void operands(WasmCursor in, int opcode) {
    switch (opcode) {
      case 0x00, 0x01, 0x05, 0x0f, 0x1a, 0x1b, 0xd1 -> {}
      case 0x0c, 0x0d, 0x10, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0xd2 -> in.u32();
      case 0x11 -> {
        in.u32();
        in.u32();
      }
      case 0x1c -> {
        int types = in.count("types of a select", 16);
        for (int i = 0; i < types; i++) {
          ValueTypes.letter(in);
        }
      }
      case 0x3f, 0x40 -> firstMemory(in);
      case 0x41 -> in.skipSigned(32);
      case 0x42 -> in.skipSigned(64);
      case 0x43 -> in.skip(4);
      case 0x44 -> in.skip(8);
      case 0xd0 -> in.skipSigned(33);
      case 0xfc -> prefixed(in);
      case 0x06, 0x07, 0x08, 0x09, 0x0a, 0x18, 0x19, 0x1f ->
          throw in.refused(
              "it throws exceptions",
              "build without WebAssembly exceptions: they pile up on the host's heap");
      case 0x12, 0x13, 0x14, 0x15 ->
          throw in.refused("it uses tail or reference calls", "build without them");
      case 0xfb ->
          throw in.refused("it uses garbage collection (WasmGC)", "build for linear memory");
      case 0xfd -> throw in.refused("it uses SIMD", "build without vector instructions");
      case 0xfe -> throw in.refused("it uses threads", "build without atomics");
      default -> {
        if (opcode >= 0x28 && opcode <= 0x3e) {
          memoryArgument(in);
        } else if (opcode < 0x45 || opcode > 0xc4) {
          throw in.refused(
              "instruction 0x" + Integer.toHexString(opcode) + " is unknown",
              "build for WebAssembly 2.0");
        }
      }
    }
  }

  private static void memoryArgument(WasmCursor in) {
    if (in.u32() >= 64) {
      throw in.refused("it names a second memory", "one is allowed");
    }
    in.u32();
  }

  private static void firstMemory(WasmCursor in) {
    if (in.u32() != 0) {
      throw in.refused("it names a second memory", "one is allowed");
    }
  }

  private void prefixed(WasmCursor in) {
    long code = in.u32();
    if (code <= 7) {
      return;
    }
    switch ((int) Math.min(code, 99)) {
      case 8 -> {
        in.u32();
        firstMemory(in);
      }
      case 10 -> {
        firstMemory(in);
        firstMemory(in);
      }
      case 11 -> firstMemory(in);
      case 9, 13, 16, 17 -> in.u32();
      case 12, 14 -> {
        in.u32();
        in.u32();
      }
      case 15 -> {
        in.u32();
        tables.grows();
      }
      default ->
          throw in.refused("instruction 0xfc " + code + " is unknown", "build for WebAssembly 2.0");
    }
  }

  /// A constant expression of a global, an offset or an element.
  static void constant(WasmCursor in) {
    for (int i = 0; i < CONSTANT_LIMIT; i++) {
      int opcode = in.u8();
      switch (opcode) {
        case 0x0b -> {
          return;
        }
        case 0x41 -> in.skipSigned(32);
        case 0x42 -> in.skipSigned(64);
        case 0x43 -> in.skip(4);
        case 0x44 -> in.skip(8);
        case 0x23, 0xd2 -> in.u32();
        case 0xd0 -> in.skipSigned(33);
        case 0x6a, 0x6b, 0x6c, 0x7c, 0x7d, 0x7e -> {}
        default ->
            throw in.refused(
                "0x" + Integer.toHexString(opcode) + " stands in a constant",
                "build for WebAssembly 2.0");
      }
    }
    throw in.refused("a constant is too long", "build the module again");
  }
}
