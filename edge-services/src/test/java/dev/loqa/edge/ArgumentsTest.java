package dev.loqa.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
  @Test
  void severalKindsAndAFile() {
    Arguments arguments = Arguments.parse(List.of("tts", "--config", "edge.yaml", "llm", "tts"));

    assertThat(arguments.kinds()).containsExactly(Kind.TTS, Kind.LLM);
    assertThat(arguments.config()).isEqualTo(Path.of("edge.yaml"));
  }

  @Test
  void aConfigurationCanBeCheckedAlone() {
    Arguments arguments = Arguments.parse(List.of("stt", "--check-config", "--config", "e.yaml"));

    assertThat(arguments.check()).isTrue();
    assertThat(arguments.kinds()).containsExactly(Kind.STT);
  }

  @Test
  void helpNamesEveryKindAndAnExample() {
    assertThat(Arguments.parse(List.of("tts", "--help")).help()).isTrue();
    assertThat(Arguments.HELP).contains("stt", "tts", "llm", "satellite", "example:");
  }

  @ParameterizedTest
  @CsvSource({"tts --config, has no file", "'', no kind of service", "sst, use one of stt"})
  void wrongUseIsSaidInWordsWithExitCode2(String line, String fault) {
    List<String> words = line.isEmpty() ? List.of() : List.of(line.split(" ", -1));

    assertThatThrownBy(() -> Arguments.parse(words))
        .isInstanceOf(EdgeException.class)
        .hasMessageContaining(fault)
        .extracting(e -> ((EdgeException) e).exitCode())
        .isEqualTo(2);
  }
}
