package dev.loqa.skillhost.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skillhost.manifest.Finding;
import dev.loqa.skillhost.manifest.ManifestCheck;
import dev.loqa.skillhost.manifest.ManifestReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Each rule for manifests and locales has a manifest that breaks it and nothing else.
class ManifestRulesTest {
  private static final List<String> READERS = readers();

  /// Every file of the package that finds problems.
  private static List<String> readers() {
    return Source.in("manifest").stream()
        .filter(file -> !file.endsWith("Findings.java") && !file.endsWith("SentenceLines.java"))
        .filter(file -> Source.of(file).text().matches("(?s).*(problem|required)\\(.*"))
        .toList();
  }

  @TempDir Path folder;

  static List<ManifestFixtures.Fixture> manifests() {
    return ManifestFixtures.all();
  }

  private static ManifestReport check(ManifestFixtures.Fixture fixture) {
    Map<String, byte[]> locales = new HashMap<>();
    fixture.locales().forEach((name, text) -> locales.put(name, bytes(text)));
    return ManifestCheck.check(bytes(fixture.manifest()), locales, "skill");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void takesTheManifestThatTheOthersBreak() {
    assertThat(check(ManifestFixtures.whole()).problems()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void saysThatAndNothingElse(ManifestFixtures.Fixture fixture) {
    List<String> said =
        check(fixture).problems().stream().map(one -> one.thing() + ": " + one.fault()).toList();

    assertThat(said).anyMatch(one -> one.startsWith(fixture.fault()));
    if (fixture.alone()) {
      assertThat(said).hasSize(1);
    }
  }

  @Test
  void everyRuleHasAFixture() throws IOException {
    List<Finding> found = new ArrayList<>(unreadable());
    manifests().forEach(fixture -> found.addAll(check(fixture).problems()));
    List<String> without = new ArrayList<>();
    int rules = 0;
    for (String file : READERS) {
      for (Map.Entry<String, Predicate<Finding>> rule : rules(Source.of(file)).entrySet()) {
        rules++;
        if (found.stream().noneMatch(rule.getValue())) {
          without.add(rule.getKey());
        }
      }
    }
    for (Source.Call call : Source.of("manifest/SubjectRule.java").calls("Optional.of")) {
      for (Pattern why : Source.texts(call.arguments().getFirst())) {
        // Whether the owner must agree is asked of the same class and is no refusal.
        if (!why.pattern().contains("voice path") && !why.pattern().contains("another skill")) {
          rules++;
          if (found.stream().noneMatch(one -> why.matcher(one.fault()).find())) {
            without.add(call.place() + ": " + why);
          }
        }
      }
    }

    assertThat(without).as("rules without a fixture: add one to ManifestFixtures").isEmpty();
    assertThat(rules).as("rules that were found").isGreaterThan(100);
  }

  /// A key at each level of a manifest or locale that somebody may have meant: what it should be
  /// and where it stands, and each set of words that a value is one of.
  @ParameterizedTest
  @CsvSource({
    "capabilties, capabilities:, capabilties",
    "nmae, '  name:', metadata.nmae",
    "modul, '  module:', runtime.modul",
    "voic, voice:, surfaces.voic",
    "timrs, '  timers:', capabilities.timrs",
    "publsih, publish:, capabilities.bus.publsih",
    "kvs, '  storage: {kv', capabilities.storage.kvs",
    "sentnces, '    sentences:', intents.demo.go.sentnces",
    "requird, required:, intents.demo.go.slots.place.requird",
    "slot, 'demo.back, slots:', intents.demo.go.undo.slot",
    "alow, '{allow:', http.alow",
    "settng, setting:, http.allow[1].settng",
    "propertis, properties:, config.propertis",
    "formt, format:, config.properties.server.formt",
    "methds, methods:, http.allow[0].methds",
    "quota_kb, quota_kib:, storage.quota_kb",
    "max_activ, max_active:, timers.max_activ",
    "memroy_mib, memory_mib:, budgets.memroy_mib",
    "ot, ', out:', lists.places[1].ot",
  })
  void saysWhatAKeyWasMeantToBe(String wrong, String place, String thing) {
    String meant = place.replaceAll("[: {]*$", "").replaceAll(".*[ {,]", "");
    ManifestFixtures.Fixture whole = ManifestFixtures.whole();
    String changed =
        whole.manifest().replaceFirst(Pattern.quote(place), place.replace(meant, wrong));
    assertThat(changed).isNotEqualTo(whole.manifest());

    assertThat(ManifestCheck.check(bytes(changed), Map.of(), "skill").problems())
        .as(changed)
        .anySatisfy(found -> {
          assertThat(found.thing()).isEqualTo(thing);
          assertThat(found.fault()).isEqualTo("is unknown");
          assertThat(found.wayOut()).isEqualTo("did you mean \"" + meant + "\"?");
        });
  }

  @ParameterizedTest
  @CsvSource({
    "sentence: {}, sentence, sentences",
    "intents: {demo.back: {sentnces: []}}, intents.demo.back.sentnces, sentences",
    "sentences: {demo.bak: []}, sentences.demo.bak, demo.back",
    "intents: {demo.bak: {}}, intents.demo.bak, demo.back",
  })
  void saysWhatAKeyOfALocaleWasMeantToBe(String text, String thing, String meant) {
    byte[] manifest = bytes(ManifestFixtures.whole().manifest());

    assertThat(ManifestCheck.check(manifest, Map.of("de.yaml", bytes(text)), "skill").problems())
        .singleElement()
        .satisfies(found -> {
          assertThat(found.thing()).isEqualTo(thing);
          assertThat(found.wayOut()).isEqualTo("did you mean \"" + meant + "\"?");
        });
  }

  @ParameterizedTest
  @CsvSource({
    "bus:publish, bus:publsih",
    "list, lsit",
    "confirm, confrim",
    "https, htps",
    "POST, POTS",
    "demo.back, demo.bakc",
  })
  void saysWhatAWordWasMeantToBe(String meant, String wrong) {
    String whole =
        ManifestFixtures.whole()
            .manifest()
            .replace("risk: none", "risk: confirm")
            .replace("scheme: http", "scheme: https")
            .replace("[GET]", "[POST]");
    String changed =
        whole
            .replace("type: " + meant, "type: " + wrong)
            .replace("risk: " + meant, "risk: " + wrong)
            .replace("scheme: " + meant, "scheme: " + wrong)
            .replace("[" + meant, "[" + wrong)
            .replace("{intent: " + meant, "{intent: " + wrong);
    assertThat(changed).isNotEqualTo(whole);

    assertThat(ManifestCheck.check(bytes(changed), Map.of(), "skill").problems())
        .anyMatch(found -> found.wayOut().equals("did you mean \"" + meant + "\"?"));
  }

  /// The readers report the keys that nobody asked for once a level: a new level needs a row above.
  @Test
  void everyLevelHasARow() {
    int levels = 0;
    for (String file : READERS) {
      levels += Source.of(file).text().split("\\.end\\(\\)", -1).length - 1;
    }
    assertThat(levels).isEqualTo(19 + 2);
  }

  /// What only the file system can break.
  private List<Finding> unreadable() throws IOException {
    List<Finding> found = new ArrayList<>(ManifestCheck.check(folder).problems());
    Files.writeString(folder.resolve("skill.yaml"), ManifestFixtures.whole().manifest());
    Files.createDirectories(folder.resolve("locales"));
    for (int i = 0; i < 65; i++) {
      Files.writeString(folder.resolve("locales/a" + (char) ('a' + i % 26) + i + ".yaml"), "{}");
    }
    found.addAll(ManifestCheck.check(folder).problems());
    return found;
  }

  private static Map<String, Predicate<Finding>> rules(Source source) {
    Map<String, Predicate<Finding>> rules = new HashMap<>();
    for (Source.Call call : source.calls("problem")) {
      // No test can make a disk fail for every user.
      if (call.arguments().size() < 3 || call.argument(2).contains("can't be read")) {
        continue;
      }
      Pattern wayOut = Source.texts(call.argument(1)).getFirst();
      List<Pattern> things = Source.texts(call.argument(3));
      for (Pattern fault : Source.texts(call.argument(2))) {
        rules.put(
            call.place() + ": " + fault,
            one ->
                fault.matcher(one.fault()).matches()
                    && (call.argument(3).contains("(")
                        || things.stream().anyMatch(thing -> thing.matcher(one.thing()).find()))
                    && wayOut.matcher(one.wayOut()).find());
      }
    }
    if (source.name().endsWith("Block.java")) {
      return rules; // whose readers are methods of its own: their calls are the rules
    }
    for (Source.Call call : source.calls("required")) {
      String key = call.literal(0);
      if (!key.isEmpty()) {
        // A rule of the web that names a setting is known by naming it.
        if (!key.equals("setting")) {
          keyed(rules, call, key, "is missing");
        }
        keyed(rules, call, key, "is \".*");
      }
    }
    for (Source.Call call : source.calls("optional")) {
      if (!call.literal(0).isEmpty()) {
        keyed(rules, call, call.literal(0), "is \".*");
      }
    }
    for (Source.Call call : source.calls("word")) {
      if (!call.literal(0).isEmpty()) {
        keyed(rules, call, call.literal(0), "is \".*");
      }
    }
    for (Source.Call call : source.calls("number")) {
      keyed(rules, call, call.literal(0), "is (\"|no number).*");
    }
    for (Source.Call call : source.calls("flag")) {
      keyed(rules, call, call.literal(0), "is neither true nor false");
    }
    for (String list : List.of("texts", "items")) {
      for (Source.Call call : source.calls(list)) {
        if (call.arguments().size() == 2 && !call.literal(0).isEmpty()) {
          keyed(rules, call, call.literal(0), "is no list");
          keyed(rules, call, call.literal(0), "has [0-9]+ items");
        }
      }
    }
    for (Source.Call call : source.calls("needs")) {
      keyed(rules, call, call.literal(1), "needs the permission .*");
    }
    for (Source.Call call : source.calls("needed")) {
      keyed(rules, call, call.literal(1), "is missing");
    }
    return rules;
  }

  private static void keyed(
      Map<String, Predicate<Finding>> rules, Source.Call call, String key, String fault) {
    Pattern expected = Pattern.compile(fault, Pattern.DOTALL);
    rules.put(
        call.place() + ": " + key + " " + fault,
        one ->
            (one.thing().equals(key) || one.thing().endsWith("." + key))
                && expected.matcher(one.fault()).matches());
  }
}
