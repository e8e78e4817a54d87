package dev.loqa.skillhost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skillhost.abi.AbiFunctions;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.skillhost.wasm.V2Module;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is left of WASI for a guest of ABI v2.
class WasiTest {
  private static final String WASI = "wasi_snapshot_preview1.";
  private static final int OUT = V2Module.BUFFER;

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

  @ParameterizedTest
  @CsvSource({
    "poll_oneoff, 52",
    "sock_shutdown, 52",
    "path_unlink_file, 52",
    "fd_sync, 52",
    "fd_prestat_get, 8",
    "fd_close, 0",
    "sched_yield, 0",
    "environ_get, 0",
    "args_get, 0",
    "fd_fdstat_get, 0"
  })
  void answersInertly(String name, int result) {
    Object[] zeros = new Object[parameters(name)];
    Arrays.fill(zeros, 0);
    fixture.load(V2Module.handling(m -> m.call(WASI + name, zeros), WASI + name));

    assertThat(fixture.result()).isEqualTo(result);
  }

  private static int parameters(String name) {
    return AbiFunctions.signature(Manifest.HostVersion.V2, "wasi_snapshot_preview1", name)
        .orElseThrow()
        .parameters()
        .length();
  }

  @ParameterizedTest
  @CsvSource({
    "environ_sizes_get, -1, 0",
    "args_sizes_get, 0, 131070",
    "random_get, 131000, 500",
    "fd_fdstat_get, 1, 131060"
  })
  void trapsOnAPointerOutsideItsMemory(String name, int a, int b) {
    fixture.load(V2Module.handling(m -> m.call(WASI + name, a, b), WASI + name));

    assertThat(fixture.call())
        .isInstanceOfSatisfying(
            Outcome.Trapped.class,
            trapped -> assertThat(trapped.trap()).isEqualTo(Outcome.Trap.POINTER));
  }

  @Test
  void writesOutputToTheLogLineByLine() {
    fixture.load(
        V2Module.handling(
            m -> {
              int[] text = m.text("one\ntwo\nrest");
              m.builder().data(OUT, vector(text[0], text[1]));
              return m.call(WASI + "fd_write", 1, OUT, 1, OUT + 8);
            },
            WASI + "fd_write"));

    assertThat(fixture.result()).isZero();
    assertThat(fixture.log()).containsExactly("one", "two", "rest");
  }

  @Test
  void trapsOnAnOutputVectorOutsideItsMemory() {
    fixture.load(
        V2Module.handling(
            m -> {
              m.builder().data(OUT, vector(100, Integer.MAX_VALUE));
              return m.call(WASI + "fd_write", 1, OUT, 1, OUT + 8);
            },
            WASI + "fd_write"));

    assertThat(fixture.call())
        .isInstanceOfSatisfying(
            Outcome.Trapped.class,
            trapped -> assertThat(trapped.trap()).isEqualTo(Outcome.Trap.POINTER));
  }

  @Test
  void takesAnExitForAFailureOfTheCall() {
    fixture.load(V2Module.handling(m -> m.call(WASI + "proc_exit", 0).i32(0), WASI + "proc_exit"));

    assertThat(fixture.call())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.reason()).isEqualTo("it left with proc_exit(0)"));
  }

  private static byte[] vector(int pointer, int length) {
    return ByteBuffer.allocate(8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(pointer)
        .putInt(length)
        .array();
  }
}
