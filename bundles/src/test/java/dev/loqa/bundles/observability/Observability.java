package dev.loqa.bundles.observability;

import dev.loqa.base.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What lies in `observability/`, rendered and read.
public final class Observability {
  /// The checkout.
  static final Path ROOT =
      Path.of(System.getProperty("loqa.root", "..")).toAbsolutePath().normalize();

  /// The templates.
  static final Path FOLDER = ROOT.resolve("observability");

  private static final Pattern METRIC = Pattern.compile("\\bloqa_[a-z0-9_]+\\b");

  private Observability() {}

  /// Renders everything into a folder.
  ///
  /// @param settings `NAME=VALUE`, instead of the usual ones
  public static Path render(Path out, String... settings) {
    Tool.Said said =
        Tool.run(
            Stream.concat(Stream.of("sh", FOLDER.resolve("render"), out), Arrays.stream(settings))
                .toArray());
    if (said.exit() != 0) {
      throw new AssertionError(said.text());
    }
    return out;
  }

  /// One panel's query.
  ///
  /// @param panel `dashboard: title`
  public record Query(String panel, String expression) {
    /// The metrics of ours that it reads.
    public Set<String> metrics() {
      return Observability.metrics(expression);
    }
  }

  /// Every query of every dashboard.
  public static List<Query> queries() {
    List<Query> queries = new ArrayList<>();
    for (Path file : dashboards()) {
      for (Map<String, Object> panel : list(Json.readObject(text(file)), "panels")) {
        for (Map<String, Object> target : list(panel, "targets")) {
          queries.add(
              new Query(
                  file.getFileName() + ": " + panel.get("title"),
                  String.valueOf(target.get("expr"))));
        }
      }
    }
    return queries;
  }

  static List<Path> dashboards() {
    return files(FOLDER.resolve("grafana/dashboards"));
  }

  static List<Path> files(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The metrics of ours in a text, without the suffixes of a histogram.
  public static Set<String> metrics(String text) {
    return METRIC
        .matcher(text)
        .results()
        .map(found -> found.group().replaceFirst("_(bucket|count|sum)$", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// The metrics that the rules read.
  public static Set<String> metricsOfRules() {
    return metrics(text(FOLDER.resolve("prometheus/rules/loqa.yml")));
  }

  static List<Map<String, Object>> list(Map<String, Object> json, String key) {
    return json.get(key) instanceof List<?> all
        ? all.stream().map(Observability::object).toList()
        : List.of();
  }

  static Map<String, Object> map(Map<String, Object> json, String key) {
    return object(json.get(key));
  }

  private static Map<String, Object> object(@Nullable Object json) {
    return json instanceof Map<?, ?> map
        ? map.entrySet().stream()
            .filter(entry -> entry.getValue() != null)
            .collect(Collectors.toMap(entry -> String.valueOf(entry.getKey()), Map.Entry::getValue))
        : Map.of();
  }

  /// The settings that make everything happen within seconds.
  public static List<String> quick() {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "SCRAPE_INTERVAL=1s",
                "EVALUATION_INTERVAL=1s",
                "GROUP_WAIT=1s",
                "GROUP_INTERVAL=1s",
                "RESOLVE_TIMEOUT=30s"));
    Pattern.compile("(?m)^((?:WAIT|WINDOW)_[A-Z_]+)=")
        .matcher(text(FOLDER.resolve("settings")))
        .results()
        .map(found -> found.group(1))
        .forEach(name -> settings.add(name + (name.startsWith("WAIT") ? "=2s" : "=15s")));
    return settings;
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }
}
