package dev.loqa.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.config.ConfigException;
import dev.loqa.base.config.ConfigSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every key of the engines can be overridden by the environment.
final class EnvironmentTest {
  /// A value that no key has, and that most do not take.
  private static final String STRANGE = "strange value";

  /// Maps whose keys the owner chooses: only those that stand in the file can be overridden.
  private static final String OWNERS_KEYS = "(voices)";

  static Stream<String> keys() {
    ConfigSource source = source(Map.of());
    EdgeConfig _ = EdgeConfig.read(source, List.of(Kind.STT, Kind.TTS, Kind.LLM));
    return source.keys().stream()
        .map(ConfigSource.KeyInfo::path)
        .filter(path -> path.matches("(stt|tts|llm|satellite)\\..*"))
        .filter(path -> !path.matches(".*\\." + OWNERS_KEYS + "\\..*"));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void everyKeyIsOverriddenByItsVariable(String key) {
    String variable = "LOQA_" + key.replace('.', '_').toUpperCase(Locale.ROOT);
    ConfigSource source = source(Map.of(variable, STRANGE));
    String seen;
    try {
      EdgeConfig _ = EdgeConfig.read(source, List.of(Kind.STT, Kind.TTS, Kind.LLM));
      seen =
          source.keys().stream()
              .filter(info -> info.path().equals(key))
              .map(ConfigSource.KeyInfo::value)
              .findFirst()
              .orElse("");
    } catch (ConfigException e) {
      // It was looked at and refused, with the place where it can be put right.
      seen = String.join("\n", e.problems());
      assertThat(seen).contains("the environment: " + variable + ": " + key);
    }
    assertThat(seen).containsAnyOf(STRANGE, "(set)");
  }

  private static ConfigSource source(Map<String, String> environment) {
    return ConfigSource.parse("".getBytes(UTF_8), "edge.yaml", environment);
  }
}
