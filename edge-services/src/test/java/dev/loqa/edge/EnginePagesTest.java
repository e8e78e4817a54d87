package dev.loqa.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.config.ConfigSource;
import dev.loqa.edge.stt.vad.VadSettings;
import dev.loqa.edge.tts.kokoro.KokoroOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The configurations on the pages of the engines are read as an edge process reads them.
final class EnginePagesTest {
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  @ParameterizedTest
  @CsvSource({"recognizer-over-http.md, http", "whisper.md, whisper"})
  void everyConfigurationOfThePageChoosesItsEngine(String page, String engine) throws IOException {
    Path root = Path.of(System.getProperty("loqa.root", ".."));
    String text = Files.readString(root.resolve("docs/how-to").resolve(page));
    List<String> engines = new ArrayList<>();
    YAML.matcher(text)
        .results()
        .forEach(block -> {
          ConfigSource source = ConfigSource.parse(block.group(1).getBytes(UTF_8), page, Map.of());
          engines.add(EdgeConfig.read(source, List.of(Kind.STT)).stt().engine());
        });

    assertThat(engines).isNotEmpty().containsOnly(engine);
  }

  @Test
  void theConfigurationOfSilerosPageChoosesIt() throws IOException {
    Path root = Path.of(System.getProperty("loqa.root", ".."));
    String text = Files.readString(root.resolve("docs/how-to/silero.md"));
    String block = YAML.matcher(text).results().findFirst().orElseThrow().group(1);
    ConfigSource source = ConfigSource.parse(block.getBytes(UTF_8), "silero.md", Map.of());

    VadSettings vad = EdgeConfig.read(source, List.of(Kind.STT)).stt().vad();

    assertThat(vad.use()).isEqualTo("silero");
    assertThat(vad.model()).endsWith(".onnx");
  }

  @Test
  void theConfigurationOfKokorosPageChoosesIt() throws IOException {
    Path root = Path.of(System.getProperty("loqa.root", ".."));
    String text = Files.readString(root.resolve("docs/how-to/kokoro.md"));
    String block = YAML.matcher(text).results().findFirst().orElseThrow().group(1);
    ConfigSource source = ConfigSource.parse(block.getBytes(UTF_8), "kokoro.md", Map.of());

    KokoroOptions options = EdgeConfig.read(source, List.of(Kind.TTS)).tts().kokoro();

    assertThat(options).isNotNull();
    assertThat(options == null ? Map.of() : options.voices())
        .isEqualTo(Map.of("en", "af_heart", "en-gb", "bf_emma", "fr", "ff_siwis"));
  }
}
