package dev.loqa.skillhost.engine;

import dev.loqa.skillhost.wasm.Code;
import dev.loqa.skillhost.wasm.WasmBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A valid module made of a seed: functions of expressions over every numeric instruction, memory,
/// globals, a table, blocks, bounded loops and calls of the functions before. It always ends. What
/// arithmetic leaves open (which NaN) it closes itself, so that every run must give the same bits.
final class RandomModule {
  private static final String TYPES = "iIfF";
  private static final int FUNCTIONS = 12;
  private static final int DEPTH = 5;
  private static final int ROUNDS = 5;
  private static final int TABLE = 8;

  /// Locals behind the four parameters: one of each type, and a loop's counter.
  private static final int[] LOCALS = {1, 0x7f, 1, 0x7e, 1, 0x7d, 1, 0x7c, 1, 0x7f};

  private static final int COUNTER = 8;

  private final Random random;
  private final int fault;
  private final WasmBuilder builder = new WasmBuilder().memory(1, 4).table(TABLE, TABLE);
  private final List<String> results = new ArrayList<>();
  private final List<BothModes.Call> calls = new ArrayList<>();
  private int numbers;
  private int first;

  private RandomModule(long seed, int fault) {
    this.random = new Random(seed);
    this.fault = fault;
  }

  /// @param numbers how many numeric instructions it has
  @SuppressWarnings("ArrayRecordComponent") // made once, never compared
  record Made(byte[] wasm, List<BothModes.Call> calls, int numbers) {}

  static Made of(long seed) {
    return new RandomModule(seed, -1).make();
  }

  /// The same module with its n-th numeric instruction taken for another one of its type.
  static Made wrong(long seed, int nth) {
    return new RandomModule(seed, nth).make();
  }

