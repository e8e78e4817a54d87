package dev.loqa.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Milliseconds by stage as a bar of one line.
public final class Bars {
  private static final int WIDTH = 40;

  private Bars() {}

  /// `stage ms` pairs of what took time, then one bar in which each stage has its share:
  /// `[eeeeeessrktttttp]`, letters of the stages' names.
  public static List<String> of(double totalMs, Map<String, Double> stages) {
    StringBuilder words = new StringBuilder();
    words.append(ms(totalMs)).append(" ms");
    String separator = " = ";
    for (Map.Entry<String, Double> stage : stages.entrySet()) {
      if (Math.abs(stage.getValue()) >= 0.05) {
        words.append(separator).append(stage.getKey()).append(' ').append(ms(stage.getValue()));
        separator = " + ";
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(words.toString());
    if (totalMs > 0) {
      lines.add("[" + bar(totalMs, stages) + "]");
    }
    return lines;
  }

  private static String bar(double totalMs, Map<String, Double> stages) {
    StringBuilder bar = new StringBuilder();
    double sum = 0;
    for (Map.Entry<String, Double> stage : stages.entrySet()) {
      sum += Math.max(0, stage.getValue());
      int end = (int) Math.min(WIDTH, Math.round(sum / totalMs * WIDTH));
      bar.repeat(letter(stage.getKey()), Math.max(0, end - bar.length()));
    }
    bar.repeat('.', Math.max(0, WIDTH - bar.length()));
    return bar.toString();
  }

  /// What stands for a stage in a bar; `k` for skill, because `s` is stt.
  static char letter(String stage) {
    return switch (stage) {
      case "skill" -> 'k';
      case "unattributed" -> '?';
      case "" -> '.';
      default -> stage.charAt(0);
    };
  }

  /// A bar of `value` against the greatest.
  public static String share(double value, double greatest) {
    int length = greatest <= 0 ? 0 : (int) Math.round(value / greatest * WIDTH);
    return "#".repeat(Math.clamp(length, 0, WIDTH));
  }

  /// One decimal below 100, none above.
  public static String ms(double ms) {
    return Math.abs(ms) < 100
        ? String.format(Locale.ROOT, "%.1f", ms)
        : String.format(Locale.ROOT, "%.0f", ms);
  }
}
