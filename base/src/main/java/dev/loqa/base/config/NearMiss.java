package dev.loqa.base.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// The word that somebody probably meant.
public final class NearMiss {
  private NearMiss() {}

  /// The known word nearest to `word`, if it is near: at most a third of its letters differ.
  public static Optional<String> of(String word, Collection<String> known) {
    return known.stream()
        .filter(candidate -> distance(word, candidate) <= Math.max(1, word.length() / 3))
        .min(Comparator.comparingInt((String c) -> distance(word, c)).thenComparing(c -> c));
  }

  /// `did you mean "x"?` for an error, or the known words when none is near.
  public static String hint(String word, Collection<String> known) {
    return of(word, known)
        .map(meant -> "did you mean \"" + meant + "\"?")
        .orElseGet(() ->
            known.isEmpty()
                ? "leave it out: there is none that it could be"
                : "use one of " + String.join(", ", known.stream().sorted().toList()));
  }

  /// Letters to insert, delete, replace or swap with their neighbour (optimal string alignment).
  private static int distance(String a, String b) {
    int[][] rows = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        rows[i][j] = i == 0 || j == 0 ? i + j : step(rows, a, b, i, j);
      }
    }
    return rows[a.length()][b.length()];
  }

  private static int step(int[][] rows, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int least = rows[i - 1][j - 1] + (same ? 0 : 1);
    least = Math.min(least, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
  }
}
