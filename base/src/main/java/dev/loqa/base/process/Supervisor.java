package dev.loqa.base.process;

import dev.loqa.base.life.Part;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps one child running: starts it again with back-off when it ends, and never gives up until
/// closed.
///
/// Thread model: one virtual thread owns the child, calls the launcher and the listener, and ends
/// in [#close()]. A listener must return soon and must not close the supervisor it listens to.
public final class Supervisor implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);
  private static final Duration JOIN = Duration.ofSeconds(30);

  /// Starts one run of the child and returns once it is usable; a [RuntimeException] is a failed
  /// run.
  @FunctionalInterface
  public interface Launcher {
    Child launch();
  }

  /// Hears every change of state, in order.
  @FunctionalInterface
  public interface Listener {
    void changed(State state);
  }

  /// Where the child is.
  public sealed interface State {
    record Starting(int attempt) implements State {}

    record Running(long pid) implements State {}

    /// It ended with `cause` and is started again after `pause`.
    record Waiting(String cause, Duration pause) implements State {}

    record Stopped() implements State {}
  }

  private final String name;
  private final Launcher launcher;
  private final Backoff backoff;
  private final Listener listener;
  private final Duration grace;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private volatile State state = new State.Starting(1);
  private volatile @Nullable Child child;

  private Supervisor(
      String name,
      Launcher launcher,
      Backoff backoff,
      Duration grace,
      Listener listener,
      @Nullable Child running) {
    this.name = name;
    this.launcher = launcher;
    this.backoff = backoff;
    this.grace = grace;
    this.listener = listener;
    this.child = running;
    this.thread = Thread.ofVirtual().name(name + "-supervisor").unstarted(() -> run(running));
  }

  /// Starts the child and its supervision; the first start may still be under way on return.
  public static Supervisor start(ChildSpec spec, Listener listener) {
    return start(
        spec.name(), () -> Child.start(spec), Backoff.DEFAULT, Duration.ofSeconds(5), listener);
  }

  public static Supervisor start(
      String name, Launcher launcher, Backoff backoff, Duration grace, Listener listener) {
    Supervisor supervisor = new Supervisor(name, launcher, backoff, grace, listener, null);
    supervisor.thread.start();
    return supervisor;
  }

  /// Takes over a child that its owner started and saw become usable, so that a failed first start
  /// is the owner's.
  public static Supervisor adopt(
      Child running, Launcher launcher, Backoff backoff, Duration grace, Listener listener) {
    Supervisor supervisor =
        new Supervisor(running.name(), launcher, backoff, grace, listener, running);
    supervisor.thread.start();
    return supervisor;
  }

  public State state() {
    return state;
  }

  /// Stops the child (SIGTERM, SIGKILL after the grace) and waits for the supervising thread.
  /// Repeatable.
  @Override
  public void close() {
    stop.countDown();
    Child current = child;
    if (current != null) {
      current.stop(grace);
    }
    try {
      if (!thread.join(JOIN.plus(grace))) {
        throw new ProcessException(
            name + " is still being started after " + JOIN.plus(grace) + ": look at its log");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(@Nullable Child adopted) {
    @Nullable Child next = adopted;
    int failures = 0;
    try {
      while (stop.getCount() > 0) {
        long begun = System.nanoTime();
        String cause = oneRun(next, failures + 1);
        next = null;
        boolean stable = System.nanoTime() - begun >= backoff.stable().toNanos();
        failures = stable ? 1 : failures + 1;
        if (stop.getCount() == 0) {
          break;
        }
        Duration pause = backoff.after(failures);
        LOG.atWarn()
            .addKeyValue("child", name)
            .addKeyValue("cause", cause)
            .addKeyValue("pause_ms", pause.toMillis())
            .log("child ended, starting it again");
        enter(new State.Waiting(cause, pause));
        if (stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          break;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      Child last = child;
      if (last != null) {
        last.stop(grace);
      }
      enter(new State.Stopped());
    }
  }

  /// Runs the child to its end and says why it ended.
  private String oneRun(@Nullable Child adopted, int attempt) throws InterruptedException {
    Child run;
    if (adopted != null) {
      run = adopted;
    } else {
      enter(new State.Starting(attempt));
      try {
        run = launcher.launch();
      } catch (RuntimeException e) {
        return String.valueOf(e.getMessage());
      }
    }
    child = run;
    enter(new State.Running(run.pid()));
    while (true) {
      // close() counts down first and stops the child it sees; a child launched in between is
      // stopped here.
      if (stop.getCount() == 0) {
        run.stop(grace);
      }
      OptionalInt code = run.waitFor(LOOK_AGAIN);
      if (code.isPresent()) {
        return "exit code " + code.getAsInt();
      }
    }
  }

  private void enter(State next) {
    state = next;
    try {
      listener.changed(next);
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("child", name).log("listener of a supervisor failed", e);
    }
  }
}
