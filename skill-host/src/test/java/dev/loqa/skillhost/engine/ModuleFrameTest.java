package dev.loqa.skillhost.engine;

import static dev.loqa.skillhost.wasm.Code.code;
import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import dev.loqa.skillhost.wasm.WasmBuilder;
import org.junit.jupiter.api.Test;

class ModuleFrameTest {
  private static byte[] module() {
    WasmBuilder builder = new WasmBuilder().memory(2).exportMemory("memory");
    builder.export("five", ":i", 0, code().i32(5));
    builder.export("six", ":i", 0, code().i32(6));
    return builder.bytes();
  }

  @Test
  void holdsEveryFunctionAndNoInstruction() {
    WasmModule whole = Parser.parse(module());

    WasmModule frame = ModuleFrame.of(module(), "digest");

    assertThat(whole.codeSection().functionBodies())
        .allMatch(body -> !body.instructions().isEmpty());
    assertThat(frame.codeSection().functionBodies())
        .hasSize(2)
        .allMatch(body -> body.instructions().isEmpty());
  }

  @Test
  void isOtherwiseTheModule() {
    WasmModule whole = Parser.parse(module());

    WasmModule frame = ModuleFrame.of(module(), "digest");

    assertThat(frame.digest()).isEqualTo("digest");
    assertThat(frame.typeSection()).isEqualTo(whole.typeSection());
    assertThat(frame.functionSection()).isEqualTo(whole.functionSection());
    assertThat(frame.exportSection()).isEqualTo(whole.exportSection());
    assertThat(frame.memorySection()).isEqualTo(whole.memorySection());
    assertThat(frame.dataSection()).isEqualTo(whole.dataSection());
  }
}
