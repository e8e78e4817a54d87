package dev.loqa.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.loqa.base.config.ConfigException;
import dev.loqa.base.config.ConfigSource;
import dev.loqa.edge.stt.HttpSettings;
import dev.loqa.edge.stt.SttConfig;
import dev.loqa.edge.stt.vad.VadSettings;
import dev.loqa.protocol.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SttBlockTest {
  @Test
  void anEmptyBlockHasTheUsualValues() {
    assertThat(read("", Map.of())).isEqualTo(SttConfig.defaults(new NodeId("edge-stt")));
  }

  @Test
  void everyKeyOfAServerIsRead() {
    var config =
        read(
            """
            stt:
              engine: http
              http: {url: "https://h/v1", model: m, key: k, key_file: /f, prompt: false, detailed: true, deadline_ms: 900}
            """,
            Map.of());

    assertThat(config.engine()).isEqualTo("http");
    assertThat(config.http())
        .isEqualTo(
            new HttpSettings("https://h/v1", "m", "k", "/f", false, true, Duration.ofMillis(900)));
  }

  @Test
  void whatTellsVoiceIsRead() {
    assertThat(read("stt: {vad: builtin}", Map.of()).vad().use()).isEqualTo("builtin");
    assertThat(read("stt: {silero: {model: mine}}", Map.of()).vad())
        .isEqualTo(new VadSettings("auto", "mine"));
    assertThat(read("", Map.of("LOQA_STT_VAD", "silero")).vad())
        .isEqualTo(new VadSettings("silero", "silero-vad"));
    assertThatThrownBy(() -> read("stt: {vad: loud}", Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("stt.vad")
        .hasMessageContaining("auto, builtin, silero");
  }

  @Test
  void theKeyMayStandInTheEnvironment() {
    var config = read("", Map.of("LOQA_STT_HTTP_KEY", "from outside"));

    assertThat(config.http().key()).isEqualTo("from outside");
  }

  @Test
  void everyFaultOfTheBlockIsReported() {
    var faults =
        catchThrowableOfType(
            ConfigException.class,
            () ->
                read(
                    """
                    stt:
                      engine: http
                      recognizers: 0
                      http: {url: localhost, deadline_ms: 1, prompts: false}
                    """,
                    Map.of()));

    assertThat(faults.problems())
        .hasSize(4)
        .anyMatch(p -> p.contains("stt.recognizers"))
        .anyMatch(p -> p.contains("stt.http.url") && p.contains("http://127.0.0.1:8000/v1"))
        .anyMatch(p -> p.contains("stt.http.deadline_ms"))
        .anyMatch(p -> p.contains("stt.http.prompts") && p.contains("\"prompt\""));
  }

  private static SttConfig read(String yaml, Map<String, String> environment) {
    var source = ConfigSource.parse(yaml.getBytes(UTF_8), "edge.yaml", environment);
    return EdgeConfig.read(source, List.of(Kind.STT)).stt();
  }
}
