package dev.loqa.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventTextTest {
  @Test
  void aTurnIsItsWordsItsAnswerAndItsTime() {
    Map<String, Object> payload =
        Map.of(
            "session", "s-1",
            "transcript", "turn on the lamp",
            "reply", "Turned on the lamp.",
            "ledger", Map.of("total_ms", 9.24),
            "end", "done");

    assertThat(EventText.of("turn.ended", payload))
        .isEqualTo("\"turn on the lamp\" -> \"Turned on the lamp.\", 9.2 ms");
  }

  @Test
  void aTurnThatEndedAnotherWaySaysSo() {
    Map<String, Object> payload =
        Map.of(
            "transcript", "", "reply", "", "ledger", Map.of("total_ms", 120.0), "end", "cancelled");

    assertThat(EventText.of("turn.ended", payload))
        .isEqualTo("(nothing) -> (nothing), 120 ms, cancelled");
  }

  @Test
  void aResultIsItsReceiptsAndADecisionItsReasons() {
    Map<String, Object> receipt =
        Map.of("action", "timer.start", "target", "tea", "result", "done");

    assertThat(EventText.of("skill.result", Map.of("receipts", List.of(receipt))))
        .isEqualTo("timer.start tea: done");
    assertThat(EventText.of("skill.result", Map.of("intent", "timer.list", "receipts", List.of())))
        .isEqualTo("timer.list: no action");
    assertThat(
            EventText.of("route.decision", Map.of("decision", "Answer", "why", List.of("a", "b"))))
        .isEqualTo("Answer: a, b");
  }

  @Test
  void aDegradationIsItsStageItsReasonAndWhatWasDoneInstead() {
    assertThat(
            EventText.of(
                "session.degraded",
                Map.of("stage", "llm", "reason", "it is not there", "fallback", "an apology")))
        .isEqualTo("llm: it is not there (an apology)");
  }

  @Test
  void anyOtherEventIsItsFieldsOnOneLine() {
    assertThat(EventText.of("x", Map.of("session_id", "s-1", "node", "a\nb")))
        .isEqualTo("{\"node\":\"a\\nb\"}");
  }
}
