package dev.loqa.edge.tts;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts a text into pieces that are made into sound one after the other: the first one short, so
/// that it is heard early, the others whole sentences. Nothing is lost: the pieces joined by spaces
/// are the text. Pure.
public final class Pieces {
  /// A first sentence up to this length is spoken as it is.
  private static final int SHORT = 40;

  /// A clause that is shorter sounds lost alone.
  private static final int LEAST_CLAUSE = 10;

  /// Where a first sentence without commas is cut.
  private static final int FIRST = 100;

  /// The longest piece: about twenty seconds of speech.
  private static final int MOST = 280;

  private static final Pattern SENTENCE = Pattern.compile("[.!?…]+[\"')”’]*(?=\\s)");
  private static final Pattern CLAUSE = Pattern.compile("(?:[,;:]|\\s[–—-])(?=\\s)");

  /// Words that begin a clause, in the languages that are spoken here.
  private static final Pattern JOINING =
      Pattern.compile("\\s(?=(?:and|but|or|because|which|that|while|und|oder|aber|weil|dass)\\s)");

  private static final Pattern SPACE = Pattern.compile("\\s");

  private Pieces() {}

  /// The pieces of a text, in order; none when it is blank.
  public static List<String> of(String text) {
    List<String> pieces = new ArrayList<>();
    for (String sentence : sentences(text)) {
      String rest = sentence;
      if (pieces.isEmpty() && rest.length() > SHORT) {
        int cut = firstCut(rest);
        if (cut > 0) {
          pieces.add(rest.substring(0, cut).strip());
          rest = rest.substring(cut).strip();
        }
      }
      while (rest.length() > MOST) {
        int cut = lastCut(rest);
        pieces.add(rest.substring(0, cut).strip());
        rest = rest.substring(cut).strip();
      }
      pieces.add(rest);
    }
    return pieces.stream().filter(piece -> !piece.isBlank()).toList();
  }

  private static List<String> sentences(String text) {
    List<String> sentences = new ArrayList<>();
    int from = 0;
    Matcher end = SENTENCE.matcher(text);
    while (end.find()) {
      if (!isInitial(text, end.start())) {
        sentences.add(text.substring(from, end.end()).strip());
        from = end.end();
      }
    }
    sentences.add(text.substring(from).strip());
    return sentences;
  }

  /// Whether a full stop stands behind a single capital, as in "J. S. Bach".
  private static boolean isInitial(String text, int stop) {
    return text.charAt(stop) == '.'
        && stop > 0
        && Character.isUpperCase(text.charAt(stop - 1))
        && (stop == 1 || !Character.isLetterOrDigit(text.charAt(stop - 2)));
  }

  private static int firstCut(String sentence) {
    int cut = first(CLAUSE, sentence, LEAST_CLAUSE, FIRST);
    if (cut < 0 && sentence.length() > FIRST) {
      cut = first(JOINING, sentence, SHORT, FIRST);
    }
    return cut;
  }

  private static int lastCut(String text) {
    for (Pattern place : List.of(CLAUSE, JOINING, SPACE)) {
      int cut = last(place, text, MOST / 3, MOST);
      if (cut > 0) {
        return cut;
      }
    }
    return Character.isHighSurrogate(text.charAt(MOST - 1)) ? MOST - 1 : MOST;
  }

  private static int first(Pattern place, String text, int from, int to) {
    Matcher found = place.matcher(text).region(from, Math.min(to, text.length()));
    return found.useTransparentBounds(true).find() ? found.end() : -1;
  }

  private static int last(Pattern place, String text, int from, int to) {
    int end = -1;
    Matcher found = place.matcher(text).region(from, Math.min(to, text.length()));
    found.useTransparentBounds(true);
    while (found.find()) {
      end = found.end();
    }
    return end;
  }
}
