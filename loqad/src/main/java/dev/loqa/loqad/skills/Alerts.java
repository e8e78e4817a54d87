package dev.loqa.loqad.skills;

import dev.loqa.base.json.Json;
import dev.loqa.base.life.Part;
import dev.loqa.bus.Bus;
import dev.loqa.bus.BusException;
import dev.loqa.bus.Subscription;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.loqad.store.StateChange;
import dev.loqa.loqad.store.Timer;
import dev.loqa.protocol.AlertAck;
import dev.loqa.protocol.AlertRing;
import dev.loqa.protocol.Envelope;
import dev.loqa.protocol.Subjects;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything that rings until somebody acknowledges it.
///
/// A ringing alert is kept in the store under [#OWNER] and sent again every few seconds, so that a
/// satellite that joins late, or a restarted daemon, rings it too. Thread-safe.
public final class Alerts implements Part {
  /// Under this name the ringing alerts stand beside the skills' data.
  public static final String OWNER = "loqa.alerts";

  private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);
  private static final Duration AGAIN = Duration.ofSeconds(10);
  private static final int MOST = 128;

  private final Bus bus;
  private final EventStore store;
  private final Map<String, AlertRing> ringing = new LinkedHashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("alerts").factory());
  private final Subscription acks;
  private final ScheduledFuture<?> repeating;

  public Alerts(Bus bus, EventStore store) {
    this.bus = bus;
    this.store = store;
    this.acks =
        bus.subscribe(Subjects.ALERT_ACK, delivery -> acknowledged(delivery.as(AlertAck.class)));
    this.repeating =
        clock.scheduleAtFixedRate(
            this::again, AGAIN.toMillis(), AGAIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// What the store must hold for `alert` to survive a restart; commit it with what made it ring.
  static StateChange keep(AlertRing alert) {
    return new StateChange.KvPut(OWNER, alert.alertId(), Json.write(alert));
  }

  /// The key of a timer's alert.
  static String id(String skill, String timer) {
    String id = (skill + "-" + timer).replaceAll("[^A-Za-z0-9_-]", "_");
    return id.substring(0, Math.min(64, id.length()));
  }

  /// Rings from now on.
  void ring(AlertRing alert) {
    synchronized (ringing) {
      if (ringing.size() >= MOST && !ringing.containsKey(alert.alertId())) {
        ringing.remove(ringing.keySet().iterator().next());
      }
      ringing.put(alert.alertId(), alert);
    }
    send(alert);
  }

  /// The alert that the store remembers for a timer, if it still rings.
  Optional<AlertRing> remembered(String skill, String timer) {
    return store
        .skills()
        .value(OWNER, id(skill, timer))
        .map(bytes -> Json.read(bytes, AlertRing.class));
  }

  /// What rings now, oldest first.
  public List<AlertRing> ringing() {
    synchronized (ringing) {
      return List.copyOf(ringing.values());
    }
  }

  /// Stops one and tells everybody; false when it does not ring.
  public boolean acknowledge(String alertId, String by) {
    if (ringing().stream().noneMatch(alert -> alert.alertId().equals(alertId))) {
      return false;
    }
    store.appendAll(List.of(acknowledgement(alertId, by)), silence(alertId));
    silenced(alertId, by);
    return true;
  }

  /// The event of an acknowledgement.
  static NewEvent acknowledgement(String alertId, String by) {
    return NewEvent.of("alert.ack", Envelope.ofSystem(), Json.text(new AlertAck(alertId, by)));
  }

  /// What the store must forget for `alertId` to stop; commit it, then call [#silenced].
  List<StateChange> silence(String alertId) {
    List<StateChange> changes = new ArrayList<>();
    changes.add(new StateChange.KvDelete(OWNER, alertId));
    store.skills().timers().stream()
        .filter(timer -> timer.state() == Timer.State.RINGING)
        .filter(timer -> id(timer.skill(), timer.id()).equals(alertId))
        .forEach(timer -> changes.add(new StateChange.TimerCancel(timer.skill(), timer.id())));
    return changes;
  }

  /// Stops one whose end is durable and tells everybody.
  void silenced(String alertId, String by) {
    synchronized (ringing) {
      if (ringing.remove(alertId) == null) {
        return;
      }
    }
    try {
      bus.publish(new AlertAck(alertId, by));
    } catch (BusException e) {
      LOG.atWarn().addKeyValue("alert", alertId).setCause(e).log("acknowledgement not sent");
    }
  }

  private void acknowledged(AlertAck ack) {
    String by = ack.by() == null ? "satellite" : ack.by();
    boolean rings;
    synchronized (ringing) {
      rings = ringing.remove(ack.alertId()) != null;
    }
    if (rings) {
      store.appendAll(List.of(acknowledgement(ack.alertId(), by)), silence(ack.alertId()));
    }
  }

  private void again() {
    ringing().forEach(this::send);
  }

  private void send(AlertRing alert) {
    try {
      bus.publish(alert);
    } catch (BusException e) {
      LOG.atWarn().addKeyValue("alert", alert.alertId()).setCause(e).log("alert not sent");
    }
  }

  @Override
  public void close() {
    acks.close();
    repeating.cancel(false);
    clock.shutdownNow();
  }
}
