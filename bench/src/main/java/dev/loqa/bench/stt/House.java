package dev.loqa.bench.stt;

import dev.loqa.loqad.home.SimulatedHome;
import dev.loqa.loqad.skills.SkillCatalog;
import dev.loqa.skillhost.SkillFolder;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.understanding.IntentMatch;
import dev.loqa.understanding.Matcher;
import dev.loqa.understanding.grammar.WordGraph;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// What can be said to a house with the skills that come with Loqa and the demo home, as the ears
/// get it, and a hundred sentences that people say to such a house.
final class House {
  private final Matcher matcher;
  private final WordGraph graph;

  private House(Matcher matcher) {
    this.matcher = matcher;
    this.graph = WordGraph.of(matcher.lexicon());
  }

  /// Over the skills of this checkout.
  static House of(Path root) {
    try (Stream<Path> folders = Files.list(root.resolve("skills"))) {
      List<Manifest> manifests =
          folders
              .sorted()
              .filter(folder -> Files.exists(folder.resolve("skill.yaml")))
              .map(folder -> SkillFolder.read(folder).manifest())
              .toList();
      return new House(
          SkillCatalog.of(manifests, new SimulatedHome(Optional.empty()), "en").matcher());
    } catch (IOException e) {
      throw new UncheckedIOException("the skills of " + root + " can't be read", e);
    }
  }

  String fsg() {
    return graph.toFsg("house");
  }

  Matcher matcher() {
    return matcher;
  }

  /// How large it is, for the notes of a table.
  String size() {
    return graph.words().size() + " words, " + graph.states() + " states";
  }

  /// Whether two transcripts have the same meaning: the same intent with the same values.
  boolean same(String said, String heard) {
    Optional<String> meant = meaning(said);
    return meant.isPresent() && meant.equals(meaning(heard));
  }

  private Optional<String> meaning(String words) {
    return matcher.match(words).stream().findFirst().map(House::written);
  }

  private static String written(IntentMatch match) {
    return match.intent() + " " + match.slots();
  }

  /// The sentences, all of which the house understands.
  List<String> sentences() {
    List<String> sentences = lines("commands.txt");
    for (String sentence : sentences) {
      if (meaning(sentence).isEmpty()) {
        throw new IllegalStateException(
            "nobody understands \"" + sentence + "\": say it otherwise");
      }
    }
    return sentences;
  }

  /// The lines of a text beside this class.
  static List<String> lines(String name) {
    try (var in = Objects.requireNonNull(House.class.getResourceAsStream(name), name);
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
