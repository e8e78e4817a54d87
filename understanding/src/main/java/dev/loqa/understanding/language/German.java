package dev.loqa.understanding.language;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// German. Umlauts may be typed as two letters; articles may be missing or in another case.
public final class German implements Language {
  private static final Set<String> ARTICLES =
      Set.of(
          "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer",
          "eines");
  private static final Set<String> FILLERS =
      Set.of("bitte", "mal", "doch", "eben", "einmal", "mir", "uns", "aeh", "aehm", "hm");
  private static final Set<String> NOT_IN_NAMES =
      Set.of(
          "es", "ihn", "sie", "ihm", "ihr", "ihnen", "er", "ich", "du", "mich", "dich", "sich",
          "dies", "dieses", "diese", "diesen", "hier", "da", "dort", "ist", "sind", "war", "waren",
          "alle", "alles", "jede", "jeden", "jedes", "fuer", "in", "im", "an", "am", "zu", "zum",
          "zur", "bis", "nach", "vor", "wenn", "falls", "weil", "ausser", "aber", "oder", "nicht",
          "kein", "keine", "keinen", "nein", "nie", "niemals", "nichts", "warte", "wieder",
          "nochmal", "heute", "morgen", "gestern", "warum", "wieso");
  private static final Set<String> NEGATIONS =
      Set.of("kein", "keine", "keinen", "keinem", "keiner", "keines");
  private static final Set<String> CONJUNCTIONS = Set.of("und", "dann", "danach", "ausserdem");
  private static final Set<String> AGREEMENTS =
      Set.of("ja", "ja bitte", "jawohl", "genau", "mach das", "ok", "okay", "in ordnung");
  private static final Set<String> REFUSALS =
      Set.of("nein", "nein danke", "nee", "stopp", "stop", "abbrechen", "lass es", "vergiss es");
  private static final List<List<String>> OPENINGS =
      WordLists.phrases(
          "ich moechte dass du",
          "ich will dass du",
          "ich haette gern",
          "kannst du",
          "koenntest du",
          "wuerdest du",
          "ich moechte",
          "hallo loqa",
          "hey loqa",
          "ok loqa",
          "okay loqa",
          "hallo",
          "hey",
          "ok",
          "okay",
          "also",
          "so",
          "loqa",
          "jetzt");
  private static final List<List<String>> CLOSINGS =
      WordLists.phrases("vielen dank", "danke schoen", "danke", "fuer mich", "jetzt", "loqa");

  private static final WordLists WORDS =
      new WordLists(
          ARTICLES,
          FILLERS,
          NOT_IN_NAMES,
          NEGATIONS,
          CONJUNCTIONS,
          AGREEMENTS,
          REFUSALS,
          OPENINGS,
          CLOSINGS,
          "und",
          "auf",
          "prozent");

  @Override
  public WordLists words() {
    return WORDS;
  }

  @Override
  public String code() {
    return "de";
  }

  @Override
  public String key(String word) {
    String folded = GermanNumbers.fold(word);
    if (folded.equals("prozent")) {
      return "%";
    }
    long value = ARTICLES.contains(folded) ? -1 : GermanNumbers.value(folded);
    return value >= 0 && value < 100 ? Long.toString(value) : folded;
  }

  @Override
  public Reading number(Tokens tokens, int at) {
    return GermanNumbers.number(tokens, at);
  }

  @Override
  public Reading percentage(Tokens tokens, int at) {
    return GermanNumbers.percentage(tokens, at);
  }

  @Override
  public Reading duration(Tokens tokens, int at) {
    return GermanDurations.read(tokens, at);
  }

  @Override
  public Reading time(Tokens tokens, int at) {
    return GermanTimes.read(tokens, at);
  }

  @Override
  public Reading when(Tokens tokens, int at, boolean bare) {
    return WhenPhrase.read(tokens, at, bare, GermanWhen::piece);
  }

  @Override
  public String digit(int digit) {
    return digit == 2 ? "(zwei|zwo)" : spoken(digit);
  }

  /// "1.000" is a thousand and "2,5" two and a half; "24.12" and "17.30" stay.
  @Override
  public String digits(String written) {
    if (written.indexOf(',') >= 0) {
      return written.replace(".", "").replace(',', '.');
    }
    return written.matches("\\d{1,3}(\\.\\d{3})+") ? written.replace(".", "") : written;
  }

  @Override
  public String spoken(long number) {
    return GermanSpeech.number(number);
  }

  @Override
  public String spokenDuration(long seconds) {
    return GermanSpeech.duration(seconds);
  }

  @Override
  public Map<String, String> grammar() {
    return GermanGrammar.RULES;
  }
}
