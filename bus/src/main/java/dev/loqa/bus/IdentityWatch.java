package dev.loqa.bus;

import dev.loqa.base.life.Part;
import dev.loqa.bus.pki.Identity;
import dev.loqa.bus.pki.PkiException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks whether an identity's files were renewed, and shows the new certificate to the server in a
/// pause between two turns: a connection that is made anew loses what travels on it in that moment.
///
/// A pair that is half written, does not belong together or has ended is left alone; the old one
/// goes on. Thread model: one virtual thread `identity-watch`.
public final class IdentityWatch implements Part {
  /// How often the files are looked at.
  public static final Duration EVERY = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(IdentityWatch.class);

  private final Runnable renew;
  private final Identity identity;
  private final BooleanSupplier idle;
  private final Duration every;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private String shown;

  private IdentityWatch(Runnable renew, Identity identity, BooleanSupplier idle, Duration every) {
    this.renew = renew;
    this.identity = identity;
    this.idle = idle;
    this.every = every;
    this.shown = identity.fingerprint();
    this.thread = Thread.ofVirtual().name("identity-watch").unstarted(this::watch);
  }

  /// Begins to look.
  ///
  /// @param bus what was connected as this identity
  /// @param idle whether nobody is heard or spoken to right now
  public static IdentityWatch start(NatsBus bus, Identity identity, BooleanSupplier idle) {
    return start(bus::renewIdentity, identity, idle, EVERY);
  }

  static IdentityWatch start(
      Runnable renew, Identity identity, BooleanSupplier idle, Duration every) {
    IdentityWatch watch = new IdentityWatch(renew, identity, idle, every);
    watch.thread.start();
    return watch;
  }

  private void watch() {
    try {
      while (!closing.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      String now = identity.fingerprint();
      if (now.equals(shown) || !identity.usable() || !idle.getAsBoolean()) {
        return;
      }
      renew.run();
      shown = now;
      LOG.atInfo().addKeyValue("node", identity.id()).log("the new certificate is in use");
    } catch (PkiException | BusException e) {
      LOG.atDebug()
          .addKeyValue("node", identity.id())
          .addKeyValue("why", e.getMessage())
          .log("the identity cannot be renewed yet");
    }
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
