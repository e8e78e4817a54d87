package dev.loqa.understanding.language;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// English: British and American ways of saying numbers, durations and times.
public final class English implements Language {
  private static final Set<String> ARTICLES = Set.of("the", "a");
  private static final Set<String> FILLERS =
      Set.of("please", "my", "our", "just", "kindly", "uh", "um", "erm");
  private static final Set<String> NOT_IN_NAMES =
      Set.of(
          "it",
          "its",
          "this",
          "that",
          "these",
          "those",
          "them",
          "me",
          "you",
          "him",
          "her",
          "us",
          "here",
          "there",
          "is",
          "are",
          "was",
          "were",
          "all",
          "every",
          "everything",
          "for",
          "in",
          "at",
          "to",
          "until",
          "till",
          "after",
          "before",
          "when",
          "if",
          "unless",
          "because",
          "except",
          "but",
          "or",
          "not",
          "no",
          "never",
          "dont",
          "wait",
          "again",
          "today",
          "tomorrow",
          "tonight",
          "yesterday");
  private static final Set<String> NEGATIONS = Set.of("no", "dont", "never");
  private static final Set<String> CONJUNCTIONS = Set.of("and", "then", "also");
  private static final Set<String> AGREEMENTS =
      Set.of("yes", "yeah", "yep", "yes please", "sure", "ok", "okay", "do it", "confirm");
  private static final Set<String> REFUSALS =
      Set.of(
          "no", "nope", "no thanks", "no thank you", "stop", "cancel", "never mind", "dont do it");
  private static final List<List<String>> OPENINGS =
      WordLists.phrases(
          "i would like you to",
          "i want you to",
          "id like you to",
          "i need you to",
          "do me a favor and",
          "could you",
          "can you",
          "would you",
          "will you",
          "i would like to",
          "i want to",
          "id like to",
          "hey loqa",
          "hi loqa",
          "hello loqa",
          "ok loqa",
          "okay loqa",
          "hey",
          "hi",
          "hello",
          "ok",
          "okay",
          "so",
          "well",
          "loqa",
          "now");
  private static final List<List<String>> CLOSINGS =
      WordLists.phrases(
          "if you would",
          "thank you very much",
          "thank you",
          "right now",
          "for me",
          "thanks",
          "now",
          "loqa");

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
          "and",
          "for",
          "percent");

  @Override
  public WordLists words() {
    return WORDS;
  }

  @Override
  public String code() {
    return "en";
  }

  @Override
  public String key(String word) {
    if (word.equals("an")) {
      return "a";
    }
    if (word.equals("percent")) {
      return "%";
    }
    int small = EnglishNumbers.small(word);
    return small >= 0 ? Integer.toString(small) : word;
  }

  @Override
  public Reading number(Tokens tokens, int at) {
    return EnglishNumbers.number(tokens, at);
  }

  @Override
  public Reading percentage(Tokens tokens, int at) {
    return EnglishNumbers.percentage(tokens, at);
  }

  @Override
  public Reading duration(Tokens tokens, int at) {
    return EnglishDurations.read(tokens, at);
  }

  @Override
  public Reading time(Tokens tokens, int at) {
    return EnglishTimes.read(tokens, at);
  }

  @Override
  public Reading when(Tokens tokens, int at, boolean bare) {
    return WhenPhrase.read(tokens, at, bare, EnglishWhen::piece);
  }

  @Override
  public String digit(int digit) {
    return digit == 0 ? "(zero|oh)" : spoken(digit);
  }

  @Override
  public String spoken(long number) {
    return EnglishSpeech.number(number);
  }

  @Override
  public String spokenDuration(long seconds) {
    return EnglishSpeech.duration(seconds);
  }

  @Override
  public Map<String, String> grammar() {
    return EnglishGrammar.RULES;
  }
}
