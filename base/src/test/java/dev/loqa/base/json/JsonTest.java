package dev.loqa.base.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.protocol.AudioFrame;
import dev.loqa.protocol.Bytes;
import dev.loqa.protocol.Ledger;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.Stage;
import dev.loqa.protocol.Transcript;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonTest {
  @Test
  void readsTheOriginalsTranscriptThatHasNoneOfOurAdditions() {
    Transcript transcript =
        Json.read(
            """
            {"session_id":"s1","text":"hello","partial":false,"timestamp":"2026-01-02T03:04:05Z","x":1}
            """,
            Transcript.class);
    assertThat(transcript.text()).isEqualTo("hello");
    assertThat(transcript.alternatives()).isEmpty();
    assertThat(transcript.stageMs()).isEmpty();
    assertThat(transcript.turnId()).isNull();
  }

  @Test
  void writesAFrameAsTheOriginalDoes() {
    AudioFrame frame =
        new AudioFrame(new SessionId("s1"), 3, 16_000, 1, Bytes.wrap(new byte[] {1, 2}), true);
    assertThat(Json.text(frame))
        .isEqualTo(
            "{\"session_id\":\"s1\",\"sequence\":3,\"sample_rate\":16000,\"channels\":1,\"pcm\":\"AQI=\",\"final\":true}");
    assertThat(Json.read(Json.write(frame), AudioFrame.class)).isEqualTo(frame);
  }

  @Test
  void saysWhichFieldIsWrong() {
    assertThatThrownBy(() -> Json.read("{\"session_id\":\"a b\"}", Transcript.class))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("session_id")
        .hasMessageContaining("use 1 to 64");
    assertThatThrownBy(() -> Json.read("{\"sequence\":\"x\"}", AudioFrame.class))
        .hasMessageContaining("sequence");
  }

  @Test
  void refusesWhatIsNoJsonAndWhatIsTooMuch() {
    assertThatThrownBy(() -> Json.readObject("{\"a\":")).isInstanceOf(JsonException.class);
    assertThatThrownBy(() -> Json.readObject("[]")).isInstanceOf(JsonException.class);
    assertThatThrownBy(() -> Json.readObject("null")).isInstanceOf(JsonException.class);
    assertThatThrownBy(() -> Json.readObject("{\"a\":1,\"a\":2}")).hasMessageContaining("uplicate");
    assertThatThrownBy(() -> Json.readObject("{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}"))
        .isInstanceOf(JsonException.class);
    assertThatThrownBy(() -> Json.readObject(new byte[Json.MOST_BYTES + 1]))
        .hasMessageContaining("at most");
  }

  @Test
  void printsALedgerWithItsStages() {
    assertThat(Json.text(new Ledger(12.34, Map.of(Stage.TTS, 12.0))))
        .startsWith("{\"total_ms\":12.3,\"stages\":{\"endpoint\":0.0")
        .contains("\"unattributed\":0.3");
  }
}
