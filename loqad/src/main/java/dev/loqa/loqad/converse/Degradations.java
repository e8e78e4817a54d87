package dev.loqa.loqad.converse;

import dev.loqa.base.json.Json;
import dev.loqa.base.life.Part;
import dev.loqa.bus.Bus;
import dev.loqa.bus.Subscription;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.loqad.store.StoreException;
import dev.loqa.protocol.Envelope;
import dev.loqa.protocol.PrivacyScope;
import dev.loqa.protocol.SessionDegraded;
import dev.loqa.protocol.Subjects;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Remembers every `session.degraded`, so that a person can read afterwards which stage could not
/// do its part in a turn, why, and what was done instead. At most [#MOST_A_MINUTE] in a minute; the
/// bus's thread waits for nothing.
public final class Degradations implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(Degradations.class);
  private static final int MOST_A_MINUTE = 600;
  private static final long MINUTE_NANOS = 60_000_000_000L;
  private static final int MOST_CHARACTERS = 500;

  private final EventStore store;
  private final int mostAMinute;
  private final Subscription subscription;
  private long minuteBegan = System.nanoTime();
  private int inMinute;

  private Degradations(Bus bus, EventStore store, int mostAMinute) {
    this.store = store;
    this.mostAMinute = mostAMinute;
    this.subscription =
        bus.subscribe(
            Subjects.SESSION_DEGRADED, delivery -> remember(delivery.as(SessionDegraded.class)));
  }

  /// Begins to listen.
  public static Degradations start(Bus bus, EventStore store) {
    return start(bus, store, MOST_A_MINUTE);
  }

  static Degradations start(Bus bus, EventStore store, int mostAMinute) {
    return new Degradations(bus, store, mostAMinute);
  }

  void remember(SessionDegraded degraded) {
    if (!mayCount()) {
      LOG.atDebug().addKeyValue("session", degraded.sessionId()).log("degradation not recorded");
      return;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("stage", shortened(degraded.stage()));
    fields.put("reason", shortened(degraded.reason()));
    fields.put("fallback", shortened(degraded.fallback()));
    Envelope envelope =
        new Envelope(
            null, degraded.sessionId(), degraded.turnId(), null, null, PrivacyScope.PERSISTENT);
    try {
      var _ = store.appendAsync(NewEvent.of("session.degraded", envelope, Json.text(fields)));
    } catch (StoreException e) {
      LOG.atWarn().setCause(e).log("degradation not recorded");
    }
  }

  private synchronized boolean mayCount() {
    long now = System.nanoTime();
    if (now - minuteBegan >= MINUTE_NANOS) {
      minuteBegan = now;
      inMinute = 0;
    }
    return ++inMinute <= mostAMinute;
  }

  private static String shortened(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "...";
  }

  @Override
  public void close() {
    subscription.close();
  }
}
