package dev.loqa.skillhost.wasm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Makes a module. Signatures are written as in [dev.loqa.skillhost.engine.Signature]. Functions
/// are numbered in the order of their imports and then their definitions.
public final class WasmBuilder {
  private final List<String> types = new ArrayList<>();
  private final List<byte[]> imports = new ArrayList<>();
  private final List<Integer> functions = new ArrayList<>();
  private final List<byte[]> bodies = new ArrayList<>();
  private final List<byte[]> exports = new ArrayList<>();
  private final List<byte[]> memories = new ArrayList<>();
  private final List<byte[]> tables = new ArrayList<>();
  private final List<byte[]> globals = new ArrayList<>();
  private final List<byte[]> starts = new ArrayList<>();
  private final List<byte[]> elements = new ArrayList<>();
  private final List<byte[]> data = new ArrayList<>();
  private final List<byte[]> extra = new ArrayList<>();

  public int importFunction(String module, String name, String signature) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    name(out, module);
    name(out, name);
    out.write(0);
    unsigned(out, type(signature));
    imports.add(out.toByteArray());
    return imports.size() - 1;
  }

  /// How many imports there are so far.
  public int imports() {
    return imports.size();
  }

  public WasmBuilder importRaw(String module, String name, int... description) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    name(out, module);
    name(out, name);
    for (int b : description) {
      out.write(b);
    }
    imports.add(out.toByteArray());
    return this;
  }

  public WasmBuilder memory(int least) {
    return memoryRaw(flagged(0, least));
  }

  public WasmBuilder memory(int least, int most) {
    return memoryRaw(flagged(1, least, most));
  }

  public WasmBuilder memoryRaw(byte[] bytes) {
    memories.add(bytes);
    return this;
  }

  public WasmBuilder table(long least) {
    tables.add(prepend(0x70, flagged(0, least)));
    return this;
  }

  public WasmBuilder table(long least, long most) {
    tables.add(prepend(0x70, flagged(1, least, most)));
    return this;
  }

  /// Adds a function with `locals` locals of type i32.
  public int function(String signature, int locals, Code code) {
    return functionRaw(signature, locals == 0 ? new int[] {} : new int[] {locals, 0x7f}, code);
  }

  /// Adds a function with groups of locals as pairs of count and type.
  public int functionRaw(String signature, int[] groups, Code code) {
    functions.add(type(signature));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    unsigned(out, groups.length / 2);
    for (int i = 0; i < groups.length; i += 2) {
      unsigned(out, groups[i]);
      out.write(groups[i + 1]);
    }
    out.writeBytes(code.bytes());
    out.write(0x0b);
    bodies.add(out.toByteArray());
    return imports.size() + functions.size() - 1;
  }

  public int export(String name, String signature, int locals, Code code) {
    int index = function(signature, locals, code);
    exportKind(name, 0, index);
    return index;
  }

  public WasmBuilder exportMemory(String name) {
    return exportKind(name, 2, 0);
  }

  public WasmBuilder exportKind(String name, int kind, int index) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    name(out, name);
    out.write(kind);
    unsigned(out, index);
    exports.add(out.toByteArray());
    return this;
  }

  public WasmBuilder data(int offset, byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0);
    out.write(0x41);
    signed(out, offset);
    out.write(0x0b);
    unsigned(out, bytes.length);
    out.writeBytes(bytes);
    data.add(out.toByteArray());
    return this;
  }

  public WasmBuilder data(int offset, String text) {
    return data(offset, text.getBytes(StandardCharsets.UTF_8));
  }

  /// Data that the code itself puts into memory.
  public WasmBuilder passiveData(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(1);
    unsigned(out, bytes.length);
    out.writeBytes(bytes);
    data.add(out.toByteArray());
    return this;
  }

  /// Functions that stand in the first table from the start.
  public WasmBuilder elements(int offset, int... table) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0);
    out.write(0x41);
    signed(out, offset);
    out.write(0x0b);
    return functions(out, table);
  }

  /// Functions that the code itself puts into a table.
  public WasmBuilder passiveElements(int... table) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(1);
    out.write(0);
    return functions(out, table);
  }

  private WasmBuilder functions(ByteArrayOutputStream out, int... table) {
    unsigned(out, table.length);
    for (int function : table) {
      unsigned(out, function);
    }
    elements.add(out.toByteArray());
    return this;
  }

  /// A global that may be set.
  ///
  /// @return its number
  public int global(char type, Code initial) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(valueType(type));
    out.write(1);
    out.writeBytes(initial.bytes());
    out.write(0x0b);
    globals.add(out.toByteArray());
    return globals.size() - 1;
  }

  /// The function that runs when the module is instantiated.
  public WasmBuilder start(int function) {
    starts.add(leb(function));
    return this;
  }

  /// The number of a function type, for `call_indirect` and blocks.
  public int type(String signature) {
    int known = types.indexOf(signature);
    if (known >= 0) {
      return known;
    }
    types.add(signature);
    return types.size() - 1;
  }

  /// Adds a type as it stands, to be numbered after those of the functions so far.
  public WasmBuilder sectionRaw(int id, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(id);
    unsigned(out, content.length);
    out.writeBytes(content);
    extra.add(out.toByteArray());
    return this;
  }

  public byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0});
    section(out, 1, types.stream().map(WasmBuilder::typeBytes).toList());
    section(out, 2, imports);
    section(out, 3, functions.stream().map(type -> leb(type)).toList());
    section(out, 4, tables);
    section(out, 5, memories);
    section(out, 6, globals);
    section(out, 7, exports);
    starts.forEach(start -> sized(out, 8, start));
    section(out, 9, elements);
    if (!data.isEmpty()) {
      sized(out, 12, leb(data.size()));
    }
    section(out, 10, bodies.stream().map(WasmBuilder::sized).toList());
    section(out, 11, data);
    extra.forEach(out::writeBytes);
    return out.toByteArray();
  }

  private static byte[] typeBytes(String signature) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x60);
    String[] sides = signature.split(":", -1);
    for (String side : sides) {
      unsigned(out, side.length());
      side.chars().forEach(letter -> out.write(valueType(letter)));
    }
    return out.toByteArray();
  }

  private static int valueType(int letter) {
    return switch (letter) {
      case 'i' -> 0x7f;
      case 'I' -> 0x7e;
      case 'f' -> 0x7d;
      case 'F' -> 0x7c;
      default -> 0x70;
    };
  }

  private static void section(ByteArrayOutputStream out, int id, List<byte[]> items) {
    if (items.isEmpty()) {
      return;
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    unsigned(content, items.size());
    items.forEach(content::writeBytes);
    sized(out, id, content.toByteArray());
  }

  private static void sized(ByteArrayOutputStream out, int id, byte[] content) {
    out.write(id);
    unsigned(out, content.length);
    out.writeBytes(content);
  }

  private static byte[] flagged(int flag, long... numbers) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(flag);
    for (long number : numbers) {
      unsigned(out, number);
    }
    return out.toByteArray();
  }

  private static byte[] prepend(int first, byte[] rest) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(first);
    out.writeBytes(rest);
    return out.toByteArray();
  }

  private static byte[] sized(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    unsigned(out, bytes.length);
    out.writeBytes(bytes);
    return out.toByteArray();
  }

  private static byte[] leb(int value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    unsigned(out, value);
    return out.toByteArray();
  }

  private static void name(ByteArrayOutputStream out, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    unsigned(out, bytes.length);
    out.writeBytes(bytes);
  }

  static void unsigned(ByteArrayOutputStream out, long value) {
    long left = value;
    do {
      int b = (int) (left & 0x7f);
      left >>>= 7;
      out.write(left == 0 ? b : b | 0x80);
    } while (left != 0);
  }

  static void signed(ByteArrayOutputStream out, long value) {
    long left = value;
    while (true) {
      int b = (int) (left & 0x7f);
      left >>= 7;
      if ((left == 0 && (b & 0x40) == 0) || (left == -1 && (b & 0x40) != 0)) {
        out.write(b);
        return;
      }
      out.write(b | 0x80);
    }
  }
}
