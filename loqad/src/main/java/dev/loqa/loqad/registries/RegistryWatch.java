package dev.loqa.loqad.registries;

import dev.loqa.base.life.Part;
import dev.loqa.loqad.store.StoreException;
import dev.loqa.skillhost.registry.RegistryException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at each followed registry once a day, and an hour after a look that failed. What goes
/// wrong is not spoken; it stands in `/readyz`. One thread of its own, which wakes every ten
/// minutes, at first after one.
public final class RegistryWatch implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryWatch.class);

  static final Duration EVERY = Duration.ofDays(1);
  static final Duration AFTER_A_FAULT = Duration.ofHours(1);

  private final Registries registries;
  private final InstantSource clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("registry-watch").factory());

  public RegistryWatch(Registries registries, InstantSource clock) {
    this.registries = registries;
    this.clock = clock;
    var _ = timer.scheduleWithFixedDelay(this::look, 1, 10, TimeUnit.MINUTES);
  }

  private void look() {
    try {
      registries.look(registry -> isDue(registry, clock.instant()));
    } catch (RegistryException | StoreException e) {
      LOG.atWarn().setCause(e).log("registries not looked at");
    }
  }

  /// Whether it is time to look at it again. A look in the future is one before the clock was set.
  static boolean isDue(RegistryView registry, Instant now) {
    String at = registry.lookedAt();
    if (at == null || Instant.parse(at).isAfter(now)) {
      return true;
    }
    Duration since = Duration.between(Instant.parse(at), now);
    return since.compareTo(registry.fault() == null ? EVERY : AFTER_A_FAULT) >= 0;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
