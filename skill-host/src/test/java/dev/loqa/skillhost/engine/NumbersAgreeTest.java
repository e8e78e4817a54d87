package dev.loqa.skillhost.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skillhost.wasm.Code;
import dev.loqa.skillhost.wasm.WasmBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Every numeric instruction at the edges of its types, compiled and interpreted.
class NumbersAgreeTest {
  private static final BothModes MODES = new BothModes();

  @AfterAll
  static void close() {
    MODES.close();
  }

  /// A module with a function `f0`, `f1`, ... for each of some instructions.
  private static byte[] module(List<Numeric> instructions) {
    WasmBuilder builder = new WasmBuilder().memory(1).exportMemory("memory");
    for (int at = 0; at < instructions.size(); at++) {
      Numeric each = instructions.get(at);
      Code code = Code.code();
      for (int i = 0; i < each.parameters().length(); i++) {
        code.get(i);
      }
      builder.export("f" + at, each.signature(), 0, code.add(each.code()));
    }
    return builder.bytes();
  }

  private static List<BothModes.Call> calls(String export, Numeric of) {
    List<BothModes.Call> calls = new ArrayList<>();
    for (long first : Numeric.edges(of.parameters().charAt(0))) {
      if (of.parameters().length() == 1) {
        calls.add(new BothModes.Call(export, of.signature(), of.exact(), first));
      } else {
        for (long second : Numeric.edges(of.parameters().charAt(1))) {
          calls.add(new BothModes.Call(export, of.signature(), of.exact(), first, second));
        }
      }
    }
    return calls;
  }

  @Test
  void computesTheSameAtEveryEdge() {
    List<BothModes.Call> calls = new ArrayList<>();
    for (Numeric each : Numeric.ALL) {
      calls.addAll(calls("f" + Numeric.ALL.indexOf(each), each));
    }
    assertThat(calls).hasSizeGreaterThan(20_000);

    assertThat(MODES.differences(module(Numeric.ALL), calls)).isEmpty();
  }

  @Test
  void tellsEveryInstructionFromTheOthersOfItsType() {
    byte[] right = module(Numeric.ALL);
    int most = Numeric.ALL.stream().mapToInt(each -> each.others().size()).max().orElseThrow();
    for (int nth = 0; nth < most; nth++) {
      List<Numeric> wrong = new ArrayList<>(Numeric.ALL);
      List<BothModes.Call> calls = new ArrayList<>();
      for (Numeric each : Numeric.ALL) {
        if (nth < each.others().size()) {
          int at = Numeric.ALL.indexOf(each);
          wrong.set(at, each.others().get(nth));
          calls.addAll(calls("f" + at, each));
        }
      }

      Set<String> found =
          MODES.differences(right, module(wrong), calls).stream()
              .map(BothModes.Difference::export)
              .collect(Collectors.toSet());

      assertThat(found).containsAll(calls.stream().map(BothModes.Call::export).toList());
    }
  }

  /// Constants, locals, globals, memory, blocks and calls move a value without changing a bit of
  /// it, also where it is a signalling NaN.
  @Test
  void movesEveryBit() {
    for (char type : new char[] {'i', 'I', 'f', 'F'}) {
      WasmBuilder builder = new WasmBuilder().memory(1).exportMemory("memory");
      int tell = builder.importFunction("t", "" + type, type + ":");
      int same = builder.function(type + ":" + type, 0, Code.code().get(0));
      int load = "iIfF".indexOf(type) + 0x28;
      int store = "iIfF".indexOf(type) + 0x36;
      List<BothModes.Call> calls = new ArrayList<>();
      for (long value : Numeric.edges(type)) {
        Code constant = Numeric.constant(type, value);
        int global = builder.global(type, constant);
        String export = type + "" + calls.size();
        Code code = Code.code().add(constant).call(tell);
        code.op(0x23, global).tee(0).call(tell).get(0).call(same).call(tell);
        code.i32(16).add(constant).op(store, 0, 8).i32(8).op(load, 0, 16).call(tell);
        code.raw(0x02).raw(letter(type)).get(0).raw(0x0b).call(tell);
        builder.export(export, type + ":" + type, 0, code.get(0));
        calls.add(new BothModes.Call(export, type + ":" + type, true, value));
      }

      assertThat(MODES.differences(builder.bytes(), calls)).isEmpty();
    }
  }

  private static int letter(char type) {
    return 0x7f - "iIfF".indexOf(type);
  }
}
