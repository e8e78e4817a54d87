package dev.loqa.understanding.language;

import java.util.ArrayList;
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
      phrases(
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
      phrases("vielen dank", "danke schoen", "danke", "fuer mich", "jetzt", "loqa");

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
  public Set<String> articles() {
    return ARTICLES;
  }

  @Override
  public Set<String> fillers() {
    return FILLERS;
  }

  @Override
  public Set<String> notInNames() {
    return NOT_IN_NAMES;
  }

  @Override
  public Set<String> negations() {
    return NEGATIONS;
  }

  @Override
  public List<List<String>> openings() {
    return OPENINGS;
  }

  @Override
  public List<List<String>> closings() {
    return CLOSINGS;
  }

  @Override
  public Set<String> conjunctions() {
    return CONJUNCTIONS;
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
  public Set<String> agreements() {
    return AGREEMENTS;
  }

  @Override
  public Set<String> refusals() {
    return REFUSALS;
  }

  @Override
  public String beforeDuration() {
    return "auf";
  }

  @Override
  public String digit(int digit) {
    return digit == 2 ? "(zwei|zwo)" : spoken(digit);
  }

  @Override
  public String and() {
    return "und";
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

  @Override
  public List<String> heardAs(String word) {
    if (word.equals("%")) {
      return List.of("prozent");
    }
    return EnglishNumbers.isDigits(word)
        ? List.of(spoken(Long.parseLong(word)).split(" ", -1))
        : List.of(word);
  }

  private static List<List<String>> phrases(String... phrases) {
    List<List<String>> all = new ArrayList<>();
    for (String phrase : phrases) {
      all.add(List.of(phrase.split(" ", -1)));
    }
    return List.copyOf(all);
  }
}
