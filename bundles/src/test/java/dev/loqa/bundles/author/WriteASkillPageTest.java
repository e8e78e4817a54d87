package dev.loqa.bundles.author;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The page says what happens: its files are written, its commands run, and what it shows as
/// printed is what they print. A comment above a block says which it is.
final class WriteASkillPageTest {
  private static final Path PAGE = LoqaSkill.ROOT.resolve("docs/how-to/write-a-skill.md");

  /// A comment, or a comment and the block below it.
  private static final Pattern MARKED =
      Pattern.compile("<!-- (.*?) -->\\n(?:```[a-z]*\\n(.*?)```\\n)?", Pattern.DOTALL);

  @TempDir Path folder;
  private LoqaSkill.Ran last = new LoqaSkill.Ran(0, "");

  @ParameterizedTest
  @ValueSource(strings = {"java", "c", "assemblyscript"})
  void everyBlockOfThePageIsTrue(String language) throws IOException, InterruptedException {
    LoqaSkill.assumeTools(language);
    int steps = 0;
    for (MatchResult step : marked()) {
      steps += does(step.group(1), step.group(2) == null ? "" : step.group(2), language) ? 1 : 0;
    }
    assertThat(steps).isPositive();
  }

  private static List<MatchResult> marked() throws IOException {
    return new ArrayList<>(MARKED.matcher(Files.readString(PAGE)).results().toList());
  }

  /// Does one step, if it belongs to the language.
  private boolean does(String what, String block, String language)
      throws IOException, InterruptedException {
    String[] words = what.split("[: ]+", 3);
    boolean java = language.equals("java");
    switch (words[0]) {
      case "file" -> {
        if (java) {
          Path file = folder.resolve(words[1]);
          assertThat(file).as("the page writes what init made").exists();
          Files.writeString(file, block);
        }
      }
      case "replace" -> {
        if (java) {
          String[] change = words[2].split(" -> ", 2);
          Path file = folder.resolve(words[1]);
          String text = Files.readString(file);
          assertThat(text).contains(change[0]);
          Files.writeString(file, text.replace(change[0], change[1]));
        }
      }
      case "run" -> {
        boolean named = words.length > 1 && words[1].matches("[a-z]+");
        if (named ? words[1].equals(language) : java) {
          run(block, words.length > 1 && !named ? Integer.parseInt(words[1]) : 0);
          return true;
        }
        return false;
      }
      case "prints" -> {
        if (java) {
          assertThat(last.output()).contains(block);
        }
      }
      default -> throw new AssertionError("the page has a comment nobody knows: " + what);
    }
    return java;
  }

  private void run(String commands, int expected) throws IOException, InterruptedException {
    for (String line : commands.lines().toList()) {
      String[] words = line.replaceAll(" +#.*", "").split(" ", -1);
      assertThat(words[0]).isEqualTo("loqa-skill");
      last = LoqaSkill.in(folder, List.of(words).subList(1, words.length));
      LoqaSkill.assumeInstalled(last);
      assertThat(last.code()).as(line + "\n" + last.output()).isEqualTo(expected);
    }
  }
}
