package dev.loqa.bench.stt;

import dev.loqa.loqad.home.Entity;
import dev.loqa.loqad.home.Home;
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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What can be said to a house with the skills that come with Loqa and the demo home, as the ears
/// get it, and a hundred sentences that people say to such a house.
final class House {
  private static final String TARGET = "target";
  private static final String AREA = "area";
  private static final String KIND = "kind";

  private final Home home;
  private final Matcher matcher;
  private final WordGraph graph;

  private House(Home home, SkillCatalog catalog) {
    this.home = home;
    this.matcher = catalog.matcher();
    this.graph = WordGraph.of(catalog.heard());
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
      Home home = new SimulatedHome(Optional.empty());
      return new House(home, SkillCatalog.of(manifests, home, "en"));
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

  /// Whether two transcripts have the same meaning: the same intent with the same values, or for
  /// the same things: "the kitchen light" is "the kitchen lights" where the kitchen has one.
  boolean same(String said, String heard) {
    Optional<String> meant = meaning(said);
    return meant.isPresent() && meant.equals(meaning(heard));
  }

  private Optional<String> meaning(String words) {
    return matcher.match(words).stream().findFirst().map(this::written);
  }

  private String written(IntentMatch match) {
    Map<String, Object> meant = new TreeMap<>(match.slots());
    Set<String> things = things(String.valueOf(meant.get(AREA)), String.valueOf(meant.get(KIND)));
    if (meant.get(TARGET) instanceof String target) {
      meant.put(TARGET, Set.of(target));
    } else if (!things.isEmpty()) {
      meant.keySet().removeAll(Set.of(AREA, KIND));
      meant.put(TARGET, things);
    }
    return match.intent() + " " + meant;
  }

  /// The things of this kind in this room; none when the kind is no kind of thing, such as `all`.
  private Set<String> things(String area, String kind) {
    return home.entities().values().stream()
        .filter(thing -> thing.area().equalsIgnoreCase(area))
        .filter(thing -> kind.equals(thing.kind()) || kind.equals(thing.kind() + "s"))
        .map(Entity::id)
        .collect(Collectors.toCollection(TreeSet::new));
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

  /// What people say to each other, as far as the house does not understand it.
  List<String> otherSentences() {
    return lines("no-commands.txt").stream()
        .filter(sentence -> meaning(sentence).isEmpty())
        .toList();
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
