package dev.loqa.skillhost.engine;

import static dev.loqa.skillhost.wasm.Code.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.base.process.JavaProgram;
import dev.loqa.skillhost.SkillHostException;
import dev.loqa.skillhost.wasm.Code;
import dev.loqa.skillhost.wasm.WasmBuilder;
import java.io.DataOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class CompilerProcessTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String ARGUMENTS = "loqa.java.arguments";

  @TempDir Path folder;

  private static byte[] answering(int value) {
    WasmBuilder builder = new WasmBuilder().memory(1).exportMemory("memory");
    builder.export("f", ":i", 0, code().i32(value));
    return builder.bytes();
  }

  /// Many functions of many instructions: half a second to compile on a fast machine, and a few
  /// hundred MiB.
  private static byte[] large() {
    WasmBuilder builder = new WasmBuilder().memory(1);
    Code sum = code().i32(0);
    for (int i = 0; i < 2_000; i++) {
      sum.i32(i).raw(0x6a);
    }
    sum.raw(0x1a);
    for (int i = 0; i < 200; i++) {
      builder.function(":", 0, sum);
    }
    return builder.bytes();
  }

  private static long call(CompiledModule module) {
    return module.instantiate(List.of(), 1, 1).call("f");
  }

  @Test
  void makesCodeThatRunsHereAndKeepsIt() {
    Path cache = folder.resolve("cache");
    try (Engine engine = new Engine(cache, PATIENCE, new CompilerProcess())) {
      CompiledModule first = engine.compile(answering(5));
      CompiledModule second = engine.compile(answering(6));

      assertThat(call(first)).isEqualTo(5);
      assertThat(call(second)).isEqualTo(6);
      assertThat(engine.compile(answering(5)).fromCache()).isTrue();
    }
  }

  @Test
  void needsNoProcessForWhatIsInTheCache() {
    Path cache = folder.resolve("cache");
    try (Engine engine = new Engine(cache, PATIENCE, new CompilesHere())) {
      engine.compile(answering(5));
    }
    CompilerProcess compiler = new CompilerProcess();
    try (Engine engine = new Engine(cache, PATIENCE, compiler)) {
      assertThat(call(engine.compile(answering(5)))).isEqualTo(5);
      assertThat(compiler.runs()).isFalse();
    }
  }

  @Test
  void answersAlsoWhereJavaItselfPrints() throws Exception {
    Path flags = folder.resolve("java.arguments");
    Files.writeString(
        flags,
        "-Xlog:init=info -Xlog:gc*=info -cp \"" + System.getProperty("java.class.path") + "\"\n");
    System.setProperty(ARGUMENTS, flags.toString());
    try (CompilerProcess compiler = new CompilerProcess()) {
      assertThat(compiler.compile(answering(5), PATIENCE)).isNotEmpty();
    } finally {
      System.clearProperty(ARGUMENTS);
    }
  }

  @Test
  void endsWhenIdleAndComesBackForTheNextModule() {
    try (CompilerProcess compiler = new CompilerProcess()) {
      assertThat(compiler.compile(answering(5), PATIENCE)).isNotEmpty();
      assertThat(compiler.runs()).isTrue();

      compiler.idle();

      assertThat(compiler.runs()).isFalse();
      assertThat(compiler.compile(answering(5), PATIENCE)).isNotEmpty();
    }
  }

  @Test
  void isKilledWithAModuleThatTakesTooLongAndServesTheNext() {
    try (CompilerProcess compiler = new CompilerProcess()) {
      assertThatThrownBy(() -> compiler.compile(large(), Duration.ofMillis(1)))
          .isInstanceOf(SkillHostException.class)
          .hasMessage("module: compiling took more than 1 ms: split its large functions");

      assertThat(compiler.compile(answering(5), PATIENCE)).isNotEmpty();
    }
  }

  @Test
  void diesOfAModuleThatTakesTooMuchMemoryAndServesTheNext() {
    try (CompilerProcess compiler = new CompilerProcess(16)) {
      assertThatThrownBy(() -> compiler.compile(large(), PATIENCE))
          .isInstanceOf(SkillHostException.class)
          .hasMessageContaining("exhausted the memory");

      assertThat(compiler.compile(answering(5), PATIENCE)).isNotEmpty();
    }
  }

  @Test
  void saysWhatTheEngineRefuses() {
    WasmBuilder builder = new WasmBuilder().memory(1);
    builder.export("f", ":i", 0, code()); // nothing on the stack
    try (CompilerProcess compiler = new CompilerProcess()) {
      assertThatThrownBy(() -> compiler.compile(builder.bytes(), PATIENCE))
          .isInstanceOf(SkillHostException.class)
          .hasMessageStartingWith("module: the engine refuses it: ");

      assertThat(compiler.compile(answering(5), PATIENCE)).isNotEmpty();
    }
  }

  @Test
  void givesUpWhatItCompilesWhenItIsClosed() throws Exception {
    CompilerProcess compiler = new CompilerProcess();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<byte[]> compiling = pool.submit(() -> compiler.compile(large(), PATIENCE));
      while (!compiler.runs()) {
        Thread.onSpinWait();
      }

      compiler.close();

      assertThatThrownBy(() -> compiling.get(60, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("the host is closing");
    }
    assertThatThrownBy(() -> compiler.compile(answering(5), PATIENCE))
        .hasMessageContaining("the host is closing");
  }

  @Test
  void endsWithItsInputEvenInTheMiddleOfAModule() throws Exception {
    Process process =
        new ProcessBuilder(JavaProgram.command("loqad", CompilerMain.class.getName(), List.of()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var out = new DataOutputStream(process.getOutputStream())) {
      out.writeInt(large().length);
      out.write(large());
      out.flush();
    }
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }
}
