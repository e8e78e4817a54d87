package dev.loqa.loqad.skills;

import dev.loqa.base.json.Json;
import dev.loqa.base.life.Part;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.loqad.store.SkillState;
import dev.loqa.loqad.store.StateChange;
import dev.loqa.loqad.store.StoreException;
import dev.loqa.loqad.store.Timer;
import dev.loqa.protocol.AlertRing;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.SessionId;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fires timers: marks each as fired under the current lease, runs its skill and lets it ring.
///
/// The mark is durable before the skill runs and is refused a second time, so a timer fires once;
/// one that was cut short by a crash is found ringing after the restart and runs again as a new
/// invocation. One virtual thread a timer.
public final class TimerWaker implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(TimerWaker.class);

  private final SkillService skills;
  private final Alerts alerts;
  private final EventStore store;
  private final InstantSource clock;
  private final ZoneId zone;
  private final String house;
  private final BiConsumer<AlertRing, String> speak;
  private final Consumer<Duration> late;
  private final long epoch;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final TimerScheduler scheduler;

  /// Begins to fire, the missed ones first.
  ///
  /// @param house the language of a timer that names none
  /// @param speak says the words of an alert that begins to ring, in this language
  /// @param late hears how late each timer fires; must not block
  public TimerWaker(
      SkillService skills,
      Alerts alerts,
      EventStore store,
      NodeId node,
      InstantSource clock,
      LongSupplier nanos,
      ZoneId zone,
      String house,
      BiConsumer<AlertRing, String> speak,
      Consumer<Duration> late) {
    this.skills = skills;
    this.alerts = alerts;
    this.store = store;
    this.clock = clock;
    this.zone = zone;
    this.house = house;
    this.speak = speak;
    this.late = late;
    this.epoch = store.skills().takeLease(SkillState.TIMERS, node);
    this.scheduler =
        new TimerScheduler(store, clock, nanos, timer -> workers.execute(() -> fire(timer)));
    skills.timersAt(scheduler);
    ringAgain();
    scheduler.start();
  }

  private void ringAgain() {
    for (Timer timer : store.skills().timers()) {
      if (timer.repeat() != null) {
        // it waits for its next time already, and may ring for the last one
        alerts.remembered(timer.skill(), timer.id()).ifPresent(alerts::ring);
      } else if (timer.state() == Timer.State.RINGING) {
        alerts
            .remembered(timer.skill(), timer.id())
            .ifPresentOrElse(
                alerts::ring, () -> workers.execute(() -> run(timer, List.of(), List.of())));
      }
    }
  }

  private void fire(Timer timer) {
    late.accept(Duration.between(timer.dueAt(), clock.instant()));
    var next = Repeats.next(timer, clock.instant(), zone);
    var fired = new StateChange.TimerFired(timer.skill(), timer.id(), epoch, next.orElse(null));
    String payload =
        Json.text(
            Map.of("skill", timer.skill(), "id", timer.id(), "due", timer.dueAt().toString()));
    try {
      run(
          timer,
          List.of(NewEvent.of("timer.fired", scope(timer).envelope(), payload)),
          List.of(fired));
    } catch (StoreException e) {
      LOG.atWarn().addKeyValue("timer", timer.id()).setCause(e).log("timer not fired");
      return;
    }
    next.ifPresent(due -> scheduler.again(timer.withDueAt(due)));
  }

  private void run(Timer timer, List<NewEvent> before, List<StateChange> fired) {
    skills.wake(timer, scope(timer), before, fired);
    alerts.ringing().stream()
        .filter(alert -> alert.alertId().equals(Alerts.id(timer.skill(), timer.id())))
        .findFirst()
        .ifPresent(alert -> speak.accept(alert, language(timer)));
  }

  private CallScope scope(Timer timer) {
    String session = timer.session();
    return CallScope.ofTimer(
        session == null ? null : new SessionId(session), timer.room(), language(timer));
  }

  /// In which a timer speaks: its payload's `language`, else the house's.
  private String language(Timer timer) {
    Object payload = Json.readObject("{\"v\":" + timer.payload() + "}").get("v");
    return payload instanceof Map<?, ?> map && map.get("language") instanceof String own
        ? own
        : house;
  }

  @Override
  public void close() {
    scheduler.close();
    workers.close();
  }
}
