package dev.loqa.skillhost.manifest;

import dev.loqa.base.config.ConfigException;
import dev.loqa.base.config.YamlNode;
import dev.loqa.base.config.YamlTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads and checks a skill's manifest and locales as a whole: every problem is found in one go.
/// Needs no module and no daemon, runs nothing of the skill, and follows no link.
public final class ManifestCheck {
  /// The most a manifest or a locale file may have.
  public static final int MOST_BYTES = 64 << 10;

  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Z]{2})?");
  private static final int MOST_LOCALES = 64;
  private static final String MANY_LOCALES = "has more than " + MOST_LOCALES + " files";

  private ManifestCheck() {}

  /// Checks a skill's folder, or the manifest in it.
  public static ManifestReport check(Path path) {
    Path file = Files.isDirectory(path) ? path.resolve("skill.yaml") : path;
    Findings findings = Findings.in(shown(file));
    Optional<YamlNode> tree = tree(file, findings);
    if (tree.isEmpty()) {
      return new ManifestReport(null, findings.problems(), findings.consents());
    }
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
    Map<String, Locale> locales = locales(folder.resolve("locales"), findings);
    return report(tree.get(), locales, findings);
  }

  /// Checks a manifest's text alone.
  public static ManifestReport check(byte[] manifest, String name) {
    Findings findings = Findings.in(name);
    try {
      return report(YamlTree.parse(manifest, name, MOST_BYTES), Map.of(), findings);
    } catch (ConfigException unreadable) {
      findings.problems(unreadable);
      return new ManifestReport(null, findings.problems(), findings.consents());
    }
  }

  /// Checks a manifest with its locales, all of it in memory.
  ///
  /// @param locales content by file name, for instance `de.yaml`
  /// @param folder what messages call the folder that they are in
  public static ManifestReport check(byte[] manifest, Map<String, byte[]> locales, String folder) {
    Findings findings = Findings.in(folder + "/skill.yaml");
    Map<String, Locale> read = new HashMap<>();
    if (locales.size() > MOST_LOCALES) {
      findings.problem(1, "locales", MANY_LOCALES, "keep the languages that are spoken");
    } else {
      locales.forEach((name, content) -> {
        Findings own = findings.of(folder + "/locales/" + name);
        language(name, own)
            .ifPresent(language ->
                tree(content, own).ifPresent(tree -> read.put(language, new Locale(own, tree))));
      });
    }
    return tree(manifest, findings)
        .map(tree -> report(tree, read, findings))
        .orElseGet(() -> new ManifestReport(null, findings.problems(), findings.consents()));
  }

  private static ManifestReport report(
      YamlNode tree, Map<String, Locale> locales, Findings findings) {
    Manifest manifest = new ManifestReader(findings).read(tree, locales);
    if (findings.clean()) {
      sentences(manifest, tree, locales, findings);
    }
    return new ManifestReport(
        findings.clean() ? manifest : null, findings.problems(), findings.consents());
  }

  /// Compiles the sentences of every language the matcher knows, for waste paper.
  private static void sentences(
      Manifest manifest, YamlNode tree, Map<String, Locale> locales, Findings findings) {
    manifest
        .texts()
        .keySet()
        .forEach(language -> {
          Locale locale = locales.get(language);
          SentenceLines lines = new SentenceLines(locale == null ? tree : locale.tree());
          Findings own = locale == null ? findings : locale.findings();
          for (String problem : manifest.lexicon(language).problems()) {
            if (!problem.startsWith("language ")) {
              lines.report(problem, own);
            }
          }
        });
  }

  /// A language's file, read and not yet understood.
  record Locale(Findings findings, YamlNode tree) {}

  private static Map<String, Locale> locales(Path folder, Findings findings) {
    Map<String, Locale> locales = new HashMap<>();
    for (Path file : files(folder, findings)) {
      String name = String.valueOf(file.getFileName());
      Findings own = findings.of(shown(file));
      language(name, own)
          .ifPresent(language ->
              tree(file, own).ifPresent(tree -> locales.put(language, new Locale(own, tree))));
    }
    return locales;
  }

  /// The language of a locale's file name.
  private static Optional<String> language(String name, Findings own) {
    String language = name.endsWith(".yaml") ? name.substring(0, name.length() - 5) : "";
    if (!LANGUAGE.matcher(language).matches()) {
      own.problem(1, name, "is no locale", "name it like de.yaml or pt-BR.yaml");
      return Optional.empty();
    }
    if (language.equals("en")) {
      own.problem(1, name, "English stands in skill.yaml", "move it there");
      return Optional.empty();
    }
    return Optional.of(language);
  }

  private static List<Path> files(Path folder, Findings findings) {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> some = new ArrayList<>(files.sorted().limit(MOST_LOCALES + 1L).toList());
      if (some.size() > MOST_LOCALES) {
        findings.problem(1, "locales", MANY_LOCALES, "keep the languages that are spoken");
        some.clear();
      }
      return some;
    } catch (IOException e) {
      findings.problem(1, "locales", "can't be read", "check its rights");
      return List.of();
    }
  }

  private static Optional<YamlNode> tree(Path file, Findings findings) {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      findings.problem(
          1,
          "the file",
          "is not there or no regular file",
          "put a skill.yaml into the skill's folder");
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return tree(in.readNBytes(MOST_BYTES + 1), findings);
    } catch (IOException e) {
      findings.problem(1, "the file", "can't be read", "check its rights");
      return Optional.empty();
    }
  }

  private static Optional<YamlNode> tree(byte[] content, Findings findings) {
    try {
      return Optional.of(YamlTree.parse(content, findings.file(), MOST_BYTES));
    } catch (ConfigException unreadable) {
      findings.problems(unreadable);
      return Optional.empty();
    }
  }

  private static String shown(Path file) {
    return file.toString();
  }
}
