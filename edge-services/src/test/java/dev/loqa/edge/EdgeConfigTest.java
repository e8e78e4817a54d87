package dev.loqa.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.loqa.base.config.ConfigException;
import dev.loqa.base.config.ConfigSource;
import dev.loqa.edge.llm.LlmConfig;
import dev.loqa.edge.llm.Tier;
import dev.loqa.edge.llm.http.ServerAddress;
import dev.loqa.edge.satellite.PipeConfig;
import dev.loqa.edge.satellite.TurnTimes;
import dev.loqa.edge.tts.TtsConfig;
import dev.loqa.edge.tts.espeak.EspeakOptions;
import dev.loqa.edge.tts.kokoro.KokoroOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EdgeConfigTest {
  private static final String EVERY_KEY =
      """
      node: {id: kitchen-pi, room: kitchen}
      bus: {servers: ["tls://core:4222"], pki: /var/lib/loqa/pki, connect_within_ms: 5000}
      tts:
        engine: espeak-ng
        espeak: /opt/espeak-ng
        language: de
        voices: {fr: fr-fr}
        words_per_minute: 200
        spare: 1
        max_chars: 100
        workers: 1
        waiting_per_session: 1
        waiting_in_all: 2
        stall_ms: 1000
        lead_ms: 2000
        original_audio: true
      models: {folder: /srv/models}
      llm:
        engine: openai
        url: http://box:8080/v1/
        key_file: /etc/loqa/key
        models: {fast: small, rich: large}
        tier: rich
        first_ms: 2000
        silence_ms: 1500
        keep_alive_ms: 60000
        cache_prompt: false
        deadline_ms: 1000
        at_once: 2
        waiting: 0
        max_prompt_chars: 500
        max_answer_chars: 600
        max_tokens: 50
        temperature: 0.1
      satellite:
        id: left-speaker
        frame_ms: 32
        tail_ms: 1000
        open_within_ms: 1001
        final_within_ms: 1002
        retakes: 3
        answer_within_ms: 1003
        silence_within_ms: 1004
        patience_ms: 1005
        source: arecord -t raw
        source_rate_hz: 48000
        sink: aplay
        sink_rate_hz: 44100
      """;

  @Test
  void anEmptyFileHasTheUsualValues() {
    EdgeConfig config = read("");

    assertThat(config.node().value()).isEqualTo("edge-tts-satellite");
    assertThat(config.servers()).containsExactly("tls://127.0.0.1:4222");
    assertThat(config.pki()).isNull();
    assertThat(config.tts().service()).isEqualTo(TtsConfig.DEFAULT);
    assertThat(config.tts().espeak()).isEqualTo(EspeakOptions.DEFAULT);
    assertThat(config.tts().kokoro()).isNull();
    assertThat(config.llm()).isEqualTo(LlmConfig.DEFAULT);
    assertThat(config.satellite().times()).isEqualTo(TurnTimes.DEFAULT);
    assertThat(config.pipe()).isEqualTo(PipeConfig.NONE);
    assertThat(config.models()).endsWithRaw(Path.of(".local/share/loqa/models"));
  }

  @Test
  void everyKeyOfTheNodeIsRead() {
    EdgeConfig config = read(EVERY_KEY);

    assertThat(config.node().value()).isEqualTo("kitchen-pi");
    assertThat(config.servers()).containsExactly("tls://core:4222");
    assertThat(config.pki()).isEqualTo(Path.of("/var/lib/loqa/pki"));
    assertThat(config.connectWithin()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.models()).isEqualTo(Path.of("/srv/models"));
  }

  @Test
  void everyKeyOfTheVoiceIsRead() {
    EdgeConfig config = read(EVERY_KEY);

    assertThat(config.tts().service())
        .isEqualTo(
            new TtsConfig(100, 1, 1, 2, Duration.ofSeconds(1), Duration.ofSeconds(2), "de", true));
    assertThat(config.tts().espeak())
        .isEqualTo(
            new EspeakOptions(
                "/opt/espeak-ng", "de", Map.of("en", "en-us", "de", "de", "fr", "fr-fr"), 200, 1));
  }

  @Test
  void everyKeyOfTheModelIsRead() {
    EdgeConfig config = read(EVERY_KEY);

    assertThat(config.llm())
        .isEqualTo(
            new LlmConfig(
                Duration.ofSeconds(1),
                2,
                0,
                500,
                600,
                50,
                0.1,
                Tier.RICH,
                Map.of(Tier.FAST, "small", Tier.RICH, "large")));
    assertThat(config.model().address())
        .isEqualTo(
            new ServerAddress(
                URI.create("http://box:8080"),
                Path.of("/etc/loqa/key"),
                Duration.ofSeconds(2),
                Duration.ofMillis(1_500)));
    assertThat(config.model().keepAlive()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.model().cachePrompt()).isFalse();
  }

  @Test
  void everyKeyOfTheSatelliteIsRead() {
    EdgeConfig config = read(EVERY_KEY);

    assertThat(config.satellite().id()).isEqualTo("left-speaker");
    assertThat(config.satellite().room()).isEqualTo("kitchen");
    assertThat(config.satellite().times())
        .isEqualTo(
            new TurnTimes(
                Duration.ofMillis(32),
                Duration.ofMillis(1_000),
                Duration.ofMillis(1_001),
                Duration.ofMillis(1_002),
                3,
                Duration.ofMillis(1_003),
                Duration.ofMillis(1_004),
                Duration.ofMillis(1_005)));
    assertThat(config.pipe()).isEqualTo(new PipeConfig("arecord -t raw", 48_000, "aplay", 44_100));
  }

  @Test
  void everyKeyOfKokoroIsRead() {
    EdgeConfig config =
        read(
            """
            tts:
              engine: kokoro
              espeak: /opt/espeak-ng
              language: de
              kokoro:
                model: /models/kokoro.onnx
                voice_files: /models/voices
                voices: {en: bf_emma, fr: ff_siwis}
                speed: 1.1
                threads: 3
                lexicon: /etc/loqa/words.txt
                cache_kib: 100
            """);

    assertThat(config.tts().kokoro())
        .isEqualTo(
            new KokoroOptions(
                Path.of("/models/kokoro.onnx"),
                Path.of("/models/voices"),
                Map.of("en", "bf_emma", "fr", "ff_siwis"),
                "de",
                1.1,
                3,
                Path.of("/etc/loqa/words.txt"),
                100,
                "/opt/espeak-ng"));
  }

  @Test
  void everyFaultOfAFileIsReported() {
    ConfigException faults =
        catchThrowableOfType(
            ConfigException.class,
            () ->
                read(
                    """
                    node: {id: "a b"}
                    tts: {workers: 0, language: xx, engine: festival}
                    satellite: {frame_ms: 5, sinc: aplay}
                    llm: {engine: ollama, url: "box:11434"}
                    """));

    assertThat(faults.problems())
        .hasSize(8)
        .anyMatch(p -> p.contains("node.id"))
        .anyMatch(p -> p.contains("tts.workers"))
        .anyMatch(p -> p.contains("tts.voices"))
        .anyMatch(p -> p.contains("tts.engine"))
        .anyMatch(p -> p.contains("satellite.frame_ms"))
        .anyMatch(p -> p.contains("llm.url"))
        .anyMatch(p -> p.contains("llm.models.balanced") && p.contains("llama3.2"))
        .anyMatch(p -> p.contains("satellite.sinc") && p.contains("\"sink\""));
  }

  @Test
  void kokoroNeedsAModelAndVoices() {
    ConfigException faults =
        catchThrowableOfType(
            ConfigException.class, () -> read("tts: {engine: kokoro, kokoro: {speed: 9}}"));

    assertThat(faults.problems())
        .hasSize(3)
        .anyMatch(p -> p.contains("tts.kokoro.model"))
        .anyMatch(p -> p.contains("tts.kokoro.voice_files"))
        .anyMatch(p -> p.contains("tts.kokoro.speed"));
  }

  private static EdgeConfig read(String yaml) {
    ConfigSource source = ConfigSource.parse(yaml.getBytes(UTF_8), "edge.yaml", Map.of());
    return EdgeConfig.read(source, List.of(Kind.TTS, Kind.SATELLITE));
  }
}
