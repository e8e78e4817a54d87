package dev.loqa.loqad.store;

import static dev.loqa.loqad.store.Samples.event;
import static dev.loqa.loqad.store.Samples.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.loqad.store.SkillState.Invocation;
import dev.loqa.loqad.store.StateChange.InvocationEnded;
import dev.loqa.loqad.store.StateChange.InvocationStarted;
import dev.loqa.loqad.store.StateChange.KvDelete;
import dev.loqa.loqad.store.StateChange.KvPut;
import dev.loqa.loqad.store.StateChange.SkillWithin;
import dev.loqa.loqad.store.StateChange.TimerCancel;
import dev.loqa.loqad.store.StateChange.TimerFired;
import dev.loqa.loqad.store.StateChange.TimerSet;
import dev.loqa.loqad.store.StoreException.Fault;
import dev.loqa.protocol.InvocationId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SkillStateTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir Path folder;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Timer timer(String id, Instant due) {
    return Timer.pending(
        "timer",
        id,
        Timer.Kind.COUNTDOWN,
        due,
        NOON,
        null,
        "{\"name\":\"pizza\"}",
        "s1",
        "kitchen");
  }

  private static void change(EventStore store, StateChange... changes) {
    store.appendAll(List.of(), List.of(changes));
  }

  @Test
  void keepsValuesBySkill() {
    try (EventStore store = EventStore.open(options(folder))) {
      change(store, new KvPut("lists", "milk", bytes("1")), new KvPut("other", "milk", bytes("2")));
      change(store, new KvPut("lists", "milk", bytes("three")), new KvDelete("other", "absent"));

      assertThat(store.skills().value("lists", "milk"))
          .hasValueSatisfying(v -> assertThat(v).isEqualTo(bytes("three")));
      assertThat(store.skills().value("other", "milk"))
          .hasValueSatisfying(v -> assertThat(v).isEqualTo(bytes("2")));
      assertThat(store.skills().usedBytes("lists")).isEqualTo(4 + 5);
      change(store, new KvDelete("lists", "milk"));
      assertThat(store.skills().value("lists", "milk")).isEmpty();
      assertThat(store.skills().usedBytes("lists")).isZero();
    }
  }

  @Test
  void whatASkillKeepsMustFitWhenItIsKept() {
    try (EventStore store = EventStore.open(options(folder))) {
      change(store, new KvPut("lists", "milk", bytes("123")), new SkillWithin("lists", 7, 0));

      assertThatThrownBy(() ->
              change(
                  store, new KvPut("lists", "eggs", bytes("1")), new SkillWithin("lists", 11, 0)))
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.fault()).isEqualTo(Fault.QUOTA))
          .hasMessageContaining("12 bytes");
      assertThat(store.skills().value("lists", "eggs")).isEmpty();
      assertThatThrownBy(
              () -> change(store, new TimerSet(timer("t", NOON)), new SkillWithin("timer", 0, 0)))
          .hasMessageContaining("1 timers");
      assertThat(store.skills().timers("timer")).isEmpty();
    }
  }

  @Test
  void eventsAndStateCommitTogetherOrNotAtAll() {
    try (EventStore store = EventStore.open(options(folder))) {
      NewEvent known = event("known");
      store.append(known);

      assertThatThrownBy(() ->
              store.appendAll(
                  List.of(event("new"), known), List.of(new KvPut("a", "b", bytes("c")))))
          .isInstanceOf(StoreException.class);
      assertThatThrownBy(() ->
              store.appendAll(
                  List.of(event("new")),
                  List.of(
                      new KvPut("a", "b", bytes("c")),
                      new InvocationEnded(new InvocationId("i"), "completed"))))
          .hasMessageContaining("is not running");

      assertThat(Samples.payloads(store)).containsExactly(known.payload());
      assertThat(store.skills().value("a", "b")).isEmpty();
    }
  }

  @Test
  void timersSurviveARestartInOrderOfDue() {
    Timer alarm =
        Timer.pending(
            "timer", "wake", Timer.Kind.ALARM, NOON, NOON, "daily 07:00", "{}", null, null);
    try (EventStore store = EventStore.open(options(folder))) {
      change(
          store,
          new TimerSet(timer("t2", NOON.plusSeconds(9))),
          new TimerSet(timer("t1", NOON.plusSeconds(3))),
          new TimerSet(alarm));
    }
    try (EventStore store = EventStore.open(options(folder))) {
      assertThat(store.skills().timers())
          .containsExactly(
              alarm, timer("t1", NOON.plusSeconds(3)), timer("t2", NOON.plusSeconds(9)));
      assertThat(store.skills().timers("other")).isEmpty();
    }
  }

  @Test
  void aTimerFiresOnceAndRingsUntilItIsCancelled() {
    try (EventStore store = EventStore.open(options(folder))) {
      long epoch = store.skills().takeLease(SkillState.TIMERS, Samples.HERE);
      change(store, new TimerSet(timer("t1", NOON)));

      change(
          store,
          new TimerFired("timer", "t1", epoch, null),
          new InvocationStarted(new InvocationId("i1"), "timer", null, "s1"));

      assertThat(store.skills().timers("timer"))
          .extracting(Timer::state)
          .containsExactly(Timer.State.RINGING);
      assertThatThrownBy(() -> change(store, new TimerFired("timer", "t1", epoch, null)))
          .hasMessageContaining("not pending");
      change(store, new TimerCancel("timer", "t1"));
      assertThat(store.skills().timers()).isEmpty();
      assertThatThrownBy(() -> change(store, new TimerFired("timer", "t1", epoch, null)))
          .hasMessageContaining("cancelled");
    }
  }

  @Test
  void aRepeatingTimerWaitsForItsNextDue() {
    try (EventStore store = EventStore.open(options(folder))) {
      long epoch = store.skills().takeLease(SkillState.TIMERS, Samples.HERE);
      change(store, new TimerSet(timer("t1", NOON)));

      change(store, new TimerFired("timer", "t1", epoch, NOON.plusSeconds(60)));

      assertThat(store.skills().timers()).containsExactly(timer("t1", NOON.plusSeconds(60)));
    }
  }

  @Test
  void whoLostTheLeaseFiresNothing() {
    try (EventStore store = EventStore.open(options(folder))) {
      long old = store.skills().takeLease(SkillState.TIMERS, Samples.ELSEWHERE);
      change(store, new TimerSet(timer("t1", NOON)));
      long current = store.skills().takeLease(SkillState.TIMERS, Samples.HERE);

      assertThatThrownBy(() ->
              store.appendAll(
                  List.of(event("rings")), List.of(new TimerFired("timer", "t1", old, null))))
          .hasMessageContaining("lease epoch " + old)
          .extracting(e -> ((StoreException) e).fault())
          .isEqualTo(Fault.FENCED);

      assertThat(current).isGreaterThan(old);
      assertThat(Samples.payloads(store)).isEmpty();
      change(store, new TimerFired("timer", "t1", current, null));
    }
  }

  @Test
  void anInvocationThatNeverEndedIsReportedFailedAndNeverRunsAgain() {
    InvocationStarted started =
        new InvocationStarted(new InvocationId("i1"), "timer", "timer.start", "s1");
    try (EventStore store = EventStore.open(options(folder))) {
      change(store, started, new InvocationStarted(new InvocationId("i2"), "lists", null, null));
      change(store, new InvocationEnded(new InvocationId("i2"), "completed"));
      assertThat(store.skills().interrupted()).isEmpty();
    }
    try (EventStore store = EventStore.open(options(folder))) {
      assertThat(store.skills().interrupted())
          .extracting(Invocation::id)
          .containsExactly(new InvocationId("i1"));
      assertThat(store.skills().invocation(new InvocationId("i1")).orElseThrow().outcome())
          .isEqualTo("interrupted");
      assertThat(Samples.payloads(store, Query.ofType("skill.failed")))
          .singleElement()
          .asString()
          .contains("\"i1\"");
      assertThatThrownBy(() -> change(store, started)).hasMessageContaining("never runs twice");
    }
    try (EventStore store = EventStore.open(options(folder))) {
      assertThat(store.skills().interrupted()).isEmpty();
      assertThat(Samples.payloads(store, Query.ofType("skill.failed"))).hasSize(1);
    }
  }
}
