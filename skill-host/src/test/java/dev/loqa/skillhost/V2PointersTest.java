package dev.loqa.skillhost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skillhost.wasm.V2Module;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Pointers and lengths of a guest that lie outside its memory.
class V2PointersTest {
  @TempDir Path folder;
  private HostFixture fixture;

  @BeforeEach
  void start() {
    fixture = new HostFixture(folder);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  /// Every pointer and length that a function takes, each made bad in turn.
  @ParameterizedTest
  @CsvSource({
    "log, 1, 2147483647, 8",
    "log, 1, 131072, 1",
    "log, 1, -1, 1",
    "log, 1, 100, 2147483647",
    "log, 1, 100, -1",
    "reply, 131071, 2, 0",
    "reply, 0, -1, 0",
    "timer_set, -4, 8, 0",
    "timer_cancel, 131070, 9, 0",
    "kv_delete, 2000000000, 3, 0",
    "random, 131000, 4096, 0",
    "random, -1, 1, 0",
    "take, 131072, 1, 0",
    "timer_list, -16, 64, 0"
  })
  void trapsOnAPointerOutsideItsMemory(String name, int a, int b, int c) {
    fixture.load(
        V2Module.handling(
            m -> name.equals("log") ? m.call(name, a, b, c) : m.call(name, a, b), name));

    assertThat(fixture.call())
        .isInstanceOfSatisfying(
            Outcome.Trapped.class,
            trapped -> {
              assertThat(trapped.trap()).isEqualTo(Outcome.Trap.POINTER);
              assertThat(trapped.reason()).contains("is outside the 131072 bytes of memory");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "publish, 0, 131073, 0, 0", "publish, 0, 4, 131072, 1", "publish, -1, 2, 0, 2",
        "kv_get, 131072, 4, 0, 0",
    "kv_get, 0, 4, 131072, 64", "kv_put, 0, 4, -8, 16", "kv_put, 131071, 2, 0, 0",
        "http, -1, 2, 0, 0",
    "http, 0, 2, 131071, 4", "config_get, 0, 4, 2147483647, 2147483647",
        "config_get, 131072, 1, 0, 0"
  })
  void trapsOnAPointerOutsideItsMemoryOfCallsWithTwo(String name, int a, int b, int c, int d) {
    fixture.load(V2Module.handling(m -> m.call(name, a, b, c, d), name));

    assertThat(fixture.call())
        .isInstanceOfSatisfying(
            Outcome.Trapped.class,
            trapped -> assertThat(trapped.trap()).isEqualTo(Outcome.Trap.POINTER));
  }
}
