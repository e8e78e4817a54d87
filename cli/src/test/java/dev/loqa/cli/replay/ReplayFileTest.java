package dev.loqa.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.cli.api.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayFileTest {
  @TempDir private Path folder = Path.of("");

  private List<ReplayEntry> parse(String... lines) {
    return ReplayFile.parse(folder.resolve("f.jsonl"), List.of(lines));
  }

  private String fault(String... lines) {
    Throwable thrown = org.assertj.core.api.Assertions.catchThrowable(() -> parse(lines));
    assertThat(thrown).isInstanceOf(CliException.class);
    return String.valueOf(thrown.getMessage()).replace(folder + "/", "");
  }

  @Test
  void readsEveryFieldOfAnEntry() {
    ReplayEntry entry =
        parse(
                "{\"at_ms\":20,\"text\":\"set a timer\",\"language\":\"en\",\"room\":\"kitchen\",\"speaker\":\"anna\","
                    + "\"expect\":{\"skill\":\"timer\",\"intent\":\"timer.start\",\"slots\":{\"duration\":300},"
                    + "\"reply_contains\":\"five\",\"receipt\":\"timer.start\"}}")
            .getFirst();

    assertThat(entry)
        .isEqualTo(
            new ReplayEntry(
                1,
                20,
                "set a timer",
                null,
                "en",
                "kitchen",
                "anna",
                new Expectation(
                    "timer", "timer.start", Map.of("duration", 300L), "five", "timer.start")));
  }

  @Test
  void skipsEmptyLinesAndRemarksAndKeepsTheLineNumbers() {
    List<ReplayEntry> entries = parse("# remark", "", "{\"text\":\"a\"}", "{\"text\":\"b\"}");

    assertThat(entries).extracting(ReplayEntry::line).containsExactly(3, 4);
  }

  @Test
  void reportsEveryBadLineWithItsNumber() {
    String fault =
        fault(
            "{\"text\":\"fine\"}",
            "no json",
            "{\"text\":\"a\",\"audio\":\"b.wav\"}",
            "{}",
            "{\"text\":\"a\",\"at_ms\":-1}",
            "{\"text\":\"a\",\"expect\":{\"intnet\":\"x\"}}",
            "{\"text\":7}");

    assertThat(fault.lines())
        .anyMatch(line -> line.startsWith("f.jsonl:2: the line: the text is no JSON object"))
        .anyMatch(line -> line.startsWith("f.jsonl:3: text, audio: are both given"))
        .anyMatch(line -> line.startsWith("f.jsonl:4: text, audio: are both missing"))
        .anyMatch(line -> line.startsWith("f.jsonl:5: at_ms: is -1"))
        .anyMatch(line ->
            line.startsWith("f.jsonl:6: expect.intnet: is not known") && line.contains("intent"))
        .anyMatch(line -> line.startsWith("f.jsonl:7: text: is no text"));
  }

  @Test
  void looksForAudioBesideTheFile() throws IOException {
    Files.write(folder.resolve("there.wav"), new byte[0]);

    assertThat(parse("{\"audio\":\"there.wav\"}").getFirst().audio())
        .isEqualTo(folder.resolve("there.wav"));
    assertThat(fault("{\"audio\":\"gone.wav\"}")).contains("f.jsonl:1: audio: ", "does not exist");
  }

  @Test
  void aFileWithoutEntriesOrWithoutTheFileIsAFault() {
    assertThat(fault("", "# nothing")).contains("has no entries");
    assertThatThrownBy(() -> ReplayFile.read(folder.resolve("none.jsonl")))
        .isInstanceOf(CliException.class)
        .hasMessageContaining("none.jsonl does not exist");
  }

  @Test
  void aFileThatIsNoTextIsAFault() throws IOException {
    Path file = folder.resolve("binary.jsonl");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});

    assertThatThrownBy(() -> ReplayFile.read(file)).hasMessageContaining("no UTF-8");
  }
}
