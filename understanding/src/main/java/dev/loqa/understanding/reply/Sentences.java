package dev.loqa.understanding.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Cuts a text that comes in pieces into whole sentences as early as they can be known. Used by one
/// thread.
///
/// A sentence ends with `.`, `!`, `?` or `:` before a space, with a line's end, or, when it grows
/// longer than [#LONGEST], after a word. A full stop after a number, a single letter or a known
/// abbreviation ends none.
public final class Sentences {
  /// Characters of one sentence at most.
  public static final int LONGEST = 300;

  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "mr", "mrs", "ms", "dr", "prof", "st", "no", "vs", "approx", "etc", "eg", "ie", "e.g",
          "i.e", "nr", "ca", "bzw", "usw", "evtl", "ggf", "z.b", "d.h", "u.a", "min", "std",
          "inkl");

  /// A shorter word before a full stop may be an abbreviation that nobody knows.
  private static final int LEAST_LAST_WORD = 3;

  private final StringBuilder text = new StringBuilder();
  private final boolean early;
  private int searched;

  /// For texts in pieces that may be cut anywhere.
  public Sentences() {
    this(false);
  }

  private Sentences(boolean early) {
    this.early = early;
  }

  /// For pieces as a language model makes them, words with their marks: a sentence ends with the
  /// piece that ends with its mark, unless more of it may follow, and does not wait for the space
  /// that the next piece begins with. An address ("example.com") may so be cut in two.
  public static Sentences early() {
    return new Sentences(true);
  }

  /// Takes a piece; the sentences that are whole with it, without spaces around them.
  public List<String> accept(String piece) {
    text.append(piece);
    List<String> whole = new ArrayList<>();
    int end = end();
    while (end > 0) {
      add(whole, end);
      end = end();
    }
    if (early && endsNow()) {
      add(whole, text.length());
    }
    return whole;
  }

  /// What is left when no more comes.
  public Optional<String> rest() {
    String rest = text.toString().strip();
    text.setLength(0);
    searched = 0;
    return rest.isEmpty() ? Optional.empty() : Optional.of(rest);
  }

  private void add(List<String> whole, int end) {
    String sentence = text.substring(0, end).strip();
    text.delete(0, end);
    searched = 0;
    if (!sentence.isEmpty()) {
      whole.add(sentence);
    }
  }

  /// The position after the first sentence, or 0 when it is not whole yet.
  private int end() {
    for (; searched < text.length(); searched++) {
      char c = text.charAt(searched);
      if (c == '\n') {
        return searched + 1;
      }
      if (searched > 0 && Character.isWhitespace(c) && endsBefore(searched)) {
        return searched;
      }
      if (searched >= LONGEST) {
        int space = text.lastIndexOf(" ", LONGEST);
        return space > LONGEST / 2 ? space : safe(LONGEST);
      }
    }
    return 0;
  }

  /// Never between the halves of a character.
  private int safe(int at) {
    return Character.isHighSurrogate(text.charAt(at - 1)) ? at - 1 : at;
  }

  private boolean endsBefore(int space) {
    int last = space - 1;
    while (last > 0 && "\"'”’»)*_".indexOf(text.charAt(last)) >= 0) {
      last--;
    }
    return switch (text.charAt(last)) {
      case '!', '?', '…' -> true;
      case ':' -> last > 40;
      case '.' -> !abbreviated(last);
      default -> false;
    };
  }

  /// Whether what came so far is a sentence without its space.
  private boolean endsNow() {
    int last = text.length() - 1;
    if (last < 1 || !Character.isLetterOrDigit(text.charAt(last - 1))) {
      return false;
    }
    return switch (text.charAt(last)) {
      case '!', '?', '…' -> true;
      case '.' -> {
        int start = last;
        while (start > 0 && Character.isLetter(text.charAt(start - 1))) {
          start--;
        }
        boolean word = start == 0 || Character.isWhitespace(text.charAt(start - 1));
        yield word && last - start >= LEAST_LAST_WORD && !abbreviated(last);
      }
      default -> false;
    };
  }

  /// Whether the full stop at `stop` belongs to its word: "3.", "J.", "z.B.".
  private boolean abbreviated(int stop) {
    int start = stop;
    while (start > 0 && !Character.isWhitespace(text.charAt(start - 1))) {
      start--;
    }
    String word = text.substring(start, stop).toLowerCase(Locale.ROOT);
    boolean letter = word.length() == 1 && Character.isLetter(word.charAt(0)) && !word.equals("i");
    // "It is 5." ends a sentence, "1. Open it" and "am 3. Mai" do not: who cannot know waits.
    boolean number =
        !word.isEmpty() && word.chars().allMatch(Character::isDigit) && word.length() < 3;
    return letter || number || ABBREVIATIONS.contains(word);
  }
}
