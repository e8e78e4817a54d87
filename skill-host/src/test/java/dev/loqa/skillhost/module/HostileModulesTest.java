package dev.loqa.skillhost.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loqa.skillhost.SkillHostException;
import dev.loqa.skillhost.abi.AbiCheck;
import dev.loqa.skillhost.engine.CompilesHere;
import dev.loqa.skillhost.engine.Engine;
import dev.loqa.skillhost.engine.Guest;
import dev.loqa.skillhost.engine.GuestStopped;
import dev.loqa.skillhost.engine.GuestTrap;
import dev.loqa.skillhost.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The shared set of hostile modules: each ends as its index says, with the host alive.
@Timeout(120)
class HostileModulesTest {
  private static final Path MODULES =
      Path.of(System.getProperty("loqa.root", "."))
          .resolve("../shared/data/hostile/modules")
          .normalize();
  private static final int CAP = 256;

  private Engine engine;

  @BeforeEach
  void start() {
    assumeTrue(Files.isDirectory(MODULES), "no hostile modules at " + MODULES);
    engine = new Engine(null, Duration.ofSeconds(60), new CompilesHere());
  }

  @AfterEach
  void stop() {
    if (engine != null) {
      engine.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "05-table-min-4g, start with 4294967295 entries",
    "09-recurse-fat, locals",
    "11-deep-nest-100k, at most 262144 are allowed",
    "12-brtable-500k, at most 262144 are allowed",
    "13-funcs-100k, 100000 functions",
    "17-gc-array-2g, garbage collection",
    "20-two-memories, 2 memories",
    "22-memory64, of 64 bits"
  })
  void refusesBeforeAnyEngine(String name, String why) {
    assertThatThrownBy(() -> facts(name))
        .isInstanceOf(SkillHostException.class)
        .hasMessageContaining(why);
  }

  @Test
  void refusesAnUnknownImport() throws IOException {
    ModuleFacts facts = facts("19-unknown-import");

    assertThatThrownBy(() -> AbiCheck.check(facts, Manifest.HostVersion.V2, null))
        .hasMessageContaining("which the host does not have");
  }

  @Test
  void runsTheControl() throws Exception {
    assertThat(run("00-ok", Duration.ofSeconds(30))).isEqualTo(42);
  }

  @Test
  void capsGrowth() throws Exception {
    assertThat(run("04-mem-grow-loop", Duration.ofSeconds(30))).isEqualTo(CAP);
  }

  @Test
  void stopsTheLoop() {
    assertThatThrownBy(() -> run("01-loop", Duration.ofMillis(100)))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(GuestStopped.class);
  }

  @Test
  void trapsRecursion() {
    assertThatThrownBy(() -> run("08-recurse", Duration.ofSeconds(30)))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            GuestTrap.class, t -> assertThat(t.rule()).isEqualTo(GuestTrap.Rule.STACK));
  }

  private static ModuleFacts facts(String name) throws IOException {
    return Preflight.check(
        Files.readAllBytes(MODULES.resolve(name + ".wasm")), new ModuleLimits(4 << 20, CAP));
  }

  /// Calls the module's one exported function on a thread of a guest's size, and interrupts it
  /// after a while.
  private long run(String name, Duration limit) throws Exception {
    ModuleFacts facts = facts(name);
    String export = facts.functions().keySet().iterator().next();
    byte[] wasm = Files.readAllBytes(MODULES.resolve(name + ".wasm"));
    var code = engine.compile(wasm);
    CompletableFuture<Long> result = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform()
            .name("hostile-" + name)
            .stackSize(1 << 20)
            .start(() -> {
              try {
                Guest guest =
                    code.instantiate(List.of(), facts.memoryPages(), facts.memoryMaxPages());
                result.complete((long) (int) guest.call(export));
              } catch (RuntimeException e) {
                result.completeExceptionally(e);
              }
            });
    if (!thread.join(limit)) {
      thread.interrupt();
    }
    return result.get(30, TimeUnit.SECONDS);
  }
}
