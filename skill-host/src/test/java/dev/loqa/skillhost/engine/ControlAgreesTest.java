package dev.loqa.skillhost.engine;

import static dev.loqa.skillhost.wasm.Code.code;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skillhost.wasm.Code;
import dev.loqa.skillhost.wasm.WasmBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Blocks, branches, calls, tables and every kind of end, compiled and interpreted.
class ControlAgreesTest {
  private static final BothModes MODES = new BothModes();

  @AfterAll
  static void close() {
    MODES.close();
  }

  /// A function `i:i`, called with small numbers and with the ends of its type.
  ///
  /// @param body made over a builder that has four imports, one function `double` (4) and one
  ///   without parameters (5) in its table of ten, which may grow to twenty
  record Shape(String name, Function<WasmBuilder, Code> body) {
    @Override
    public String toString() {
      return name;
    }

    byte[] module() {
      WasmBuilder builder = new WasmBuilder().memory(1, 2).table(10, 20).exportMemory("memory");
      for (String type : BothModes.TELLS) {
        builder.importFunction("t", type, type + ":");
      }
      builder.function("i:i", 0, code().get(0).get(0).raw(0x6a));
      builder.function(":", 0, code().i32(7).call(0));
      builder.elements(0, 4, 5, 4);
      builder.passiveElements(5, 4);
      builder.global('i', code().i32(40));
      Code made = body.apply(builder);
      builder.export("f", "i:i", 4, made);
      return builder.bytes();
    }
  }

  private static Shape shape(String name, Code code) {
    return new Shape(name, builder -> code);
  }

