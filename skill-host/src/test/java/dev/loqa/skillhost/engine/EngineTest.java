package dev.loqa.skillhost.engine;

import static dev.loqa.skillhost.wasm.Code.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.skillhost.SkillHostException;
import dev.loqa.skillhost.wasm.Code;
import dev.loqa.skillhost.wasm.WasmBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {
  @TempDir Path folder;

  private static byte[] answering(int value) {
    WasmBuilder builder = new WasmBuilder().memory(1).exportMemory("memory");
    builder.export("f", ":i", 0, code().i32(value));
    return builder.bytes();
  }

  private static long call(CompiledModule module) {
    return module.instantiate(List.of(), 1, 1).call("f");
  }

  private Path only() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
      return files.toList().getFirst();
    }
  }

  private CompiledModule compile(byte[] wasm) {
    try (Engine engine =
        new Engine(folder.resolve("cache"), Duration.ofSeconds(60), new CompilesHere())) {
      return engine.compile(wasm);
    }
  }

  @Test
  void keepsCompiledCodeInAPrivateFolder() throws IOException {
    CompiledModule first = compile(answering(5));
    CompiledModule second = compile(answering(5));

    assertThat(first.fromCache()).isFalse();
    assertThat(second.fromCache()).isTrue();
    assertThat(call(second)).isEqualTo(5);
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("cache"))))
        .isEqualTo("rwx------");
  }

  @Test
  void compilesAgainWhenAStoredByteWasFlipped() throws IOException {
    compile(answering(5));
    byte[] stored = Files.readAllBytes(only());

    for (int at : new int[] {0, 31, 32, stored.length / 2, stored.length - 1}) {
      byte[] flipped = stored.clone();
      flipped[at] ^= 1;
      Files.write(only(), flipped);

      CompiledModule again = compile(answering(5));

      assertThat(again.fromCache()).isFalse();
      assertThat(call(again)).isEqualTo(5);
      assertThat(compile(answering(5)).fromCache()).isTrue();
    }
  }

  @Test
  void compilesAgainWhenTheStoredFileIsCutOrEmpty() throws IOException {
    compile(answering(5));
    for (int length : new int[] {0, 7, 32}) {
      Files.write(only(), Arrays.copyOf(Files.readAllBytes(only()), length));

      assertThat(compile(answering(5)).fromCache()).isFalse();
    }
  }

  @Test
  void compilesAgainWhenStoredCodeIsWellKeptAndWorthless() throws Exception {
    compile(answering(5));
    byte[] nonsense = new byte[500];
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(nonsense);
    byte[] stored = Arrays.copyOf(digest, 532);
    Files.write(only(), stored);

    assertThat(call(compile(answering(5)))).isEqualTo(5);
  }

  @Test
  void keepsModulesApart() {
    compile(answering(5));

    CompiledModule other = compile(answering(6));

    assertThat(other.fromCache()).isFalse();
    assertThat(call(other)).isEqualTo(6);
  }

  @Test
  void refusesACacheThatIsALink() throws IOException {
    Files.createDirectory(folder.resolve("real"));
    Files.createSymbolicLink(folder.resolve("cache"), folder.resolve("real"));

    assertThatThrownBy(() -> compile(answering(1)))
        .isInstanceOf(SkillHostException.class)
        .hasMessageContaining("is a link");
  }

  @Test
  void refusesWhatDoesNotValidate() {
    WasmBuilder builder = new WasmBuilder().memory(1);
    builder.export("f", ":i", 0, code()); // nothing on the stack

    assertThatThrownBy(() -> compile(builder.bytes()))
        .isInstanceOf(SkillHostException.class)
        .hasMessageStartingWith("module: ");
  }

  @Test
  void refusesAFunctionThatJavaCannotHold() {
    WasmBuilder builder = new WasmBuilder().memory(1);
    Code large = code();
    for (int i = 0; i < 40_000; i++) {
      large.i32(i).raw(0x1a);
    }
    builder.function(":", 0, large);

    assertThatThrownBy(() -> compile(builder.bytes()))
        .isInstanceOf(SkillHostException.class)
        .hasMessageStartingWith("module: ");
  }
}
