package dev.loqa.skillhost.module;

import dev.loqa.skillhost.SkillHostException;
import dev.loqa.skillhost.engine.Signature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a module section by section before any engine sees it, and refuses what could exhaust the
/// host while it is parsed, compiled or instantiated. It does not check types: the engine does
/// that. Linear in the module's size, no recursion.
public final class Preflight {
  private static final int FUNC = 0;
  private static final int TABLE = 1;
  private static final int MEMORY = 2;
  private static final int GLOBAL = 3;

  private final WasmCursor cursor;
  private final ModuleLimits limits;

  private final List<Signature> types = new ArrayList<>();
  private final List<ModuleFacts.Import> imports = new ArrayList<>();
  private final List<Signature> functions = new ArrayList<>();
  private final Map<String, Signature> exports = new HashMap<>();
  private final TableTotals tables = new TableTotals();
  private boolean exportsMemory;
  private long @Nullable [] memory;
  private int declared;
  private int bodies;

  private Preflight(byte[] wasm, ModuleLimits limits) {
    this.cursor = new WasmCursor(wasm, 0, wasm.length);
    this.limits = limits;
  }

  /// The module's facts.
  ///
  /// @throws SkillHostException naming the first thing that is wrong
  public static ModuleFacts check(byte[] wasm, ModuleLimits limits) {
    if (wasm.length > limits.moduleBytes()) {
      throw new SkillHostException(
          "module: it has "
              + wasm.length
              + " bytes: at most "
              + limits.moduleBytes()
              + " are allowed");
    }
    return new Preflight(wasm, limits).run();
  }

  private ModuleFacts run() {
    if (cursor.left() < 8
        || cursor.u8() != 0
        || cursor.u8() != 'a'
        || cursor.u8() != 's'
        || cursor.u8() != 'm') {
      throw new SkillHostException("module: it is no WebAssembly: give the .wasm file of a build");
    }
    if (cursor.u8() != 1 || cursor.u8() != 0 || cursor.u8() != 0 || cursor.u8() != 0) {
      throw new SkillHostException(
          "module: it is a component or of another version: build a core module, version 1");
    }
    int last = 0;
    while (cursor.more()) {
      int id = cursor.u8();
      long size = cursor.u32();
      if (size > cursor.left()) {
        throw cursor.refused("section " + id + " is cut off", "build the module again");
      }
      WasmCursor section = cursor.slice((int) size);
      if (id != 0) {
        int order = order(id);
        if (order <= last) {
          throw section.refused(
              "section " + id + " stands twice or out of order", "build the module again");
        }
        last = order;
        read(id, section);
        if (section.more()) {
          throw section.refused("section " + id + " has bytes left over", "build the module again");
        }
      }
    }
    if (bodies != declared) {
      throw cursor.refused(
          declared + " functions are declared and " + bodies + " have code",
          "build the module again");
    }
    tables.check(cursor);
    return facts();
  }

  private ModuleFacts facts() {
    long[] found = memory;
    if (found == null) {
      return new ModuleFacts(imports, exports, false, 0, 1);
    }
    int most = (int) Math.min(found[1], limits.memoryPages());
    return new ModuleFacts(imports, exports, exportsMemory, (int) found[0], most);
  }

  /// Where the section stands: data count (12) comes before code (10).
  private int order(int id) {
    return switch (id) {
      case 1, 2, 3, 4, 5 -> id * 2;
      case 6, 7, 8, 9 -> id * 2 + 2;
      case 10 -> 24;
      case 11 -> 26;
      case 12 -> 22;
      case 13 ->
          throw cursor.refused("it throws exceptions", "build without WebAssembly exceptions");
      default ->
          throw cursor.refused("section " + id + " is unknown", "build a core module, version 1");
    };
  }

  private void read(int id, WasmCursor in) {
    switch (id) {
      case 1 -> types(in);
      case 2 -> imports(in);
      case 3 -> functions(in);
      case 4 -> tables(in);
      case 5 -> memories(in);
      case 6 -> globals(in);
      case 7 -> exports(in);
      case 8, 12 -> in.u32();
      case 9 -> new Segments(in).elements();
      case 10 -> code(in);
      case 11 -> new Segments(in).data();
      default -> throw new IllegalStateException("section " + id);
    }
  }

