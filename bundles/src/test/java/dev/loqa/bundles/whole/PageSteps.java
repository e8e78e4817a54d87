package dev.loqa.bundles.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Does what a page says, in one folder and against one house: a comment above a block says what
/// the block is. `run [CODE]` runs its commands, `prints` is part of what the last one printed,
/// `agree` runs the command that the last one named, `replace FILE OLD -> NEW` edits a file.
final class PageSteps {
  private static final Duration COMMAND = Duration.ofMinutes(3);
  private static final Pattern MARKED =
      Pattern.compile("<!-- (.*?) -->\\n(?:```[a-z]*\\n(.*?)```\\n)?", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  private final Path folder;
  private final Path data;
  private String last = "";

  PageSteps(Path folder, Path data) {
    this.folder = folder;
    this.data = data;
  }

  /// Does every step of the page; how many commands there were.
  int follow(Path page) throws IOException {
    int commands = 0;
    for (MatchResult step : MARKED.matcher(Files.readString(page)).results().toList()) {
      String block = step.group(2) == null ? "" : step.group(2);
      String[] words = step.group(1).split(" ", 3);
      switch (words[0]) {
        case "run" -> {
          int code = words.length > 1 ? Integer.parseInt(words[1]) : 0;
          for (String line : block.lines().toList()) {
            run(code, line);
            commands++;
          }
        }
        case "prints" -> assertThat(last).contains(block.strip());
        case "agree" ->
            run(0, last.lines().filter(line -> line.contains(" --consent ")).toList().getLast());
        case "replace" -> replace(folder.resolve(words[1]), words[2].split(" -> ", 2));
        default -> throw new AssertionError("the page has a comment nobody knows: " + words[0]);
      }
    }
    return commands;
  }

  private static void replace(Path file, String[] change) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(change[0]);
    Files.writeString(file, text.replace(change[0], change[1]));
  }

  /// Runs a line of the page, or one that a command printed, and keeps what it prints.
  String run(int code, String line) {
    String command = line.replaceFirst("^.*?(\\./loqa skill|loqa-skill) ", "");
    assertThat(command).as("a command of loqa-skill").isNotEqualTo(line);
    List<String> arguments = new ArrayList<>();
    WORD.matcher(command)
        .results()
        .forEach(word -> arguments.add(word.group(1) == null ? word.group(2) : word.group(1)));
    try (Program program = Program.skill(folder, Map.of("LOQA_DATA", data.toString()), arguments)) {
      int ended = program.ended(COMMAND);
      last = program.output();
      assertThat(ended).as(line + "\n" + last).isEqualTo(code);
      return last;
    }
  }
}
