package dev.loqa.understanding;

import dev.loqa.understanding.SentenceGraph.SlotSymbol;
import org.jspecify.annotations.Nullable;

/// A way through the graph up to one word, as a list that grows at its end and shares its
/// beginning.
final class Path {
  /// What the last words were taken for.
  enum Kind {
    START,
    LITERAL,
    ARTICLE,
    SKIPPED,
    SLOT,
    FREE_TEXT,
    UNKNOWN
  }

  final @Nullable Path before;
  final Kind kind;
  final int state;
  final int from;
  final int to;
  final @Nullable SlotSymbol slot;
  final @Nullable Object value;

  /// What ranks paths: words the author wrote count most, free text least.
  final double score;

  /// The score if all words had been the author's.
  final double best;

  final int literals;
  final int known;
  final int freeWords;
  final boolean unknown;

  /// The last value may go on behind the last word.
  final boolean open;

  private Path(
      @Nullable Path before,
      Kind kind,
      int state,
      int from,
      int to,
      @Nullable SlotSymbol slot,
      @Nullable Object value,
      double score,
      double best,
      boolean open) {
    this.before = before;
    this.kind = kind;
    this.state = state;
    this.from = from;
    this.to = to;
    this.slot = slot;
    this.value = value;
    this.score = score;
    this.best = best;
    this.open = open;
    boolean free = kind == Kind.FREE_TEXT || kind == Kind.UNKNOWN;
    this.literals = (before == null ? 0 : before.literals) + (kind == Kind.LITERAL ? 1 : 0);
    this.known = (before == null ? 0 : before.known) + (kind == Kind.SLOT ? 1 : 0);
    this.freeWords = (before == null ? 0 : before.freeWords) + (free ? to - from : 0);
    this.unknown = (before != null && before.unknown) || kind == Kind.UNKNOWN;
  }

  static Path start() {
    return new Path(null, Kind.START, 0, 0, 0, null, null, 0, 0, false);
  }

  Path literal(int next, int at) {
    return new Path(this, Kind.LITERAL, next, at, at + 1, null, null, score + 1, best + 1, false);
  }

  Path article(int next, int at) {
    return new Path(
        this, Kind.ARTICLE, next, at, at + 1, null, null, score + 0.1, best + 0.1, false);
  }

  Path skip(int end, int at) {
    return new Path(this, Kind.SKIPPED, state, at, end, null, null, score - 0.01, best, open);
  }

  /// A value of a list or a parsed value; longer ones are a little better than the same words in
  /// pieces.
  Path slot(int next, SlotSymbol symbol, int at, int end, Object filled, boolean mayGoOn) {
    int words = end - at;
    double gain = words - 0.06 + 0.01 * words;
    return new Path(
        this, Kind.SLOT, next, at, end, symbol, filled, score + gain, best + words, mayGoOn);
  }

  Path free(int next, SlotSymbol symbol, int at, int end, String text, boolean mayGoOn) {
    int words = end - at;
    double gain = 0.1 * words;
    return new Path(
        this, Kind.FREE_TEXT, next, at, end, symbol, text, score + gain, best + words, mayGoOn);
  }

  Path unknown(int next, SlotSymbol symbol, int at, int end, String text) {
    int words = end - at;
    double gain = 0.1 * words;
    return new Path(
        this, Kind.UNKNOWN, next, at, end, symbol, text, score + gain, best + words, false);
  }

  /// Something other than free text was heard.
  boolean grounded() {
    return literals + known > 0;
  }

  /// Nothing but skipped words so far.
  boolean fresh() {
    return kind == Kind.START || (kind == Kind.SKIPPED && before != null && before.fresh());
  }

  /// Ties go to fewer free words, then to the one found first.
  boolean beats(Path other) {
    int byScore = Double.compare(score, other.score);
    return byScore > 0 || (byScore == 0 && freeWords < other.freeWords);
  }
}
