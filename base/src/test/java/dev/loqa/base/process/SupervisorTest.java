package dev.loqa.base.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.process.Supervisor.State;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class SupervisorTest {
  private static final Backoff QUICK =
      new Backoff(Duration.ofMillis(20), Duration.ofMillis(80), Duration.ofSeconds(30));

  private final BlockingQueue<State> states = new LinkedBlockingQueue<>(1000);

  private static ChildSpec lasting() {
    return ChildSpec.of("lasting", List.of("tail", "-f", "/dev/null"), LineHandler.ignore());
  }

  private <T extends State> T next(Class<T> type) throws InterruptedException {
    while (true) {
      State state = states.poll(10, TimeUnit.SECONDS);
      assertThat(state).as("a state within 10 s, waiting for %s", type.getSimpleName()).isNotNull();
      if (type.isInstance(state)) {
        return type.cast(state);
      }
    }
  }

  @Test
  void startsAChildThatWasKilledAgain() throws Exception {
    try (Supervisor _ =
        Supervisor.start(
            "lasting", () -> Child.start(lasting()), QUICK, Duration.ofSeconds(2), states::add)) {
      long first = next(State.Running.class).pid();

      ProcessHandle.of(first).orElseThrow().destroyForcibly();

      assertThat(next(State.Waiting.class).cause()).isEqualTo("exit code 137");
      long second = next(State.Running.class).pid();
      assertThat(second).isNotEqualTo(first);
      assertThat(ProcessHandle.of(second)).get().matches(ProcessHandle::isAlive);
    }
  }

  @Test
  void waitsLongerAfterEachFailureUpToTheLongest() throws Exception {
    ChildSpec failing = ChildSpec.of("failing", List.of("false"), LineHandler.ignore());
    try (Supervisor _ =
        Supervisor.start(
            "failing", () -> Child.start(failing), QUICK, Duration.ofSeconds(2), states::add)) {
      assertThat(next(State.Waiting.class).pause()).isEqualTo(Duration.ofMillis(20));
      assertThat(next(State.Waiting.class).pause()).isEqualTo(Duration.ofMillis(40));
      assertThat(next(State.Waiting.class).pause()).isEqualTo(Duration.ofMillis(80));
      assertThat(next(State.Waiting.class).pause()).isEqualTo(Duration.ofMillis(80));
    }
  }

  @Test
  void countsAFailedLaunchAsAFailedRun() throws Exception {
    try (Supervisor _ =
        Supervisor.start(
            "unready",
            () -> {
              throw new ProcessException("it is not ready");
            },
            QUICK,
            Duration.ofSeconds(2),
            states::add)) {
      assertThat(next(State.Waiting.class).cause()).isEqualTo("it is not ready");
      assertThat(next(State.Starting.class).attempt()).isEqualTo(2);
    }
  }

  @Test
  void stopsTheChildWhenClosedAndMayBeClosedTwice() throws Exception {
    Supervisor supervisor = Supervisor.start(lasting(), states::add);
    long pid = next(State.Running.class).pid();

    supervisor.close();
    supervisor.close();

    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(supervisor.state()).isEqualTo(new State.Stopped());
  }

  @Test
  void closesWhileItWaitsForTheNextStart() throws Exception {
    Backoff slow = new Backoff(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1));
    ChildSpec failing = ChildSpec.of("failing", List.of("false"), LineHandler.ignore());
    Supervisor supervisor =
        Supervisor.start(
            "failing", () -> Child.start(failing), slow, Duration.ofSeconds(2), states::add);
    next(State.Waiting.class);

    supervisor.close();

    assertThat(supervisor.state()).isEqualTo(new State.Stopped());
  }

  @Test
  void takesOverAChildItsOwnerStarted() throws Exception {
    Child child = Child.start(lasting());
    try (Supervisor _ =
        Supervisor.adopt(
            child, () -> Child.start(lasting()), QUICK, Duration.ofSeconds(2), states::add)) {
      assertThat(next(State.Running.class).pid()).isEqualTo(child.pid());
      child.kill();
      assertThat(next(State.Running.class).pid()).isNotEqualTo(child.pid());
    }
  }

  @Test
  void survivesAListenerThatFails() throws Exception {
    try (Supervisor supervisor =
        Supervisor.start(
            lasting(),
            state -> {
              states.add(state);
              throw new IllegalStateException("listener of a test");
            })) {
      assertThat(next(State.Running.class).pid()).isPositive();
      assertThat(supervisor.state()).isInstanceOf(State.Running.class);
    }
  }
}
