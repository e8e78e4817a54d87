package dev.loqa.skill.module;

import dev.loqa.skill.json.Json;
import dev.loqa.skill.test.SkillCase;
import dev.loqa.skillhost.SkillFolder;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.understanding.IntentMatch;
import dev.loqa.understanding.Lexicon;
import dev.loqa.understanding.Matcher;
import dev.loqa.understanding.language.Languages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether the sentences of a skill's cases lead to its intents when all our skills are installed.
final class Sentences {
  private final Map<String, Matcher> matchers = new LinkedHashMap<>();

  /// Reads every skill beside this one.
  static Sentences ofAllSkills(Path skills) {
    List<Manifest> manifests = new ArrayList<>();
    try (Stream<Path> folders = Files.list(skills)) {
      for (Path folder : folders.sorted().toList()) {
        if (Files.exists(folder.resolve("skill.yaml"))) {
          manifests.add(SkillFolder.read(folder).manifest());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Sentences sentences = new Sentences();
    for (String language : Languages.tags()) {
      List<Lexicon> lexicons =
          manifests.stream().map(manifest -> manifest.lexicon(language)).toList();
      sentences.matchers.put(language, Matcher.compile(Lexicon.join(lexicons)));
    }
    return sentences;
  }

  static boolean covers(SkillCase c) {
    return !c.sentence().isEmpty()
        && Languages.tags().contains(c.envelope().at("language").text(""));
  }

  List<String> problems(SkillCase c) {
    String language = c.envelope().at("language").text("");
    List<IntentMatch> matches =
        Optional.ofNullable(matchers.get(language))
            .map(matcher -> matcher.match(c.sentence()))
            .orElse(List.of());
    if (matches.isEmpty()) {
      return List.of(c.sentence() + ": nobody understands it");
    }
    IntentMatch best = matches.getFirst();
    Json slots = Json.parse(dev.loqa.base.json.Json.text(best.slots()));
    List<String> problems = new ArrayList<>();
    if (!best.intent().equals(c.envelope().at("intent").text(""))
        || !slots.equals(c.envelope().at("slots").asObject())) {
      problems.add(
          c.sentence()
              + ": means "
              + best.intent()
              + " "
              + slots.write()
              + ", expected "
              + c.envelope().at("intent").text("")
              + " "
              + c.envelope().at("slots").asObject().write());
      problems.addAll(best.trace());
    }
    return problems;
  }
}
