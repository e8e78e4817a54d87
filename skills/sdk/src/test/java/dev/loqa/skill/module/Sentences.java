package dev.loqa.skill.module;

import dev.loqa.skill.json.Json;
import dev.loqa.skill.test.SkillCase;
import dev.loqa.skillhost.SkillFolder;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.understanding.IntentMatch;
import dev.loqa.understanding.IntentSpec;
import dev.loqa.understanding.Lexicon;
import dev.loqa.understanding.ListValue;
import dev.loqa.understanding.Matcher;
import dev.loqa.understanding.SlotSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Whether the sentences of a skill's cases lead to its intents when all our skills are installed.
final class Sentences {
  private final Matcher matcher;

  private Sentences(Matcher matcher) {
    this.matcher = matcher;
  }

  /// Reads every skill beside this one.
  static Sentences ofAllSkills(Path skills) {
    List<Lexicon> lexicons = new ArrayList<>();
    try (Stream<Path> folders = Files.list(skills)) {
      for (Path folder : folders.sorted().toList()) {
        if (Files.exists(folder.resolve("skill.yaml"))) {
          lexicons.add(lexicon(SkillFolder.read(folder).manifest()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Sentences(Matcher.compile(Lexicon.join(lexicons)));
  }

  static boolean covers(SkillCase c) {
    return !c.sentence().isEmpty() && c.envelope().at("language").text("").equals("en");
  }

  List<String> problems(SkillCase c) {
    List<IntentMatch> matches = matcher.match(c.sentence());
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

  private static Lexicon lexicon(Manifest manifest) {
    List<IntentSpec> intents = new ArrayList<>();
    manifest
        .intents()
        .forEach((id, intent) -> {
          Map<String, SlotSpec> slots = new LinkedHashMap<>();
          intent
              .slots()
              .forEach((name, slot) ->
                  slots.put(
                      name, new SlotSpec(slot.type(), slot.required(), slot.ask(), slot.list())));
          intents.add(new IntentSpec(id, intent.sentences(), slots));
        });
    Map<String, List<ListValue>> lists = new LinkedHashMap<>();
    manifest
        .texts("en")
        .lists()
        .forEach((name, values) ->
            lists.put(
                name,
                values.stream().map(value -> new ListValue(value.in(), value.out())).toList()));
    return Lexicon.english(intents, lists);
  }
}
