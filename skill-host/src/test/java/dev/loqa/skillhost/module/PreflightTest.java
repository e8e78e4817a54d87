package dev.loqa.skillhost.module;

import static dev.loqa.skillhost.wasm.Code.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.skillhost.SkillHostException;
import dev.loqa.skillhost.engine.Signature;
import dev.loqa.skillhost.wasm.Code;
import dev.loqa.skillhost.wasm.V2Module;
import dev.loqa.skillhost.wasm.WasmBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreflightTest {
  private static final ModuleLimits LIMITS = new ModuleLimits(4 << 20, 256);

  private static ModuleFacts check(WasmBuilder builder) {
    return Preflight.check(builder.bytes(), LIMITS);
  }

  private static void refuses(WasmBuilder builder, String why) {
    assertThatThrownBy(() -> check(builder))
        .isInstanceOf(SkillHostException.class)
        .hasMessageContaining(why);
  }

  private static WasmBuilder function(Code code) {
    WasmBuilder builder = new WasmBuilder().memory(1).table(1, 2);
    builder.function(":", 4, code);
    return builder;
  }

  @Test
  void tellsImportsExportsAndMemory() {
    WasmBuilder builder = new WasmBuilder().memory(3, 1_000).exportMemory("memory");
    builder.importFunction("loqa_v2", "log", "iii:i");
    builder.export("run", "Ii:F", 0, code().raw(0x44, 0, 0, 0, 0, 0, 0, 0, 0));

    assertThat(check(builder))
        .isEqualTo(
            new ModuleFacts(
                List.of(new ModuleFacts.Import("loqa_v2", "log", new Signature("iii:i"))),
                Map.of("run", new Signature("Ii:F")),
                true,
                3,
                256));
  }

  @Test
  void takesAModuleThatDeclaresLessThanTheCap() {
    assertThat(check(new WasmBuilder().memory(1, 2)).memoryMaxPages()).isEqualTo(2);
    assertThat(check(new WasmBuilder().memory(1)).memoryMaxPages()).isEqualTo(256);
  }

  @Test
  void refusesWhatIsNoModule() {
    assertThatThrownBy(() -> Preflight.check(new byte[0], LIMITS))
        .hasMessageContaining("no WebAssembly");
    assertThatThrownBy(
            () -> Preflight.check("not wasm at all".getBytes(StandardCharsets.UTF_8), LIMITS))
        .hasMessageContaining("no WebAssembly");
    assertThatThrownBy(() -> Preflight.check(new byte[] {0, 'a', 's', 'm', 0x0d, 0, 1, 0}, LIMITS))
        .hasMessageContaining("component");
    assertThatThrownBy(() -> Preflight.check(new byte[100], new ModuleLimits(99, 1)))
        .hasMessageContaining("it has 100 bytes: at most 99");
  }

  @Test
  void refusesMemoriesThatAreNoPlainOne() {
    refuses(new WasmBuilder().memory(1).memory(1), "2 memories");
    refuses(new WasmBuilder().memory(257), "starts with 257 pages");
    refuses(new WasmBuilder().memoryRaw(new byte[] {3, 1, 2}), "is shared");
    refuses(new WasmBuilder().memoryRaw(new byte[] {4, 1}), "of 64 bits");
    refuses(new WasmBuilder().memory(2, 1), "below its minimum");
  }

  @Test
  void refusesImportsThatAreNoFunctions() {
    refuses(
        new WasmBuilder().importRaw("env", "memory", 2, 0, 1), "env.memory, which is no function");
    refuses(new WasmBuilder().importRaw("env", "table", 1, 0x70, 0, 1), "no function");
  }

  @Test
  void boundsTables() {
    assertThat(check(new WasmBuilder().table(4_000).table(6_000))).isNotNull();
    refuses(new WasmBuilder().table(4_000).table(6_001), "start with 10001 entries");
    refuses(new WasmBuilder().table(4_294_967_295L), "start with 4294967295 entries");
    refuses(new WasmBuilder().table(1).table(1).table(1).table(1).table(1), "5 tables");
  }

  @Test
  void boundsTablesThatGrow() {
    Code grow = code().raw(0xd0, 0x70).i32(1).raw(0xfc).raw(15, 0).drop();
    WasmBuilder bounded = new WasmBuilder().table(1, 10_000);
    bounded.function(":", 0, grow);
    assertThat(check(bounded)).isNotNull();

    WasmBuilder unbounded = new WasmBuilder().table(1);
    unbounded.function(":", 0, grow);
    refuses(unbounded, "grow without end");

    WasmBuilder large = new WasmBuilder().table(1, 10_001);
    large.function(":", 0, grow);
    refuses(large, "grow to 10001");
  }

  @Test
  void boundsNesting() {
    refuses(function(nested(256)), "nests blocks deeper than 256");
    assertThat(check(function(nested(255)))).isNotNull();
  }

  private static Code nested(int depth) {
    Code code = code();
    for (int i = 0; i < depth; i++) {
      code.raw(0x02, 0x40);
    }
    for (int i = 0; i < depth; i++) {
      code.raw(0x0b);
    }
    return code;
  }

  @Test
  void boundsBranchTablesBodiesLocalsAndFunctions() {
    long[] targets = new long[4_099];
    targets[0] = 4_097;
    refuses(function(code().i32(0).op(0x0e, targets)), "br_table of 4097 targets");

    Code large = code();
    for (int i = 0; i < (256 << 10) + 1; i++) {
      large.raw(0x01);
    }
    refuses(function(large), "at most 262144 are allowed: split it");

    WasmBuilder locals = new WasmBuilder();
    locals.functionRaw(":", new int[] {16_000, 0x7e, 385, 0x7f}, code());
    refuses(locals, "16385 locals");

    WasmBuilder many = new WasmBuilder();
    for (int i = 0; i < 20_001; i++) {
      many.function(":", 0, code());
    }
    refuses(many, "20001 functions");
  }

  @Test
  void boundsAllInstructionsTogether() {
    WasmBuilder builder = new WasmBuilder();
    Code nops = code();
    for (int i = 0; i < 250_000; i++) {
      nops.raw(0x01);
    }
    for (int i = 0; i < 9; i++) {
      builder.function(":", 0, nops);
    }
    refuses(builder, "too many instructions");
  }

  @Test
  void refusesProposalsThatKeepThingsOnTheHostsHeap() {
    refuses(function(code().raw(0xfb, 0x07, 0)), "garbage collection");
    refuses(function(code().raw(0xfd, 0x0c)), "SIMD");
    refuses(function(code().raw(0xfe, 0x03)), "threads");
    refuses(function(code().raw(0x06, 0x40, 0x0b)), "exceptions");
    refuses(function(code().raw(0x1f, 0x40, 0, 0x0b)), "exceptions");
    refuses(function(code().raw(0x08, 0)), "exceptions");
    refuses(function(code().raw(0x12, 0)), "tail");
    refuses(function(code().raw(0x14, 0)), "tail or reference calls");
    refuses(function(code().raw(0x27)), "instruction 0x27 is unknown");
    refuses(function(code().raw(0xfc, 18)), "0xfc 18 is unknown");
    refuses(function(code().i32(0).raw(0x28, 0x42, 0, 0)), "second memory");
    refuses(function(code().raw(0x3f, 1)), "second memory");
    refuses(new WasmBuilder().sectionRaw(13, new byte[] {1, 0, 0}), "exceptions");
    refuses(new WasmBuilder().sectionRaw(1, new byte[] {1, 0x5f, 0}), "no function type");
    refuses(new WasmBuilder().sectionRaw(1, new byte[] {1, 0x60, 1, 0x6e, 0}), "value type 0x6e");
  }

  @Test
  void refusesSectionsOutOfOrderOrWithLeftovers() {
    WasmBuilder twice = new WasmBuilder().memory(1).sectionRaw(5, new byte[] {1, 0, 1});
    refuses(twice, "stands twice or out of order");
    refuses(new WasmBuilder().sectionRaw(5, new byte[] {1, 0, 1, 0}), "has bytes left over");
    refuses(new WasmBuilder().sectionRaw(99, new byte[] {}), "section 99 is unknown");
  }

  @Test
  void refusesCodeThatIsNotThere() {
    refuses(
        new WasmBuilder()
            .sectionRaw(1, new byte[] {1, 0x60, 0, 0})
            .sectionRaw(3, new byte[] {1, 0}),
        "1 functions are declared and 0 have code");
    refuses(
        new WasmBuilder().sectionRaw(7, new byte[] {1, 1, 'f', 0, 9}),
        "a function that is not there");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x80, 0xff})
  void refusesNumbersWithoutEnd(int b) {
    byte[] bytes = new byte[20];
    System.arraycopy(new WasmBuilder().bytes(), 0, bytes, 0, 8);
    Arrays.fill(bytes, 8, 20, (byte) b);
    bytes[8] = 1;
    assertThatThrownBy(() -> Preflight.check(bytes, LIMITS)).isInstanceOf(SkillHostException.class);
  }

  @Test
  void saysSomethingSensibleAboutEveryCutAndEveryChangedByte() {
    byte[] fine =
        V2Module.handling(
            m -> m.call("log", 1, "hello").drop().add(nested(3)).i32(0), "log", "take");
    for (int length = 0; length < fine.length; length++) {
      byte[] cut = Arrays.copyOf(fine, length);
      judged(cut);
    }
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      byte[] changed = fine.clone();
      for (int j = 0; j <= i % 3; j++) {
        changed[random.nextInt(fine.length)] = (byte) random.nextInt(256);
      }
      judged(changed);
    }
  }

  /// Either facts or a refusal in words: no other exception, no endless loop.
  private static void judged(byte[] wasm) {
    try {
      assertThat(Preflight.check(wasm, LIMITS).memoryPages()).isLessThanOrEqualTo(256);
    } catch (SkillHostException refusal) {
      assertThat(refusal).hasMessageStartingWith("module: ");
    }
  }
}
