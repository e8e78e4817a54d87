package dev.loqa.skillhost.rules;

import static dev.loqa.skillhost.wasm.Code.code;

import dev.loqa.skillhost.wasm.Code;
import dev.loqa.skillhost.wasm.WasmBuilder;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The smallest module that breaks each rule of the pre-flight.
final class ModuleFixtures {
  /// @param fault what must be said of it
  @SuppressWarnings("ArrayRecordComponent") // made once, never compared
  record Fixture(String fault, byte[] wasm) {
    @Override
    public String toString() {
      return fault;
    }
  }

  private final List<Fixture> fixtures = new ArrayList<>();

  private ModuleFixtures() {}

  static List<Fixture> all() {
    ModuleFixtures all = new ModuleFixtures();
    all.files();
    all.numbersAndNames();
    all.declarations();
    all.memoryAndTables();
    all.segments();
    all.functions();
    all.instructions();
    return all.fixtures;
  }

  private void add(String fault, byte[] wasm) {
    fixtures.add(new Fixture(fault, wasm));
  }

  private void add(String fault, WasmBuilder builder) {
    add(fault, builder.bytes());
  }

  private void section(String fault, int id, int... content) {
    add(fault, new WasmBuilder().sectionRaw(id, bytes(content)));
  }

  private void body(String fault, Code code) {
    WasmBuilder builder = new WasmBuilder().memory(1).table(1);
    builder.function(":", 0, code);
    add(fault, builder);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  /// The head of a module and what follows.
  private static byte[] after(int... values) {
    byte[] head = Arrays.copyOf(new WasmBuilder().bytes(), 8 + values.length);
    System.arraycopy(bytes(values), 0, head, 8, values.length);
    return head;
  }

  private static byte[] repeated(int[] head, int times, int... each) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(bytes(head));
    for (int i = 0; i < times; i++) {
      out.writeBytes(bytes(each));
    }
    return out.toByteArray();
  }

  private void files() {
    add("it has 4194305 bytes: at most 4194304", new byte[(4 << 20) + 1]);
    add("it is no WebAssembly", new byte[20]);
    add("it is a component or of another version", bytes(0, 'a', 's', 'm', 13, 0, 1, 0));
    add("section 1 is cut off", after(1, 9, 0));
    add("section 5 stands twice or out of order", after(5, 3, 1, 0, 1, 5, 3, 1, 0, 1));
    section("section 5 has bytes left over", 5, 1, 0, 1, 0);
    section("it throws exceptions", 13, 1, 0, 0);
    section("section 99 is unknown", 99);
  }

  private void numbersAndNames() {
    section("a number is too large", 1, 0xff, 0xff, 0xff, 0xff, 0x7f);
    section("a number is too long", 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0);
    body("a number is too long", code().raw(0x41, 0xff, 0xff, 0xff, 0xff, 0xff, 0));
    section("its list of types is cut off", 1, 9);
    section("it is cut off", 1, 1, 0x60);
    section("a name has 4097 bytes", 2, 1, 0x81, 0x20);
    section("a name is not UTF-8", 2, 1, 1, 0xff, 0);
  }

  private void declarations() {
    section("it has 10001 types", 1, 0x91, 0x4e);
    section("it has 1001 values in a type", 1, 1, 0x60, 0xe9, 0x07);
    section("a type is no function type", 1, 1, 0x5f, 0);
    section("it uses SIMD", 1, 1, 0x60, 1, 0x7b, 0);
    section("value type 0x6e is not allowed", 1, 1, 0x60, 1, 0x6e, 0);
    section("it has 1001 imports", 2, 0xe9, 0x07);
    add(
        "it imports env.memory, which is no function",
        new WasmBuilder().importRaw("env", "memory", 2, 0, 1));
    section("it has 20001 functions", 3, 0xa1, 0x9c, 0x01);
    section("a function has type 0, which is not there", 3, 1, 0);
    section("it has 20001 globals", 6, 0xa1, 0x9c, 0x01);
    section("0x1 stands in a constant", 6, 1, 0x7f, 0, 0x01);
    add(
        "a constant is too long",
        new WasmBuilder().sectionRaw(6, repeated(new int[] {1, 0x7f, 0}, 70, 0x41, 0)));
    section("it has 10001 exports", 7, 0x91, 0x4e);
    section("export f is a function that is not there", 7, 1, 1, 'f', 0, 9);
    section("export f is of an unknown kind", 7, 1, 1, 'f', 9, 0);
    WasmBuilder twice = new WasmBuilder();
    int function = twice.function(":", 0, code());
    add("export f stands twice", twice.exportKind("f", 0, function).exportKind("f", 0, function));
  }

