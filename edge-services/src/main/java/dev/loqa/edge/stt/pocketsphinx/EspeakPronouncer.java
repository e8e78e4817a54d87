package dev.loqa.edge.stt.pocketsphinx;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks espeak-ng how a word sounds: one process for all words, a few milliseconds, at most ten
/// seconds.
///
/// Without espeak-ng it guesses nothing and says so once a call.
final class EspeakPronouncer implements Pronouncer {
  private static final Logger LOG = LoggerFactory.getLogger(EspeakPronouncer.class);
  private static final int WAIT_SECONDS = 10;
  private static final int WORD_LETTERS = 64;

  private final String command;

  EspeakPronouncer(String command) {
    this.command = command;
  }

  @Override
  public Map<String, List<String>> pronounce(Collection<String> words) {
    var asked =
        words.stream()
            .filter(word -> word.length() <= WORD_LETTERS)
            .filter(word -> word.codePoints().anyMatch(Character::isLetterOrDigit))
            .toList();
    try {
      var lines = run(asked);
      if (lines.size() != asked.size()) {
        LOG.atWarn()
            .addKeyValue("words", asked.size())
            .addKeyValue("answers", lines.size())
            .log("espeak-ng pronounced another number of words than asked");
        return Map.of();
      }
      var result = new HashMap<String, List<String>>();
      for (int i = 0; i < asked.size(); i++) {
        var word = asked.get(i);
        Arpabet.of(lines.get(i)).ifPresent(phones -> result.put(word, List.of(phones)));
      }
      return result;
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("command", command)
          .addKeyValue("fault", e.getMessage())
          .log("espeak-ng cannot pronounce new names, install it to have them recognised");
      return Map.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Map.of();
    }
  }

  private List<String> run(List<String> words) throws IOException, InterruptedException {
    if (words.isEmpty()) {
      return List.of();
    }
    var input = Files.createTempFile("loqa-names", ".txt");
    var output = Files.createTempFile("loqa-names", ".ipa");
    try {
      // A full stop ends the clause, so that each word answers on a line of its own.
      var clauses = new ArrayList<String>();
      words.forEach(word -> clauses.add(word.replaceAll("[^\\p{L}\\p{N}']+", " ").strip() + "."));
      Files.write(input, clauses, StandardCharsets.UTF_8);
      var process =
          new ProcessBuilder(command, "-q", "--ipa", "-v", "en-us", "--stdin")
              .redirectInput(input.toFile())
              .redirectOutput(output.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        if (!process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS)) {
          throw new IOException("no answer within " + WAIT_SECONDS + " s");
        }
      } finally {
        process.destroyForcibly();
      }
      return Files.readAllLines(output, StandardCharsets.UTF_8).stream()
          .filter(line -> !line.isBlank())
          .toList();
    } finally {
      Files.deleteIfExists(input);
      Files.deleteIfExists(output);
    }
  }
}
