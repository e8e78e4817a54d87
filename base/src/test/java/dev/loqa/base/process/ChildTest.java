package dev.loqa.base.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.base.process.LineHandler.Stream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ChildTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>(1000);

  static List<Tether> tethers() {
    return List.of(Tether.forThisMachine(), new Tether.StdinPipe());
  }

  private ChildSpec shell(String script) {
    return ChildSpec.of(
        "child",
        List.of("/bin/sh", "-c", script),
        (stream, line) -> lines.add(stream + " " + line));
  }

  @ParameterizedTest
  @MethodSource("tethers")
  void handsOverLinesOfBothStreamsAndTheExitCode(Tether tether) throws Exception {
    try (Child child = Child.start(shell("echo out; echo err >&2; printf last; exit 7"), tether)) {
      assertThat(child.waitFor(SOON)).hasValue(7);
    }
    assertThat(lines)
        .containsExactlyInAnyOrder(
            Stream.STDOUT + " out", Stream.STDERR + " err", Stream.STDOUT + " last");
  }

  @ParameterizedTest
  @MethodSource("tethers")
  void endsOnSigtermWithinTheGrace(Tether tether) throws Exception {
    try (Child child =
        Child.start(
            shell(
                "tail -f /dev/null & tail=$!; trap 'kill $tail; echo bye; exit 0' TERM; echo up; wait $tail"),
            tether)) {
      assertThat(lines.poll(10, TimeUnit.SECONDS)).isEqualTo("STDOUT up");

      assertThat(child.stop(SOON)).isZero();

      assertThat(lines.poll(10, TimeUnit.SECONDS)).isEqualTo("STDOUT bye");
      assertThat(child.alive()).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("tethers")
  void isKilledWhenItIgnoresSigterm(Tether tether) throws Exception {
    try (Child child =
        Child.start(
            shell("trap '' TERM; echo up $$; while :; do tail -f /dev/null; done"), tether)) {
      String up = lines.poll(10, TimeUnit.SECONDS);
      assertThat(up).startsWith("STDOUT up ");
      long shellPid = Long.parseLong(up.substring("STDOUT up ".length()));

      assertThat(child.stop(Duration.ofMillis(200))).isNotZero();

      // Killed is not yet reaped: the handle may be alive for a moment more.
      assertThat(ProcessHandle.of(shellPid).map(ProcessHandle::onExit))
          .satisfies(exit -> {
            if (exit.isPresent()) {
              exit.get().get(5, TimeUnit.SECONDS);
            }
          });
    }
  }

  @Test
  void waitsNoLongerThanTheDeadline() throws Exception {
    try (Child child = Child.start(shell("exec tail -f /dev/null"))) {
      assertThat(child.waitFor(Duration.ofMillis(50))).isEmpty();
      assertThat(child.alive()).isTrue();
    }
  }

  @Test
  void stopsTwiceWithoutFault() {
    Child child = Child.start(shell("exec tail -f /dev/null"));
    int first = child.stop(SOON);
    assertThat(child.stop(SOON)).isEqualTo(first);
    child.close();
  }

  @Test
  void cutsAnEndlessLineInsteadOfKeepingIt() throws Exception {
    try (Child child =
        Child.start(shell("head -c 100000 /dev/zero | tr '\\0' x; echo; echo next"))) {
      assertThat(child.waitFor(SOON)).hasValue(0);
    }
    assertThat(lines.poll()).hasSize("STDOUT ".length() + 8 * 1024);
    assertThat(lines.poll()).isEqualTo("STDOUT next");
  }

  @Test
  void goesOnReadingWhenTheHandlerFails() throws Exception {
    CountDownLatch second = new CountDownLatch(1);
    ChildSpec spec =
        ChildSpec.of(
            "child",
            List.of("/bin/sh", "-c", "echo one; echo two"),
            (stream, line) -> {
              if (line.equals("two")) {
                second.countDown();
              }
              throw new IllegalStateException("handler of a test");
            });
    try (Child child = Child.start(spec)) {
      assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(child.waitFor(SOON)).hasValue(0);
    }
  }

  @Test
  void addsToTheEnvironment() throws Exception {
    ChildSpec spec =
        shell("echo $LOQA_TEST_WORD $HOME").withEnvironment(Map.of("LOQA_TEST_WORD", "hello"));
    try (Child child = Child.start(spec)) {
      assertThat(child.waitFor(SOON)).hasValue(0);
    }
    assertThat(lines.poll()).isEqualTo("STDOUT hello " + System.getenv("HOME"));
  }

  @Test
  void saysWhichProgramIsMissing() throws Exception {
    try (Child child =
        Child.start(
            ChildSpec.of("gone", List.of("/no/such/program"), (s, line) -> lines.add(line)))) {
      assertThat(child.waitFor(SOON).orElseThrow()).isNotZero();
    }
    assertThat(lines.poll(10, TimeUnit.SECONDS)).contains("/no/such/program");
  }

  @Test
  void refusesASpecWithoutACommand() {
    assertThatThrownBy(() -> ChildSpec.of("empty", List.of(), LineHandler.ignore()))
        .hasMessageContaining("empty has no command");
  }
}