  private static List<BothModes.Call> calls() {
    List<BothModes.Call> calls = new ArrayList<>();
    for (long argument :
        new long[] {0, 1, 2, 3, 4, 5, 9, 10, 19, 20, -1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      calls.add(new BothModes.Call("f", "i:i", true, argument));
    }
    return calls;
  }

  private static Stream<Shape> shapes() {
    return Stream.of(branches(), values(), calling(), tables(), ending()).flatMap(Stream::of);
  }

  private static Shape[] branches() {
    return new Shape[] {
      shape("if without else", code().get(0).raw(0x04, 0x40).i32(1).call(0).raw(0x0b).get(0)),
      shape(
          "br_table over nested blocks",
          code()
              .raw(0x02, 0x40, 0x02, 0x40, 0x02, 0x40)
              .get(0)
              .op(0x0e, 3, 0, 2, 1, 2)
              .raw(0x0b)
              .i32(10)
              .returns()
              .raw(0x0b)
              .i32(20)
              .returns()
              .raw(0x0b)
              .i32(30)),
      shape(
          "br_table that carries a value",
          code()
              .raw(0x02, 0x7f, 0x02, 0x7f)
              .i32(5)
              .get(0)
              .op(0x0e, 1, 1, 0)
              .raw(0x0b)
              .i32(100)
              .raw(0x6a, 0x0b)),
      new Shape(
          "blocks with parameters and several results",
          builder -> {
            int swap = builder.type("ii:ii");
            return code()
                .get(0)
                .i32(3)
                .op(0x02, swap)
                .set(1)
                .set(2)
                .get(1)
                .get(2)
                .raw(0x0b)
                .raw(0x6b);
          }),
      new Shape(
          "a loop with a parameter",
          builder ->
              code()
                  .i32(5)
                  .set(1)
                  .get(0)
                  .op(0x03, builder.type("i:i"))
                  .i32(3)
                  .raw(0x6c)
                  .get(1)
                  .i32(1)
                  .raw(0x6b)
                  .tee(1)
                  .raw(0x0d, 0, 0x0b)),
    };
  }

  /// What lies on the stack when the flow leaves.
  private static Shape[] values() {
    return new Shape[] {
      shape(
          "values left under a branch",
          code()
              .raw(0x02, 0x7f)
              .i32(1)
              .i32(2)
              .i32(3)
              .get(0)
              .raw(0x0d, 0)
              .drop()
              .drop()
              .drop()
              .i32(4)
              .raw(0x0b)),
      shape(
          "a return out of everything",
          code()
              .raw(0x03, 0x40, 0x02, 0x40)
              .get(0)
              .call(0)
              .get(0)
              .returns()
              .raw(0x0b, 0x0b)
              .i32(9)),
      shape(
          "code after a branch",
          code().raw(0x02, 0x7f).get(0).raw(0x0c, 0).raw(0x1a).i32(3).raw(0x0b)),
      shape("select", code().i32(11).i32(22).get(0).raw(0x1b)),
      shape("select of a type", code().i32(33).i32(44).get(0).raw(0x1c, 1, 0x7f)),
      shape("globals", code().op(0x23, 0).get(0).raw(0x6a).tee(1).op(0x24, 0).get(1)),
    };
  }

  private static Shape[] calling() {
    return new Shape[] {
      new Shape(
          "recursion",
          builder -> {
            int self = builder.type("i:i");
            int fib = 6;
            builder.function(
                "i:i",
                0,
                code()
                    .get(0)
                    .i32(2)
                    .raw(0x48, 0x04)
                    .raw(0x7f)
                    .get(0)
                    .raw(0x05)
                    .get(0)
                    .i32(1)
                    .raw(0x6b)
                    .call(fib)
                    .get(0)
                    .i32(2)
                    .raw(0x6b)
                    .call(fib)
                    .raw(0x6a, 0x0b));
            assertThat(self).isNotNegative();
            return code().get(0).i32(15).raw(0x71).call(fib);
          }),
      new Shape(
          "several results of every type",
          builder -> {
            int many =
                builder.function(
                    "i:iIfF", 0, code().get(0).get(0).raw(0xac).get(0).raw(0xb2).get(0).raw(0xb7));
            return code().get(0).call(many).call(3).call(2).call(1);
          }),
      new Shape("call_indirect", builder -> code().i32(21).get(0).op(0x11, builder.type("i:i"), 0)),
    };
  }

  private static Shape[] tables() {
    return new Shape[] {
      new Shape(
          "table.get, table.set and ref.is_null",
          builder -> code().i32(9).get(0).op(0x25, 0).op(0x26, 0).i32(9).op(0x25, 0).raw(0xd1)),
      new Shape(
          "ref.func and a call through it",
          builder ->
              code().get(0).op(0xd2, 4).op(0x26, 0).i32(4).get(0).op(0x11, builder.type("i:i"), 0)),
      new Shape(
          "table.grow, table.size and table.fill",
          builder ->
              code()
                  .raw(0xd0, 0x70)
                  .get(0)
                  .raw(0xfc, 15, 0)
                  .call(0)
                  .i32(3)
                  .op(0xd2, 4)
                  .get(0)
                  .raw(0xfc, 17, 0)
                  .raw(0xfc, 16, 0)),
      new Shape(
          "table.copy and table.init",
          builder ->
              code()
                  .get(0)
                  .i32(0)
                  .i32(2)
                  .raw(0xfc, 14, 0, 0)
                  .i32(5)
                  .i32(0)
                  .get(0)
                  .raw(0xfc, 12, 1, 0)
                  .i32(3)
                  .i32(6)
                  .op(0x11, builder.type("i:i"), 0)),
      new Shape(
          "elem.drop",
          builder -> code().raw(0xfc, 13, 1).i32(5).i32(0).get(0).raw(0xfc, 12, 1, 0).i32(1)),
    };
  }

  private static Shape[] ending() {
    return new Shape[] {
      shape("unreachable", code().get(0).raw(0x04, 0x40).unreachable().raw(0x0b).i32(1)),
      shape("a division by zero", code().i32(1).get(0).raw(0x6d)),
      shape("a division that overflows", code().get(0).i32(-1).raw(0x6d)),
      shape("a remainder that does not", code().get(0).i32(-1).raw(0x6f)),
      shape(
          "a number that no integer holds",
          code().get(0).raw(0xb7).f64(Double.doubleToRawLongBits(2.5)).raw(0xa2, 0xaa)),
      shape("what is no number", code().f32(0x7fc0_0000).raw(0xa8)),
      new Shape(
          "endless recursion",
          builder -> {
            builder.function("i:i", 0, code().get(0).i32(1).raw(0x6a).call(6).i32(1).raw(0x6a));
            return code().get(0).call(6);
          }),
      shape(
          "the host ends the guest",
          code().raw(0x03, 0x40).get(0).call(0).raw(0x0c, 0, 0x0b).i32(0)),
    };
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void goesTheSameWay(Shape shape) {
    List<BothModes.Difference> differences = MODES.differences(shape.module(), calls());

    assertThat(differences).isEmpty();
    assertThat(MODES.end(shape.module(), calls().get(1))).doesNotContain("the engine refuses");
  }

  /// No two of them look alike: whatever makes one of another would be seen.
  @Test
  void showsEveryShapeThatIsTakenForAnother() {
    List<Shape> all = shapes().toList();
    for (int i = 0; i < all.size(); i++) {
      byte[] right = all.get(i).module();
      byte[] wrong = all.get((i + 1) % all.size()).module();

      assertThat(MODES.differences(right, wrong, calls())).as(all.get(i).name()).isNotEmpty();
    }
  }

  @Test
  void startsTheSame() {
    for (Code start : List.of(code().i32(3).call(0), code().unreachable())) {
      WasmBuilder builder = new WasmBuilder().memory(1).exportMemory("memory");
      for (String type : BothModes.TELLS) {
        builder.importFunction("t", type, type + ":");
      }
      builder.start(builder.function(":", 0, start));
      builder.export("f", "i:i", 0, code().get(0));

      assertThat(MODES.differences(builder.bytes(), calls())).isEmpty();
    }
  }

  @Test
  void refusesTheSame() {
    for (Code invalid : List.of(code(), code().i64(1), code().get(9), code().get(0).get(0))) {
      WasmBuilder builder = new WasmBuilder().memory(1).exportMemory("memory");
      builder.export("f", "i:i", 0, invalid);

      assertThat(MODES.differences(builder.bytes(), calls())).isEmpty();
      assertThat(MODES.end(builder.bytes(), calls().getFirst())).contains("the engine refuses");
    }
  }
}