  private Made make() {
    for (String type : BothModes.TELLS) {
      builder.importFunction("t", type, type + ":");
    }
    builder.exportMemory("memory");
    for (int i = 0; i < TYPES.length(); i++) {
      char type = TYPES.charAt(i);
      builder.global(type, Numeric.constant(type, edge(type)));
    }
    canon('f', 0x7fc0_0000L, 0x5b);
    canon('F', 0x7ff8_0000_0000_0000L, 0x61);
    first = builder.imports() + 2;
    builder.data(64, "what lies here from the start");
    builder.passiveData(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    for (int i = 0; i < FUNCTIONS; i++) {
      function(i);
    }
    int[] table = new int[TABLE - 2];
    for (int i = 0; i < table.length; i++) {
      table[i] = first + random.nextInt(FUNCTIONS / 2);
    }
    builder.elements(0, table);
    return new Made(builder.bytes(), calls, numbers);
  }

  /// A function that gives any NaN as the usual one.
  private void canon(char type, long usual, int equal) {
    builder.function(
        type + ":" + type,
        0,
        Code.code().get(0).add(Numeric.constant(type, usual)).get(0).get(0).raw(equal, 0x1b));
  }

  private void function(int index) {
    char result = type();
    results.add("" + result);
    Code code = Code.code();
    for (int i = 0; i < 3; i++) {
      statement(code, DEPTH - 1);
    }
    expression(code, result, DEPTH);
    int number = builder.functionRaw("iIfF:" + result, LOCALS, code);
    builder.exportKind("f" + index, 0, number);
    for (int i = 0; i < ROUNDS; i++) {
      calls.add(
          new BothModes.Call(
              "f" + index, "iIfF:" + result, true, edge('i'), edge('I'), edge('f'), edge('F')));
    }
  }

  private char type() {
    return TYPES.charAt(random.nextInt(4));
  }

  private long edge(char type) {
    List<Long> edges = Numeric.edges(type);
    return random.nextInt(4) == 0 && (type == 'i' || type == 'I')
        ? random.nextLong()
        : edges.get(random.nextInt(edges.size()));
  }

  private int local(char type) {
    return TYPES.indexOf(type) + (random.nextBoolean() ? 4 : 0);
  }

  /// Pushes a value of a type.
  private void expression(Code code, char type, int depth) {
    int choice = depth <= 0 ? random.nextInt(3) : random.nextInt(16);
    switch (choice) {
      case 0 -> code.add(Numeric.constant(type, edge(type)));
      case 1 -> code.get(local(type));
      case 2 -> code.op(0x23, TYPES.indexOf(type));
      case 3 -> load(code, type, depth);
      case 4 -> {
        expression(code, type, depth - 1);
        expression(code, type, depth - 1);
        expression(code, 'i', depth - 1);
        code.raw(0x1b);
      }
      case 5 -> {
        expression(code, 'i', depth - 1);
        code.raw(0x04).raw(letter(type));
        expression(code, type, depth - 1);
        code.raw(0x05);
        statement(code, depth - 2);
        expression(code, type, depth - 1);
        code.raw(0x0b);
      }
      case 6 -> {
        code.raw(0x02).raw(letter(type));
        expression(code, type, depth - 1);
        expression(code, 'i', depth - 1);
        code.raw(0x0d, 0).drop();
        expression(code, type, depth - 1);
        code.raw(0x0b);
      }
      case 7 -> call(code, type, depth);
      case 8 -> {
        expression(code, type, depth - 1);
        code.tee(local(type));
      }
      default -> number(code, type, depth);
    }
  }

  private void number(Code code, char type, int depth) {
    List<Numeric> fitting =
        Numeric.ALL.stream()
            .filter(each -> each.result() == type && (!each.traps() || random.nextInt(16) == 0))
            .toList();
    Numeric chosen = fitting.get(random.nextInt(fitting.size()));
    for (int i = 0; i < chosen.parameters().length(); i++) {
      expression(code, chosen.parameters().charAt(i), depth - 1);
    }
    boolean wrong = numbers++ == fault && !chosen.others().isEmpty();
    code.add(wrong ? chosen.others().getFirst().code() : chosen.code());
    if (type == 'f' || type == 'F') {
      code.call(builder.imports() + (type == 'f' ? 0 : 1));
    }
  }

  private void call(Code code, char type, int depth) {
    int callee =
        results.size() < 2 ? -1 : results.subList(0, results.size() - 1).lastIndexOf("" + type);
    // Calls of calls grow quickly: only functions of the first half are called.
    if (callee < 0 || callee >= FUNCTIONS / 2) {
      number(code, type, depth);
      return;
    }
    for (int i = 0; i < TYPES.length(); i++) {
      expression(code, TYPES.charAt(i), depth - 3);
    }
    if (results.size() > FUNCTIONS / 2 && random.nextBoolean()) {
      expression(code, 'i', 0);
      code.i32(TABLE - 1).raw(0x71); // and
      code.op(0x11, builder.type("iIfF:" + type), 0);
    } else {
      code.call(first + callee);
    }
  }

  /// An address: mostly inside, sometimes outside.
  private void address(Code code, int depth) {
    expression(code, 'i', depth - 1);
    if (random.nextInt(64) > 0) {
      code.i32(0xfff).raw(0x71); // and
    }
  }

  private void load(Code code, char type, int depth) {
    address(code, depth);
    int[] loads =
        switch (type) {
          case 'i' -> new int[] {0x28, 0x2c, 0x2d, 0x2e, 0x2f};
          case 'I' -> new int[] {0x29, 0x30, 0x31, 0x32, 0x33, 0x34, 0x35};
          case 'f' -> new int[] {0x2a};
          default -> new int[] {0x2b};
        };
    code.op(loads[random.nextInt(loads.length)], 0, offset());
  }

  private void store(Code code, int depth) {
    char type = type();
    address(code, depth);
    code.i32(0x1_ffff).raw(0x71); // and: see MemoryAgreesTest on addresses that wrap
    expression(code, type, depth - 1);
    int[] stores =
        switch (type) {
          case 'i' -> new int[] {0x36, 0x3a, 0x3b};
          case 'I' -> new int[] {0x37, 0x3c, 0x3d, 0x3e};
          case 'f' -> new int[] {0x38};
          default -> new int[] {0x39};
        };
    code.op(stores[random.nextInt(stores.length)], 0, offset());
  }

  private long offset() {
    return random.nextInt(32) > 0 ? random.nextInt(64) : 65_536L - random.nextInt(4_104);
  }

  /// Does something and leaves the stack as it was.
  private void statement(Code code, int depth) {
    char type = type();
    switch (depth <= 0 ? random.nextInt(3) : random.nextInt(9)) {
      case 0 -> {
        expression(code, type, depth - 1);
        code.set(local(type));
      }
      case 1 -> {
        expression(code, type, depth - 1);
        code.op(0x24, TYPES.indexOf(type));
      }
      case 2 -> {
        expression(code, type, depth - 1);
        code.call(TYPES.indexOf(type));
      }
      case 3, 4 -> store(code, depth);
      case 5 -> loop(code, depth);
      case 6 -> branches(code, depth);
      case 7 -> bulk(code, depth);
      default -> {
        expression(code, 'i', depth - 1);
        code.i32(1).raw(0x71).raw(0x40, 0).drop(); // memory.grow by 0 or 1
      }
    }
  }

  /// At most three rounds; a loop inside of it ends it, since they share the counter.
  private void loop(Code code, int depth) {
    code.i32(3).set(COUNTER).raw(0x03, 0x40);
    statement(code, depth - 2);
    code.get(COUNTER).i32(1).raw(0x6b).tee(COUNTER).i32(0).raw(0x4a, 0x0d, 0, 0x0b);
  }

  /// `br_table` out of three blocks.
  private void branches(Code code, int depth) {
    code.raw(0x02, 0x40, 0x02, 0x40, 0x02, 0x40);
    expression(code, 'i', depth - 2);
    code.i32(3).raw(0x71).op(0x0e, 2, 0, 1, 2).raw(0x0b);
    statement(code, depth - 2);
    code.raw(0x0c, 1, 0x0b);
    statement(code, depth - 2);
    code.raw(0x0b);
  }

  /// `memory.fill`, `memory.copy` or `memory.init`.
  private void bulk(Code code, int depth) {
    address(code, depth);
    switch (random.nextInt(3)) {
      case 0 -> {
        expression(code, 'i', 0);
        code.i32(random.nextInt(40)).raw(0xfc, 11, 0);
      }
      case 1 -> {
        address(code, depth);
        code.i32(random.nextInt(40)).raw(0xfc, 10, 0, 0);
      }
      default -> code.i32(random.nextInt(3)).i32(random.nextInt(7)).raw(0xfc, 8, 0, 0);
    }
  }

  private static int letter(char type) {
    return 0x7f - TYPES.indexOf(type);
  }
}
