package dev.loqa.edge.llm;

import dev.loqa.understanding.reply.Sentences;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A model's text on its way to sentences: without what it thinks aloud, without marks and without
/// repeating itself, and no longer than a limit. Used by one thread.
final class SpokenAnswer {
  /// The same sentence so often ends an answer.
  private static final int REPEATS = 3;

  private static final String THINKS = "<think>";
  private static final String THOUGHT = "</think>";

  private final int mostChars;
  private final Consumer<String> whole;
  private final Sentences sentences = Sentences.early();
  private final StringBuilder pending = new StringBuilder();
  private final StringBuilder said = new StringBuilder();
  private String last = "";
  private int repeats;
  private boolean thinking;
  private @Nullable String fault;

  /// @param mostChars of the answer
  /// @param whole takes each sentence as it is whole
  SpokenAnswer(int mostChars, Consumer<String> whole) {
    this.mostChars = mostChars;
    this.whole = whole;
  }

  /// Takes a piece; whether more is wanted.
  boolean piece(String content) {
    pending.append(content);
    give(spoken(false));
    return fault == null;
  }

  /// No more comes: what is left is a sentence as well.
  void end() {
    give(spoken(true));
    if (fault == null) {
      sentences.rest().ifPresent(this::sentence);
    }
  }

  private void give(String text) {
    List<String> now = fault == null ? sentences.accept(text) : List.of();
    for (String sentence : now) {
      if (fault == null) {
        sentence(sentence);
      }
    }
  }

  /// What of `pending` is no thought; keeps back what may yet become a mark.
  private String spoken(boolean atEnd) {
    StringBuilder spoken = new StringBuilder();
    while (true) {
      String mark = thinking ? THOUGHT : THINKS;
      int at = pending.indexOf(mark);
      int until = at >= 0 ? at : pending.length() - (atEnd ? 0 : beginning(mark));
      if (!thinking) {
        spoken.append(pending, 0, until);
      }
      pending.delete(0, at >= 0 ? at + mark.length() : until);
      if (at < 0) {
        return spoken.toString();
      }
      thinking = !thinking;
    }
  }

  /// How many characters at the end may be the beginning of `mark`.
  private int beginning(String mark) {
    for (int n = Math.min(mark.length() - 1, pending.length()); n > 0; n--) {
      if (mark.startsWith(pending.substring(pending.length() - n))) {
        return n;
      }
    }
    return 0;
  }

  private void sentence(String written) {
    String sentence = PlainText.of(written);
    String plain = sentence.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    if (plain.isEmpty()) {
      return;
    }
    repeats = plain.equals(last) ? repeats + 1 : 1;
    last = plain;
    if (repeats >= REPEATS) {
      fault = "the model repeats itself";
      return;
    }
    if (said.length() + sentence.length() > mostChars) {
      fault = "the model said more than %d characters".formatted(mostChars);
      return;
    }
    said.append(said.isEmpty() ? "" : " ").append(sentence);
    whole.accept(sentence);
  }

  /// What was said so far: all whole sentences.
  String said() {
    return said.toString();
  }

  /// Why it was ended before the model had done; null when it was not.
  @Nullable String fault() {
    return fault;
  }
}
