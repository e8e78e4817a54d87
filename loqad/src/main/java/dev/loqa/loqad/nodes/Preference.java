package dev.loqa.loqad.nodes;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Whether what can be done on several machines is done beside loqad or elsewhere.
public enum Preference {
  /// Other machines first; loqad's own does what no other can.
  EDGE_FIRST,

  /// The machine that loqad runs on first.
  CORE_FIRST;

  /// As the configuration writes it: `edge-first`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// All of them as the configuration writes them.
  public static List<String> words() {
    return Arrays.stream(values()).map(Preference::word).toList();
  }

  /// The one that is written so.
  ///
  /// @param word one of [#words]
  public static Preference of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
