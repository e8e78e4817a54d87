package dev.loqa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TroublesTest {
  @Test
  void whatWentWrongInThisTurnIsSaidOnceAndWhatWasBeforeNotAtAll() {
    assertThat(
            Troubles.lines(
                List.of(
                    event("t-1", "it was slow"),
                    event("t-2", "it cannot be reached: start it"),
                    event("t-2", "it cannot be reached: start it")),
                "t-2"))
        .containsExactly("trouble   llm: it cannot be reached: start it (an apology)");
    assertThat(Troubles.lines(List.of(), "t-2")).isEmpty();
  }

  private static Map<String, Object> event(String turn, String reason) {
    return Map.of(
        "envelope", Map.of("session_id", "s", "turn_id", turn),
        "payload", Map.of("stage", "llm", "reason", reason, "fallback", "an apology"));
  }
}
