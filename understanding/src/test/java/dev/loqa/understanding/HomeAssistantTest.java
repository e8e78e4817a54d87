package dev.loqa.understanding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loqa.understanding.template.TemplateException;
import dev.loqa.understanding.template.TemplateParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// Reads the sentences that Home Assistant's community wrote, and the sentences they test them
/// with.
class HomeAssistantTest {
  private static final Path DATA =
      Path.of(
          System.getProperty("loqa.root", "."),
          "..",
          "shared",
          "data",
          "intents",
          "home-assistant");

  @Test
  void readsEveryEnglishAndGermanTemplate() throws IOException {
    assumeTrue(Files.isDirectory(DATA), "Home Assistant's sentences are not at " + DATA);
    int count = 0;
    for (String language : List.of("en", "de")) {
      for (Map<?, ?> file : yaml(DATA.resolve("sentences").resolve(language), 2)) {
        for (String sentence : sentences(file)) {
          parse(sentence);
          count++;
        }
      }
    }
    System.out.println("Home Assistant: " + count + " templates parsed");
    assertThat(count).isGreaterThan(1_500);
  }

  @Test
  void findsTheIntentOfMostOfTheirTestSentences() throws IOException {
    assumeTrue(Files.isDirectory(DATA), "Home Assistant's sentences are not at " + DATA);
    Matcher matcher = Matcher.compile(lexicon());
    int all = 0;
    int right = 0;
    List<String> wrong = new ArrayList<>();
    long nanos = 0;
    for (String line : Files.readAllLines(DATA.resolveSibling("ha-intents-en.jsonl"))) {
      Map<?, ?> test = (Map<?, ?>) load(line);
      String text = String.valueOf(test.get("text"));
      long start = System.nanoTime();
      List<IntentMatch> found = matcher.match(text);
      nanos += System.nanoTime() - start;
      all++;
      if (!found.isEmpty() && found.get(0).intent().equals(test.get("intent"))) {
        right++;
      } else {
        wrong.add(
            test.get("intent")
                + " <- "
                + text
                + " -> "
                + found.stream().map(IntentMatch::intent).toList());
      }
    }
    wrong.stream().limit(Integer.getInteger("loqa.show", 5)).forEach(System.out::println);
    System.out.printf(
        "Home Assistant: %d of %d test sentences right, %d us each%n",
        right, all, nanos / all / 1000);
    assertThat((double) right / all).isGreaterThan(0.95);
  }

  /// Their intents with their lists and rules, and with the names of the home their tests use.
  private static Lexicon lexicon() throws IOException {
    Map<String, List<ListValue>> lists = new LinkedHashMap<>();
    Map<String, Range> ranges = new LinkedHashMap<>();
    Map<String, SlotSpec> wildcards = new LinkedHashMap<>();
    for (Path folder : List.of(DATA.resolve("lists"), DATA.resolve("lists/en"))) {
      for (Map<?, ?> file : yaml(folder, 1)) {
        map(file, "lists")
            .forEach((name, body) ->
                list(String.valueOf(name), (Map<?, ?>) body, lists, ranges, wildcards));
      }
    }
    names(lists);
    Map<String, String> rules = new LinkedHashMap<>();
    for (Map<?, ?> file : yaml(DATA.resolve("rules/en"), 1)) {
      map(file, "expansion_rules")
          .forEach((name, body) -> rules.put(String.valueOf(name), String.valueOf(body)));
    }
    List<IntentSpec> intents = new ArrayList<>();
    try (Stream<Path> folders = Files.list(DATA.resolve("sentences/en"))) {
      for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
        Set<String> sentences = new LinkedHashSet<>();
        for (Map<?, ?> file : yaml(folder, 1)) {
          sentences(file).forEach(sentence -> sentences.add(wild(sentence, wildcards.keySet())));
        }
        intents.add(
            new IntentSpec(folder.getFileName().toString(), List.copyOf(sentences), Map.of()));
      }
    }
    return new Lexicon("en", intents, lists, ranges, rules);
  }

  /// `{timer_name:name}` of a list that takes anything is `{text:name}` here.
  private static String wild(String sentence, Set<String> wildcards) {
    String text = sentence;
    for (String name : wildcards) {
      text =
          text.replace("{" + name + ":", "{text:").replace("{" + name + "}", "{text:" + name + "}");
    }
    return text;
  }

  private static void list(
      String name,
      Map<?, ?> body,
      Map<String, List<ListValue>> lists,
      Map<String, Range> ranges,
      Map<String, SlotSpec> wildcards) {
    if (body.containsKey("wildcard")) {
      wildcards.put(name, SlotSpec.of(SlotSpec.TEXT));
    } else if (body.containsKey("range")) {
      Map<?, ?> range = map(body, "range");
      ranges.put(
          name,
          new Range(
              Integer.parseInt(range.get("from") + ""), Integer.parseInt(range.get("to") + "")));
    } else {
      List<ListValue> values = new ArrayList<>();
      for (Object value : items(body, "values")) {
        values.add(
            value instanceof Map<?, ?> pair
                ? new ListValue(String.valueOf(pair.get("in")), String.valueOf(pair.get("out")))
                : ListValue.of(String.valueOf(value)));
      }
      lists.put(name, values);
    }
  }

  private static void names(Map<String, List<ListValue>> lists) throws IOException {
    Map<?, ?> home = (Map<?, ?>) load(Files.readString(DATA.resolve("tests/en/_fixtures.yaml")));
    for (String kind : List.of("entities", "areas", "floors")) {
      Set<ListValue> values = new LinkedHashSet<>();
      for (Object item : items(home, kind)) {
        values.add(ListValue.of(String.valueOf(((Map<?, ?>) item).get("name"))));
      }
      lists.put(
          kind.equals("entities") ? "name" : kind.substring(0, kind.length() - 1),
          new ArrayList<>(values));
    }
    for (String line : Files.readAllLines(DATA.resolveSibling("ha-intents-en.jsonl"))) {
      Map<?, ?> test = (Map<?, ?>) load(line);
      for (String kind : List.of("entities", "areas", "floors")) {
        List<ListValue> values =
            lists.getOrDefault(
                kind.equals("entities") ? "name" : kind.substring(0, kind.length() - 1), List.of());
        for (Object item : items(map(test, "home"), kind)) {
          ListValue value = ListValue.of(String.valueOf(((Map<?, ?>) item).get("name")));
          if (!values.contains(value)) {
            values.add(value);
          }
        }
      }
    }
  }

  private static void parse(String sentence) {
    try {
      TemplateParser.parse(sentence);
    } catch (TemplateException e) {
      fail(e.getMessage());
    }
  }

  private static List<String> sentences(Map<?, ?> file) {
    List<String> all = new ArrayList<>();
    for (Object block : items(file, "data")) {
      items((Map<?, ?>) block, "sentences").forEach(sentence -> all.add(String.valueOf(sentence)));
    }
    return all;
  }

  private static Map<?, ?> map(Map<?, ?> in, String key) {
    return in.get(key) instanceof Map<?, ?> found ? found : Map.of();
  }

  private static List<?> items(Map<?, ?> in, String key) {
    return in.get(key) instanceof List<?> found ? found : List.of();
  }

  private static List<Map<?, ?>> yaml(Path folder, int depth) throws IOException {
    List<Map<?, ?>> files = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(folder, depth)) {
      for (Path path : paths.filter(p -> p.toString().endsWith(".yaml")).sorted().toList()) {
        files.add((Map<?, ?>) load(Files.readString(path)));
      }
    }
    return files;
  }

  private static Object load(String text) {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
  }
}
