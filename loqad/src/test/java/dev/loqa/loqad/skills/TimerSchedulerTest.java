package dev.loqa.loqad.skills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.StateChange;
import dev.loqa.loqad.store.StoreOptions;
import dev.loqa.loqad.store.Timer;
import dev.loqa.protocol.NodeId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TimerSchedulerTest {
  private static final Instant START = Instant.parse("2026-05-01T10:00:00Z");

  @TempDir private Path folder;
  private final AtomicLong nanos = new AtomicLong(1);
  private final AtomicReference<Instant> wall = new AtomicReference<>(START);
  private final BlockingQueue<Timer> fired = new LinkedBlockingQueue<>();
  private EventStore store;

  @BeforeEach
  void open() {
    store = EventStore.open(StoreOptions.in(folder, new NodeId("n")));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private TimerScheduler scheduler() {
    return new TimerScheduler(store, wall::get, nanos::get, fired::add).start();
  }

  private static StateChange.TimerSet set(String id, Timer.Kind kind, long seconds) {
    return new StateChange.TimerSet(
        Timer.pending(
            "timer", id, kind, START.plusSeconds(seconds), START, null, "{}", null, null));
  }

  private void pass(long seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    wall.updateAndGet(now -> now.plusSeconds(seconds));
  }

  private String next() throws InterruptedException {
    Timer timer = fired.poll(10, TimeUnit.SECONDS);
    return timer == null ? "nothing" : timer.id();
  }

  @Test
  void firesWhatIsDueInTheOrderOfTheirTimes() throws InterruptedException {
    try (TimerScheduler scheduler = scheduler()) {
      scheduler.follow(
          List.of(
              set("late", Timer.Kind.COUNTDOWN, 60),
              set("b", Timer.Kind.COUNTDOWN, 9),
              set("a", Timer.Kind.COUNTDOWN, 5)));
      pass(10);
      assertThat(next()).isEqualTo("a");
      assertThat(next()).isEqualTo("b");
      assertThat(fired).isEmpty();
    }
  }

  @Test
  void aWallClockThatJumpsAheadDoesNotShortenACountdownButRingsAnAlarm()
      throws InterruptedException {
    try (TimerScheduler scheduler = scheduler()) {
      store.appendAll(List.of(), List.of(set("countdown", Timer.Kind.COUNTDOWN, 300)));
      scheduler.follow(
          List.of(
              set("countdown", Timer.Kind.COUNTDOWN, 300), set("alarm", Timer.Kind.ALARM, 300)));
      wall.updateAndGet(now -> now.plusSeconds(3_600));
      assertThat(next()).isEqualTo("alarm");
      assertThat(fired).isEmpty();
      pass(300);
      assertThat(next()).isEqualTo("countdown");
    }
  }

  @Test
  void aCancelledTimerStaysSilent() throws InterruptedException {
    try (TimerScheduler scheduler = scheduler()) {
      scheduler.follow(
          List.of(set("x", Timer.Kind.COUNTDOWN, 5), set("y", Timer.Kind.COUNTDOWN, 6)));
      scheduler.follow(List.of(new StateChange.TimerCancel("timer", "x")));
      pass(10);
      assertThat(next()).isEqualTo("y");
      assertThat(fired).isEmpty();
    }
  }

  @Test
  void whatTheStoreRemembersFiresAfterARestart() throws InterruptedException {
    store.appendAll(
        List.of(),
        List.of(set("missed", Timer.Kind.COUNTDOWN, 5), set("later", Timer.Kind.COUNTDOWN, 500)));
    pass(10);
    try (TimerScheduler scheduler = scheduler()) {
      assertThat(scheduler).isNotNull();
      assertThat(next()).isEqualTo("missed");
      assertThat(fired).isEmpty();
    }
  }
}