  private void memoryAndTables() {
    add("it has 2 memories", new WasmBuilder().memory(1).memory(1));
    add("its memory is of 64 bits", new WasmBuilder().memoryRaw(bytes(4, 1)));
    add("its memory is shared", new WasmBuilder().memoryRaw(bytes(3, 1, 2)));
    add("it starts with 257 pages of memory", new WasmBuilder().memory(257));
    add("its memory has a maximum below its minimum", new WasmBuilder().memory(2, 1));
    add("it has 5 tables", new WasmBuilder().table(1).table(1).table(1).table(1).table(1));
    section("a table is shared or of 64 bits", 4, 1, 0x70, 4, 1);
    section("a table holds 0x6e", 4, 1, 0x6e, 0, 1);
    add("its tables start with 10001 entries", new WasmBuilder().table(10_001));
    Code grow = code().raw(0xd0, 0x70).i32(1).raw(0xfc).raw(15, 0).drop();
    body("its tables may grow without end", grow);
    WasmBuilder large = new WasmBuilder().table(1, 10_001);
    large.function(":", 0, grow);
    add("its tables may grow to 10001", large);
  }

  private void segments() {
    section("it has 20001 element segments", 9, 0xa1, 0x9c, 0x01);
    section("element segment 0 is of an unknown kind", 9, 1, 8);
    section("it has 40001 elements", 9, 1, 0, 0x41, 0, 0x0b, 0xc1, 0xb8, 0x02);
    ByteArrayOutputStream two = new ByteArrayOutputStream();
    two.write(2);
    for (int i = 0; i < 2; i++) {
      two.writeBytes(repeated(new int[] {0, 0x41, 0, 0x0b, 0xa1, 0x9c, 0x01}, 20_001, 0));
    }
    add("it has 40002 elements", new WasmBuilder().sectionRaw(9, two.toByteArray()));
    section("it has 20001 data segments", 11, 0xa1, 0x9c, 0x01);
    section("data segment 0 is of an unknown kind", 11, 1, 3);
  }

  private void functions() {
    add(
        "1 functions are declared and 0 have code",
        new WasmBuilder().sectionRaw(1, bytes(1, 0x60, 0, 0)).sectionRaw(3, bytes(1, 0)));
    section("it has 20001 functions", 10, 0xa1, 0x9c, 0x01);
    section("function 0 has 262145 bytes", 10, 1, 0x81, 0x80, 0x10);
    add(
        "function 0 has bytes left over",
        new WasmBuilder()
            .sectionRaw(1, bytes(1, 0x60, 0, 0))
            .sectionRaw(3, bytes(1, 0))
            .sectionRaw(10, bytes(1, 3, 0, 0x0b, 0x0b)));
    section("it has 16385 groups of locals", 10, 1, 4, 0x81, 0x80, 0x01, 0);
    section("function 0 has 16385 locals", 10, 1, 6, 1, 0x81, 0x80, 0x01, 0x7f, 0x0b);
    WasmBuilder many = new WasmBuilder();
    Code nops = code();
    for (int i = 0; i < 250_000; i++) {
      nops.raw(0x01);
    }
    for (int i = 0; i < 9; i++) {
      many.function(":", 0, nops);
    }
    add("it has too many instructions", many);
    Code deep = code();
    for (int i = 0; i < 256; i++) {
      deep.raw(0x02, 0x40);
    }
    body("function 0 nests blocks deeper than 256", deep);
    long[] targets = new long[4_099];
    targets[0] = 4_097;
    body("function 0 has a br_table of 4097 targets", code().i32(0).op(0x0e, targets));
    body("it has 17 types of a select", code().raw(0x1c, 17));
  }

  private void instructions() {
    body("it throws exceptions", code().raw(0x06, 0x40));
    body("it uses tail or reference calls", code().raw(0x12, 0));
    body("it uses garbage collection (WasmGC)", code().raw(0xfb, 7, 0));
    body("it uses SIMD", code().raw(0xfd, 0x0c));
    body("it uses threads", code().raw(0xfe, 3));
    body("instruction 0x27 is unknown", code().raw(0x27));
    body("instruction 0xfc 18 is unknown", code().raw(0xfc, 18));
    body("it names a second memory", code().i32(0).raw(0x28, 0x42, 0, 0));
    body("it names a second memory", code().raw(0x3f, 1));
  }
}
