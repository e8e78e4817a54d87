package dev.loqa.base.service;

import dev.loqa.base.life.Part;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the service manager (systemd, `Type=notify`) that this program serves, that it lives, and
/// that it stops.
///
/// `READY=1` with [#serves], then `WATCHDOG=1` three times in the manager's interval for as long as
/// the program proves that it lives; one that hangs is killed and started again by the manager.
/// `STOPPING=1` with [#close]. Without `NOTIFY_SOCKET` all of this does nothing.
///
/// Thread model: methods by any thread; a daemon thread `service-watchdog` asks for the proof.
public final class ServiceNotice implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceNotice.class);
  private static final Duration JOIN = Duration.ofSeconds(2);

  private final @Nullable NotifySocket socket;
  private final Duration every;
  private final CountDownLatch closing = new CountDownLatch(1);
  private @Nullable Thread watchdog;

  private ServiceNotice(@Nullable NotifySocket socket, Duration every) {
    this.socket = socket;
    this.every = every;
  }

  /// As the environment says: `NOTIFY_SOCKET`, `WATCHDOG_USEC`, `WATCHDOG_PID`.
  public static ServiceNotice of(Map<String, String> environment) {
    return of(environment, ProcessHandle.current().pid());
  }

  static ServiceNotice of(Map<String, String> environment, long ownPid) {
    String address = environment.getOrDefault("NOTIFY_SOCKET", "");
    if (address.isEmpty()) {
      return new ServiceNotice(null, Duration.ZERO);
    }
    try {
      return new ServiceNotice(new NotifySocket(address), interval(environment, ownPid));
    } catch (IllegalArgumentException | UnsatisfiedLinkError e) {
      LOG.atWarn()
          .addKeyValue("fault", e.getMessage())
          .log("the service manager cannot be told anything");
      return new ServiceNotice(null, Duration.ZERO);
    }
  }

  /// A third of the manager's patience; zero when it wants no sign of life from this process.
  private static Duration interval(Map<String, String> environment, long ownPid) {
    String pid = environment.getOrDefault("WATCHDOG_PID", "");
    if (!pid.isEmpty() && !pid.equals(Long.toString(ownPid))) {
      return Duration.ZERO;
    }
    try {
      long micros = Long.parseLong(environment.getOrDefault("WATCHDOG_USEC", "0"));
      return Duration.ofNanos(Math.max(0, micros) * 1_000).dividedBy(3);
    } catch (NumberFormatException | ArithmeticException e) {
      LOG.atWarn()
          .addKeyValue("WATCHDOG_USEC", environment.get("WATCHDOG_USEC"))
          .log("the watchdog's interval is no number: no sign of life is given");
      return Duration.ZERO;
    }
  }

  /// Says that the program serves from now on, and begins to prove that it lives.
  ///
  /// @param status a line for `systemctl status`
  /// @param alive the proof: true, and soon. False or a hang leaves the sign of life out
  public synchronized void serves(String status, BooleanSupplier alive) {
    if (socket == null || watchdog != null || closing.getCount() == 0) {
      return;
    }
    tell("READY=1\nSTATUS=" + line(status));
    if (!every.isZero()) {
      watchdog = Thread.ofPlatform().name("service-watchdog").daemon().start(() -> watch(alive));
    }
  }

  /// The line that `systemctl status` shows.
  public void status(String text) {
    tell("STATUS=" + line(text));
  }

  private void watch(BooleanSupplier alive) {
    try {
      do {
        if (lives(alive)) {
          tell("WATCHDOG=1");
        }
      } while (!closing.await(every.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean lives(BooleanSupplier alive) {
    try {
      boolean lives = alive.getAsBoolean();
      if (!lives) {
        LOG.atWarn().log("no sign of life is given to the service manager");
      }
      return lives;
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("the proof of life failed");
      return false;
    }
  }

  private void tell(String text) {
    NotifySocket to = socket;
    if (to != null && !to.send(text)) {
      LOG.atDebug().addKeyValue("what", text).log("the service manager did not take it");
    }
  }

  private static String line(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }

  @Override
  public void close() {
    Thread running;
    synchronized (this) {
      if (closing.getCount() == 0) {
        return;
      }
      closing.countDown();
      running = watchdog;
      tell("STOPPING=1");
    }
    try {
      if (running != null) {
        running.join(JOIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
