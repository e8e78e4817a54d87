package dev.loqa.loqad.skills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.loqad.home.SimulatedHome;
import dev.loqa.loqad.store.StateChange;
import dev.loqa.loqad.store.Timer;
import dev.loqa.protocol.Bytes;
import dev.loqa.protocol.SessionId;
import dev.loqa.skillhost.Effect;
import dev.loqa.skillhost.EffectResult;
import dev.loqa.skillhost.TimerRequest;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CommitTest {
  private static final Instant NOW = Instant.parse("2026-03-28T20:00:00Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final CallScope SCOPE = CallScope.ofTimer(new SessionId("s"), "kitchen", "en");

  private static Commit plan(Effect... effects) {
    List<Effect> all = List.of(effects);
    return new SimulatedHome(Optional.empty())
        .carryOut(
            Commit.commands(all),
            carried -> Commit.plan("timer", SCOPE, all, carried, List.of(), NOW, BERLIN));
  }

  private static Effect.Publish command(int number, String entity, String service) {
    return new Effect.Publish(
        number, "home.command", "{\"entity\":\"" + entity + "\",\"service\":\"" + service + "\"}");
  }

  @Test
  void aHomeCommandChangesTheHomeAndIsNotSent() {
    Commit commit = plan(command(1, "light.kitchen", "turn_on"));
    assertThat(commit.results()).containsExactly(new EffectResult(1, true, "on"));
    assertThat(commit.publishes()).isEmpty();
    assertThat(commit.changes()).singleElement().isInstanceOf(StateChange.KvPut.class);
  }

  @Test
  void aCommandThatTheHomeRefusesIsNoSuccess() {
    Commit commit =
        plan(
            command(1, "light.moon", "turn_on"), new Effect.Publish(2, "home.command", "nonsense"));
    assertThat(commit.results()).noneMatch(EffectResult::succeeded);
    assertThat(commit.changes()).isEmpty();
  }

  @Test
  void aCountdownIsDueAfterItsSpanAndKnowsItsRoom() {
    Commit commit =
        plan(
            new Effect.TimerSet(
                1,
                new TimerRequest(
                    "t1", new TimerRequest.When.After(Duration.ofMinutes(5)), null, "{}")));
    Timer timer = ((StateChange.TimerSet) commit.changes().getFirst()).timer();
    assertThat(timer.kind()).isEqualTo(Timer.Kind.COUNTDOWN);
    assertThat(timer.dueAt()).isEqualTo(NOW.plusSeconds(300));
    assertThat(timer.room()).isEqualTo("kitchen");
  }

  @Test
  void cancellingATimerThatIsNotThereIsNoSuccess() {
    assertThat(plan(new Effect.TimerCancel(1, "t9")).results()).noneMatch(EffectResult::succeeded);
    assertThat(
            plan(
                    new Effect.TimerSet(
                        1, new TimerRequest("t9", new TimerRequest.When.At(NOW), null, "{}")),
                    new Effect.TimerCancel(2, "t9"))
                .results())
        .allMatch(EffectResult::succeeded);
  }

  @Test
  void otherMessagesWaitForTheCommit() {
    Commit commit =
        plan(
            new Effect.KvPut(1, "k", Bytes.EMPTY),
            new Effect.Publish(2, "skill.timer.status", "{}"));
    assertThat(commit.publishes())
        .extracting(Effect.Publish::subject)
        .containsExactly("skill.timer.status");
  }

  @Test
  void aDailyAlarmKeepsItsLocalTimeWhenTheClocksChange() {
    Timer alarm =
        Timer.pending(
            "alarm",
            "a",
            Timer.Kind.ALARM,
            Instant.parse("2026-03-28T06:00:00Z"),
            NOW,
            "days MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY,SATURDAY,SUNDAY",
            "{}",
            null,
            null);
    assertThat(Repeats.next(alarm, NOW, BERLIN)).contains(Instant.parse("2026-03-29T05:00:00Z"));
  }

  @Test
  void aDailyAlarmComesBackToItsTimeAfterTheDayThatSkipsIt() {
    TimerRequest request =
        new TimerRequest(
            "a",
            new TimerRequest.When.AtTimeOfDay(LocalTime.of(2, 30)),
            new TimerRequest.Repeat.OnDays(EnumSet.allOf(DayOfWeek.class)),
            "{}");
    Instant saturday = Instant.parse("2026-03-28T01:30:00Z");
    Timer timer =
        Timer.pending(
            "x", "a", Timer.Kind.ALARM, saturday, NOW, Repeats.text(request), "{}", null, null);

    Instant sunday = Repeats.next(timer, saturday, BERLIN).orElseThrow();
    Instant monday = Repeats.next(timer.withDueAt(sunday), sunday, BERLIN).orElseThrow();

    assertThat(sunday).isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
    assertThat(monday).isEqualTo(Instant.parse("2026-03-30T00:30:00Z"));
  }

  @Test
  void aRepeatThatWasMissedSeveralTimesComesOnce() {
    Timer every =
        Timer.pending(
            "x",
            "a",
            Timer.Kind.COUNTDOWN,
            NOW.minusSeconds(650),
            NOW,
            "every PT5M",
            "{}",
            null,
            null);
    assertThat(Repeats.next(every, NOW, BERLIN)).contains(NOW.plusSeconds(250));
  }
}
