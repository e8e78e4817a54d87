package dev.loqa.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.audio.Pcm;
import dev.loqa.cli.api.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoChecksTest {
  private static final String SAID = "turn on the kitchen light";

  private static Turn turn(String transcript, String reply, String result) {
    return Turn.of(
        Map.of(
            "session",
            "s",
            "turn",
            "t",
            "transcript",
            transcript,
            "reply",
            reply,
            "receipts",
            List.of(
                Map.of(
                    "action", "smart-home.turn_on", "target", "kitchen light", "result", result)),
            "ledger",
            Map.of("total_ms", 200, "stages", Map.of("unattributed", 2.0))));
  }

  private static Pcm tone() {
    short[] samples = new short[16_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (8_000 * Math.sin(i / 5.0));
    }
    return new Pcm(samples, 16_000);
  }

  private static List<String> failed(Turn turn, Pcm audio) {
    return DemoChecks.turn(
            turn, SAID, "smart-home.turn_on", "kitchen light", "kitchen light", audio)
        .stream()
        .filter(check -> !check.ok())
        .map(DemoCheck::name)
        .toList();
  }

  @Test
  void aRightTurnPassesEveryCheck() {
    assertThat(failed(turn(SAID, "Turned on the kitchen light.", "done"), tone())).isEmpty();
  }

  @Test
  void aDroppedArticleIsNoFault() {
    assertThat(failed(turn("Turn on kitchen light.", "The Kitchen Light is on.", "done"), tone()))
        .isEmpty();
  }

  @Test
  void wrongWordsAreNamed() {
    assertThat(failed(turn("turn on the kitchen fan", "kitchen light", "done"), tone()))
        .containsExactly("transcript");
  }

  @Test
  void anEffectThatWasNotVerifiedIsAFault() {
    assertThat(failed(turn(SAID, "kitchen light", "unavailable"), tone()))
        .containsExactly("receipt");
  }

  @Test
  void anotherReplyIsAFault() {
    assertThat(failed(turn(SAID, "Sorry.", "done"), tone())).containsExactly("reply");
  }

  @Test
  void silenceOrAClickIsNoSpokenReply() {
    Turn right = turn(SAID, "kitchen light", "done");

    assertThat(failed(right, Pcm.silence(Duration.ofSeconds(1), 16_000)))
        .containsExactly("spoken reply");
    assertThat(failed(right, tone().slice(0, 1_000))).containsExactly("spoken reply");
  }

  @Test
  void aTimerMayRingTwoSecondsOff() {
    Instant due = Instant.parse("2026-11-21T10:00:00Z");

    assertThat(DemoChecks.rang(due, due.plusMillis(1_900)).ok()).isTrue();
    assertThat(DemoChecks.rang(due, due.plusMillis(2_100)).ok()).isFalse();
    assertThat(DemoChecks.rang(due, due.minusMillis(2_100)).ok()).isFalse();
  }

  @Test
  void theHomeMustSayWhatTheReceiptSays() {
    Map<String, Object> home =
        Map.of("entities", List.of(Map.of("id", "light.kitchen", "state", "off")));

    assertThat(DemoChecks.home(home, "light.kitchen", "off").ok()).isTrue();
    assertThat(DemoChecks.home(home, "light.kitchen", "on").ok()).isFalse();
    assertThat(DemoChecks.home(home, "light.hall", "off").detail()).contains("unknown");
  }
}
