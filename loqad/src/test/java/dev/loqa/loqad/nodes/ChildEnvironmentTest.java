package dev.loqa.loqad.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ChildEnvironmentTest {
  @Test
  void givesNoChildTheNameOrThePortOfLoqad() {
    Map<String, String> given =
        ChildEnvironment.of(
            "stt",
            Map.of(
                "LOQA_NODE_ID", "attic",
                "LOQA_NODE_ROOM", "attic",
                "LOQA_HTTP_PORT", "7000",
                "LOQA_BUS_SERVERS", "tls://elsewhere:4222",
                "LOQA_DATA", "/srv/loqa",
                "SOME_API_KEY", "secret"));
    assertThat(given).isEmpty();
  }

  @Test
  void givesAChildTheOverridesOfItsOwnBlockOnly() {
    Map<String, String> ours =
        Map.of("LOQA_STT_ENGINE", "whisper", "LOQA_TTS_LANGUAGE", "de", "LOQA_LOG_LEVEL", "DEBUG");
    assertThat(ChildEnvironment.of("stt", ours))
        .isEqualTo(Map.of("LOQA_STT_ENGINE", "whisper", "LOQA_LOG_LEVEL", "DEBUG"));
    assertThat(ChildEnvironment.of("tts", ours))
        .isEqualTo(Map.of("LOQA_TTS_LANGUAGE", "de", "LOQA_LOG_LEVEL", "DEBUG"));
  }

  @Test
  void givesWhatTheMachineNeeds() {
    Map<String, String> ours =
        Map.of(
            "PATH", "/usr/bin",
            "HOME", "/home/anna",
            "LC_ALL", "C.UTF-8",
            "XDG_RUNTIME_DIR", "/run/user/1000",
            "PULSE_SERVER", "unix:/run/pulse",
            "CUDA_VISIBLE_DEVICES", "0");
    assertThat(ChildEnvironment.of("satellite", ours)).isEqualTo(ours);
  }
}
