package dev.loqa.skillhost.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skillhost.wasm.Code;
import dev.loqa.skillhost.wasm.WasmBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Every access to memory at its borders, memory that grows, and bulk memory, compiled and
/// interpreted.
class MemoryAgreesTest {
  private static final BothModes MODES = new BothModes();
  private static final int PAGE = 65_536;
  private static final int[] PLACES = {
    0, 1, PAGE - 8, PAGE - 7, PAGE - 4, PAGE - 3, PAGE - 2, PAGE - 1, PAGE, 1 << 30, -100, -1
  };
  private static final long[] OFFSETS = {0, 1, 100, PAGE - 4, PAGE, 0x7fff_ffffL, 0xffff_ffffL};

  /// `i32.store8`, `i64.store8` and `i64.store32`: the interpreter of this engine adds their offset
  /// in 32 bits, so that a sum above 4 GiB comes out at the beginning of memory. Compiled code,
  /// which is what skills run as, ends the guest there, as WebAssembly wants it.
  private static final Set<Integer> WRAP_WHEN_INTERPRETED = Set.of(0x3a, 0x3c, 0x3e);

  @AfterAll
  static void close() {
    MODES.close();
  }

  private static WasmBuilder builder() {
    WasmBuilder builder = new WasmBuilder().memory(1, 3).exportMemory("memory");
    builder.data(0, "from the start");
    builder.data(PAGE - 8, new byte[] {-1, -2, -3, -4, -5, -6, -7, -128});
    builder.passiveData(new byte[] {9, 8, 7, 6, 5});
    return builder;
  }

  /// Loads and stores of every width at one place.
  private static char type(int opcode) {
    return switch (opcode) {
      case 0x2a, 0x38 -> 'f';
      case 0x2b, 0x39 -> 'F';
      case 0x28, 0x2c, 0x2d, 0x2e, 0x2f, 0x36, 0x3a, 0x3b -> 'i';
      default -> 'I';
    };
  }

  private static boolean wraps(int opcode, int place, long offset) {
    return WRAP_WHEN_INTERPRETED.contains(opcode)
        && Integer.toUnsignedLong(place) + offset > 0xffff_ffffL;
  }

  private static List<BothModes.Call> accesses(WasmBuilder builder, boolean wrapping) {
    List<BothModes.Call> calls = new ArrayList<>();
    for (int opcode = 0x28; opcode <= 0x3e; opcode++) {
      for (long offset : OFFSETS) {
        char type = type(opcode);
        boolean load = opcode < 0x36;
        String export = (load ? "load" : "store") + opcode + "+" + offset;
        String signature = load ? "i:" + type : "i" + type + ":";
        Code code = Code.code().get(0);
        builder.export(export, signature, 0, (load ? code : code.get(1)).op(opcode, 0, offset));
        for (int place : PLACES) {
          if (wraps(opcode, place, offset) == wrapping) {
            calls.add(new BothModes.Call(export, signature, true, place, 0x8182_8384_8586_8788L));
          }
        }
      }
    }
    return calls;
  }

  @Test
  void readsAndWritesTheSameAtItsBorders() {
    WasmBuilder builder = builder();
    List<BothModes.Call> calls = new ArrayList<>();
    for (BothModes.Call call : accesses(builder, false)) {
      int parameters = call.signature().indexOf(':');
      calls.add(
          new BothModes.Call(
              call.export(), call.signature(), true, call.arguments().subList(0, parameters)));
    }
    assertThat(calls).hasSizeGreaterThan(1_500);

    assertThat(MODES.differences(builder.bytes(), calls)).isEmpty();
  }

  /// If this fails the engine was mended: take the exception out.
  @Test
  void knowsWhereTheInterpreterIsWrong() {
    WasmBuilder builder = builder();
    List<BothModes.Call> calls =
        accesses(builder, true).stream().filter(call -> call.export().startsWith("store")).toList();

    assertThat(MODES.differences(builder.bytes(), calls))
        .filteredOn(one -> !one.export().equals("memory"))
        .isNotEmpty()
        .allSatisfy(
            one -> assertThat(one.compiled().toString()).contains("out of bounds memory access"));
  }

  private static int bulk(WasmBuilder builder, String name, int... instruction) {
    return builder.export(name, "iii:", 0, Code.code().get(0).get(1).get(2).raw(instruction));
  }

  @Test
  void fillsCopiesAndGrowsTheSame() {
    WasmBuilder builder = builder();
    bulk(builder, "fill", 0xfc, 11, 0);
    bulk(builder, "copy", 0xfc, 10, 0, 0);
    bulk(builder, "init", 0xfc, 8, 2, 0);
    builder.export("drop", ":", 0, Code.code().raw(0xfc, 9, 2));
    builder.export("grow", "i:i", 0, Code.code().get(0).raw(0x40, 0));
    builder.export("size", ":i", 0, Code.code().raw(0x3f, 0));
    List<BothModes.Call> calls = new ArrayList<>();
    int[] places = {0, 3, 100, PAGE - 3, PAGE, PAGE + 1, 3 * PAGE, -1};
    for (int round = 0; round < 3; round++) {
      for (String bulk : List.of("fill", "copy", "init")) {
        for (int to : places) {
          for (int from : bulk.equals("init") ? new int[] {0, 2, 5, 6, -1} : places) {
            for (int length : new int[] {0, 1, 3, 5, 200, -1}) {
              calls.add(new BothModes.Call(bulk, "iii:", true, to, from, length));
            }
          }
        }
      }
      calls.add(new BothModes.Call("grow", "i:i", true, round == 0 ? 1 : 3));
      calls.add(new BothModes.Call("size", ":i", true));
      calls.add(new BothModes.Call("grow", "i:i", true, -1));
      if (round == 1) {
        calls.add(new BothModes.Call("drop", ":", true));
        calls.add(new BothModes.Call("grow", "i:i", true, 1));
      }
    }

    assertThat(MODES.differences(builder.bytes(), calls)).isEmpty();
  }

  @Test
  void showsAByteThatIsWrong() {
    WasmBuilder right = builder();
    WasmBuilder wrong = builder();
    right.export("f", ":", 0, Code.code().i32(70).i32(1).op(0x36, 0, 0));
    wrong.export("f", ":", 0, Code.code().i32(71).i32(1).op(0x36, 0, 0));
    List<BothModes.Call> calls = List.of(new BothModes.Call("f", ":", true));

    assertThat(MODES.differences(right.bytes(), wrong.bytes(), calls))
        .singleElement()
        .matches(one -> one.export().equals("memory"));
  }
}