  private void types(WasmCursor in) {
    int count = in.count("types", ModuleLimits.TYPES);
    for (int i = 0; i < count; i++) {
      if (in.u8() != 0x60) {
        throw in.refused(
            "a type is no function type", "build without garbage collection (WasmGC) types");
      }
      StringBuilder text = new StringBuilder();
      values(in, text);
      text.append(':');
      values(in, text);
      types.add(new Signature(text.toString()));
    }
  }

  private static void values(WasmCursor in, StringBuilder text) {
    int count = in.count("values in a type", ModuleLimits.TYPE_VALUES);
    for (int i = 0; i < count; i++) {
      text.append(ValueTypes.letter(in));
    }
  }

  private void imports(WasmCursor in) {
    int count = in.count("imports", ModuleLimits.IMPORTS);
    for (int i = 0; i < count; i++) {
      String module = in.name();
      String name = in.name();
      if (in.u8() != FUNC) {
        throw in.refused(
            "it imports " + module + "." + name + ", which is no function",
            "import functions of the host only");
      }
      Signature signature = type(in);
      imports.add(new ModuleFacts.Import(module, name, signature));
      functions.add(signature);
    }
  }

  private void functions(WasmCursor in) {
    declared = in.count("functions", ModuleLimits.FUNCTIONS);
    for (int i = 0; i < declared; i++) {
      functions.add(type(in));
    }
  }

  private Signature type(WasmCursor in) {
    long index = in.u32();
    if (index >= types.size()) {
      throw in.refused(
          "a function has type " + index + ", which is not there", "build the module again");
    }
    return types.get((int) index);
  }

  private void tables(WasmCursor in) {
    int count = in.count("tables", ModuleLimits.TABLES);
    for (int i = 0; i < count; i++) {
      ValueTypes.reference(in);
      int flags = in.u8();
      if (flags > 1) {
        throw in.refused("a table is shared or of 64 bits", "build with plain tables");
      }
      long least = in.u32();
      tables.add(least, flags == 1 ? in.u32() : Long.MAX_VALUE);
    }
  }

  private void memories(WasmCursor in) {
    int count = in.count("memories", Integer.MAX_VALUE);
    if (count > 1) {
      throw in.refused("it has " + count + " memories", "one is allowed");
    }
    if (count == 0) {
      return;
    }
    int flags = in.u8();
    if (flags > 1) {
      throw in.refused(
          (flags & 4) != 0 ? "its memory is of 64 bits" : "its memory is shared",
          "build with plain 32-bit memory");
    }
    long least = in.u32();
    long most = flags == 1 ? in.u32() : 65_536;
    if (least > limits.memoryPages()) {
      throw in.refused(
          "it starts with " + least + " pages of memory",
          "at most "
              + limits.memoryPages()
              + " are allowed: raise budgets.memory_mib or build with less");
    }
    if (most < least) {
      throw in.refused("its memory has a maximum below its minimum", "build the module again");
    }
    memory = new long[] {least, most};
  }

  private void globals(WasmCursor in) {
    int count = in.count("globals", ModuleLimits.GLOBALS);
    for (int i = 0; i < count; i++) {
      ValueTypes.letter(in);
      in.u8();
      Instructions.constant(in);
    }
  }

  private void exports(WasmCursor in) {
    int count = in.count("exports", ModuleLimits.EXPORTS);
    for (int i = 0; i < count; i++) {
      String name = in.name();
      int kind = in.u8();
      long index = in.u32();
      switch (kind) {
        case FUNC -> {
          if (index >= functions.size()) {
            throw in.refused(
                "export " + name + " is a function that is not there", "build the module again");
          }
          if (exports.put(name, functions.get((int) index)) != null) {
            throw in.refused("export " + name + " stands twice", "build the module again");
          }
        }
        case MEMORY -> exportsMemory |= name.equals("memory");
        case TABLE, GLOBAL -> {}
        default ->
            throw in.refused("export " + name + " is of an unknown kind", "build the module again");
      }
    }
  }

  private void code(WasmCursor in) {
    bodies = in.count("functions", ModuleLimits.FUNCTIONS);
    Instructions instructions = new Instructions(tables);
    for (int i = 0; i < bodies; i++) {
      long size = in.u32();
      if (size > ModuleLimits.BODY_BYTES) {
        throw in.refused(
            "function " + i + " has " + size + " bytes",
            "at most " + ModuleLimits.BODY_BYTES + " are allowed: split it");
      }
      WasmCursor body = in.slice((int) size);
      instructions.body(body, i);
      if (body.more()) {
        throw body.refused("function " + i + " has bytes left over", "build the module again");
      }
    }
  }
}
