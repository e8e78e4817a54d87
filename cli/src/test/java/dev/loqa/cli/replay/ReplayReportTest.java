package dev.loqa.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.cli.api.Turn;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplayReportTest {
  private static final Expectation TIMER =
      new Expectation("timer", "timer.start", Map.of("duration", 300), "Five", "timer.start");

  private static Turn turn(Map<String, Object> slots, String reply, String result, double ms) {
    return Turn.of(
        Map.of(
            "session", "s",
            "turn", "t",
            "transcript", "set a timer",
            "skill", "timer",
            "intent", "timer.start",
            "slots", slots,
            "reply", reply,
            "receipts",
                List.of(Map.of("action", "timer.start", "target", "timer", "result", result)),
            "ledger", Map.of("total_ms", ms, "stages", Map.of("skill", ms / 2, "tts", ms / 2))));
  }

  private static Turn right(double ms) {
    return turn(Map.of("duration", 300.0, "name", "x"), "Timer for five minutes.", "done", ms);
  }

  private static ReplayEntry entry(int line) {
    return new ReplayEntry(line, 0, "set a timer", null, null, null, null, TIMER);
  }

  @Test
  void aTurnIsRightWhenEveryExpectedPartIsThere() {
    assertThat(TIMER.differences(right(10))).isEmpty();
  }

  @Test
  void eachPartThatDiffersIsNamed() {
    Turn other = turn(Map.of("duration", 60), "No.", "denied", 10);

    assertThat(TIMER.differences(other))
        .containsExactly(
            "slot duration is 60, expected 300",
            "reply is \"No.\", expected \"Five\" in it",
            "receipts are timer.start denied, expected timer.start done");
    assertThat(
            new Expectation("lists", "lists.add", Map.of("item", "x"), null, null)
                .differences(other))
        .containsExactly(
            "skill is timer, expected lists",
            "intent is timer.start, expected lists.add",
            "slot item is null, expected x");
  }

  @Test
  void countsRightWrongLostAndLate() {
    List<Played> played =
        List.of(
            Played.Answered.judged(entry(1), right(20)),
            Played.Answered.judged(entry(2), right(1_500)),
            Played.Answered.judged(entry(3), turn(Map.of(), "No.", "done", 20)),
            new Played.Lost(entry(4), "no answer within 60 s"));

    ReplayReport report = new ReplayReport(played, 1_000);

    assertThat(report.good()).isFalse();
    assertThat(report.toMap())
        .containsEntry("turns", 4)
        .containsEntry("ok", 2L)
        .containsEntry("wrong", 1L)
        .containsEntry("lost", 1L)
        .containsEntry("late", 1L)
        .containsEntry("latency_ms", Map.of("p50", 20.0, "p95", 1_500.0, "p99", 1_500.0));
    assertThat(report.lines())
        .contains("line 3 \"set a timer\": wrong", "    no answer within 60 s")
        .contains("turns  ok  wrong  lost  late", "    4   2      1     1     1");
  }

  @Test
  void aReplayWithoutFaultIsGoodEvenWhenLate() {
    assertThat(
            new ReplayReport(List.of(Played.Answered.judged(entry(1), right(5_000))), 1_000).good())
        .isTrue();
  }

  @Test
  void percentilesAreValuesThatWereMeasured() {
    Percentiles hundred =
        Percentiles.of(IntStream.rangeClosed(1, 100).mapToObj(i -> (double) i).toList());

    assertThat(hundred).isEqualTo(new Percentiles(100, 50, 95, 99));
    assertThat(Percentiles.of(List.of(7.0))).isEqualTo(new Percentiles(1, 7, 7, 7));
    assertThat(Percentiles.of(List.of())).isEqualTo(new Percentiles(0, 0, 0, 0));
    assertThat(Percentiles.of(List.of(3.0, 1.0))).isEqualTo(new Percentiles(2, 1, 3, 3));
  }

  @Test
  void aSessionThatWentAnotherWaySaysHow() {
    SessionReplay same =
        new SessionReplay("s", List.of(pair(right(1), right(9)), pair(right(2), right(3))));
    SessionReplay other =
        new SessionReplay(
            "s",
            List.of(
                pair(right(1), turn(Map.of("duration", 300.0, "name", "x"), "No.", "done", 1))));

    assertThat(same.same()).isTrue();
    assertThat(other.same()).isFalse();
    assertThat(other.lines())
        .containsExactly(
            "DIFFERENT  \"set a timer\"", "    reply: was Timer for five minutes., is No.");
  }

  private static SessionReplay.Pair pair(Turn then, Turn now) {
    return new SessionReplay.Pair(then, now, SessionReplay.differences(then, now));
  }
}
