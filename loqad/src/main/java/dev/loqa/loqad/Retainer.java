package dev.loqa.loqad;

import dev.loqa.base.life.Part;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.StoreException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Applies the retention to the store, at first after a quarter of an hour and then every hour. One
/// thread of its own.
final class Retainer implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(Retainer.class);

  private final EventStore store;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("retention").factory());
  private final ScheduledFuture<?> repeating;

  Retainer(EventStore store) {
    this.store = store;
    this.repeating = clock.scheduleAtFixedRate(this::prune, 15, 60, TimeUnit.MINUTES);
  }

  private void prune() {
    try {
      LOG.atInfo().addKeyValue("events", store.prune()).log("retention applied");
    } catch (StoreException e) {
      LOG.atWarn().setCause(e).log("retention not applied");
    }
  }

  @Override
  public void close() {
    repeating.cancel(true);
    clock.shutdownNow();
  }
}
