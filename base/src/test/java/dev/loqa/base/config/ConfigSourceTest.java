package dev.loqa.base.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConfigSourceTest {
  private static ConfigSource source(String yaml, Map<String, String> environment) {
    return ConfigSource.parse(yaml.getBytes(StandardCharsets.UTF_8), "loqa.yaml", environment);
  }

  private static void ask(ConfigSource source) {
    ConfigSection stt = source.root().section("stt");
    stt.integer("sample_rate_hz", 16_000, 8_000, 48_000, "rate");
    stt.flag("partials", true, "partials");
    stt.oneOf("engine", "pocketsphinx", List.of("pocketsphinx", "whisper"), "engine");
    stt.texts("languages", List.of("en"), "languages");
  }

  @Test
  void fiveFaultsAreFiveProblems() {
    ConfigSource source =
        source(
            """
            stt:
              sample_rate_hz: 4000
              partials: maybe
              engine: wisper
              languages: en
              sampel_rate_hz: 3
            """,
            Map.of());
    ask(source);
    assertThatThrownBy(source::check)
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .containsExactlyInAnyOrder(
                        "loqa.yaml:2: stt.sample_rate_hz: is 4000: use a whole number from 8000 to 48000",
                        "loqa.yaml:3: stt.partials: is \"maybe\": use true or false",
                        "loqa.yaml:4: stt.engine: is \"wisper\": did you mean \"whisper\"?",
                        "loqa.yaml:5: stt.languages: is no list: write `- item` lines below it",
                        "loqa.yaml:6: stt.sampel_rate_hz: is not known: did you mean \"sample_rate_hz\"?"));
  }

  @Test
  void anEnvironmentVariableWins() {
    ConfigSource source =
        source("stt:\n  sample_rate_hz: 22050", Map.of("LOQA_STT_SAMPLE_RATE_HZ", "44100"));
    assertThat(
            source.root().section("stt").integer("sample_rate_hz", 16_000, 8_000, 48_000, "rate"))
        .isEqualTo(44_100);
    source.check();
  }

  @Test
  void whatIsWrongInTheEnvironmentIsLookedForThere() {
    ConfigSource source =
        source(
            "stt:\n  engine: whisper", Map.of("LOQA_STT_ENGINE", "wisper", "LOQA_STT_PORT", "x"));
    ConfigSection stt = source.root().section("stt");
    assertThat(stt.oneOf("engine", "none", List.of("none", "whisper"), "engine")).isEqualTo("none");
    assertThat(stt.text("port", "", "port")).isEqualTo("x");
    source.fault("stt.port", "x", "use a number");
    assertThatThrownBy(source::check)
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "the environment: LOQA_STT_ENGINE: stt.engine: is \"wisper\": did you mean \"whisper\"?",
                        "the environment: LOQA_STT_PORT: stt.port: is \"x\": use a number"));
  }

  @Test
  void remembersEveryKeyWithItsDefaultButNoSecret() {
    ConfigSource source = source("http:\n  token: hunter2", Map.of());
    assertThat(source.root().section("http").secret("token", "bearer token")).isEqualTo("hunter2");
    assertThat(source.keys())
        .containsExactly(new ConfigSource.KeyInfo("http.token", "(set)", "", "bearer token"));
  }

  @Test
  void aMissingFileIsSaidInWords() {
    assertThatThrownBy(() -> ConfigSource.read(Path.of("no-such-file.yaml"), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("no-such-file.yaml")
        .hasMessageContaining("check the path");
  }

  @Test
  void refusesWhatIsTooCleverOrTooLarge() {
    for (String bad :
        List.of(
            "a: 1\na: 2",
            "a: &x 1\nb: 2",
            "a: *x",
            "a: !!int 3",
            "<<: {a: 1}",
            "a: 1\n---\nb: 2",
            "a: [",
            "a: \0")) {
      assertThatThrownBy(() -> source(bad, Map.of()))
          .as(bad)
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("loqa.yaml:");
    }
    assertThatThrownBy(() -> source("#" + "x".repeat(300_000), Map.of()))
        .hasMessageContaining("keep it within");
    assertThatThrownBy(
            () -> YamlTree.parse("a: 1".getBytes(StandardCharsets.UTF_16), "m.yaml", 1_000))
        .hasMessageContaining("UTF-8");
    assertThatThrownBy(() -> source("[".repeat(40) + "]".repeat(40), Map.of()))
        .isInstanceOf(ConfigException.class);
  }

  @Test
  void anEmptyFileHasEveryDefault() {
    ConfigSource source = source("# nothing\n", Map.of());
    ask(source);
    source.check();
    assertThat(source.keys()).hasSize(4).allMatch(key -> key.value().equals(key.defaultValue()));
  }

  @Test
  void onIsAWordAndNotTrue() {
    assertThat(new YamlNode.Scalar(1, "on", true).value()).isEqualTo("on");
    assertThat(new YamlNode.Scalar(1, "1e3", true).value()).isEqualTo(1000.0);
    assertThat(new YamlNode.Scalar(1, "12", false).value()).isEqualTo("12");
  }
}
