package dev.loqa.understanding;

import dev.loqa.understanding.language.Language;
import dev.loqa.understanding.language.Languages;
import dev.loqa.understanding.language.Tokens;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds which intents a sentence means. Compile one for each lexicon and share it: immutable, for
/// all threads. Any text is fine; one that is longer than [#MAX_CHARACTERS] or [#MAX_WORDS] matches
/// nothing.
public final class Matcher {
  /// Longest text that is looked at.
  public static final int MAX_CHARACTERS = 2_000;

  /// Most words that are looked at.
  public static final int MAX_WORDS = 120;

  private static final double NEAR_ENOUGH = 1.0;
  private static final int MIN_LITERALS_TO_ASK = 2;

  private final Lexicon lexicon;
  private final Language language;
  private final SentenceGraph sentences;
  private final Unfinished unfinished;
  private final NearMissFinder nearMisses;

  /// Made when it is first asked for; made twice by two threads it is the same.
  private volatile @Nullable Relevance relevance;

  private Matcher(Lexicon lexicon, Language language) {
    this.lexicon = lexicon;
    this.language = language;
    this.sentences = new SentenceGraph(lexicon, language);
    this.unfinished = new Unfinished(sentences, lexicon);
    this.nearMisses = new NearMissFinder(lexicon, sentences, language);
  }

  /// Refuses a lexicon with problems and lists them all.
  public static Matcher compile(Lexicon lexicon) {
    List<String> problems = lexicon.problems();
    if (!problems.isEmpty()) {
      throw new UnderstandingException(problems);
    }
    return new Matcher(lexicon, Languages.of(lexicon.language()).orElseThrow());
  }

  public Lexicon lexicon() {
    return lexicon;
  }

  /// Which intents have to do with a text, whether it means one of them or not.
  public Relevance relevance() {
    Relevance known = relevance;
    if (known == null) {
      known = new Relevance(lexicon, language);
      relevance = known;
    }
    return known;
  }

  /// The intents the whole text means, best first, one match an intent; empty when there is none.
  public List<IntentMatch> match(String text) {
    return match(tokens(text));
  }

  /// The intents the text would mean if a list had the value that was said, best first.
  public List<NearMiss> nearMisses(String text) {
    Tokens tokens = tokens(text);
    return tokens.size() == 0 ? List.of() : nearMisses.find(tokens);
  }

  /// The commands in a sentence, in order. It is cut at "and" or "then" only where both sides can
  /// be understood (or nearly); a side that names only a value ("and the porch lamp") takes its
  /// verb from the side before. Never empty unless the text has no words.
  public List<Command> matchAll(String text) {
    Tokens tokens = tokens(text);
    return tokens.size() == 0 ? List.of() : new CommandSplitter(this, language, tokens).commands();
  }

  /// Whether the words heard so far are a command, its beginning, or neither.
  public Completeness state(String partial) {
    Tokens tokens = tokens(partial);
    if (tokens.size() == 0) {
      return Completeness.OTHER;
    }
    Completeness whole = state(tokens);
    return whole == Completeness.OTHER
        ? new CommandSplitter(this, language, tokens).lastState()
        : whole;
  }

  List<IntentMatch> match(Tokens tokens) {
    if (tokens.size() == 0) {
      return List.of();
    }
    Walk walk = new Walk(sentences, language, tokens, false);
    Map<Integer, Candidate> found = new HashMap<>();
    for (Path path : walk.ends()) {
      for (int i = 0; path.grounded() && i < sentences.graph().labels(path.state); i++) {
        add(found, candidate(sentences.graph().label(path.state, i), path, 0));
      }
    }
    if (found.isEmpty()) {
      unfinished(walk.ends(), found);
    }
    return found.values().stream()
        .sorted(Candidate.BEST_FIRST)
        .map(c -> Explainer.match(c, tokens, lexicon))
        .toList();
  }

  Completeness state(Tokens tokens) {
    Walk walk = new Walk(sentences, language, tokens, false);
    double complete = Double.NEGATIVE_INFINITY;
    double more = walk.openScore();
    boolean lacking = false;
    for (Path path : walk.ends()) {
      boolean done = false;
      for (int i = 0; path.grounded() && i < sentences.graph().labels(path.state); i++) {
        done |= candidate(sentences.graph().label(path.state, i), path, 0).missing().isEmpty();
      }
      if (done) {
        complete = Math.max(complete, path.score);
      } else {
        lacking |= path.grounded() && sentences.graph().accepting(path.state);
      }
      if (sentences.graph().edges(path.state) > 0 || path.open) {
        more = Math.max(more, path.score);
      }
    }
    if (complete == Double.NEGATIVE_INFINITY) {
      Completeness ended = lacking ? Completeness.COMPLETE : Completeness.OTHER;
      return more == Double.NEGATIVE_INFINITY ? ended : Completeness.PREFIX;
    }
    return more > complete - NEAR_ENOUGH
        ? Completeness.COMPLETE_MAY_CONTINUE
        : Completeness.COMPLETE;
  }

  Tokens tokens(String text) {
    Tokens none = Tokens.of("", language);
    if (text.length() > MAX_CHARACTERS) {
      return none;
    }
    Tokens tokens = Tokens.of(text, language);
    return tokens.size() > MAX_WORDS ? none : tokens;
  }

  List<NearMiss> nearMisses(Tokens tokens) {
    return nearMisses.find(tokens);
  }

  /// Sentences that stop in front of a required slot: "set a timer" without "for five minutes".
  private void unfinished(Collection<Path> ends, Map<Integer, Candidate> found) {
    for (Path path : ends) {
      if (path.literals >= MIN_LITERALS_TO_ASK && path.freeWords == 0) {
        for (Unfinished.Rest rest : unfinished.from(path.state)) {
          add(found, candidate(rest.intent(), path, rest.words()));
        }
      }
    }
    found.values().removeIf(candidate -> candidate.missing().isEmpty());
  }

  private Candidate candidate(int intent, Path path, int unsaid) {
    List<String> missing = new ArrayList<>();
    lexicon
        .intents()
        .get(intent)
        .slots()
        .forEach((name, slot) -> {
          if (slot.required() && !fills(path, name)) {
            missing.add(name);
          }
        });
    return new Candidate(intent, path, missing, unsaid);
  }

  private static boolean fills(Path path, String slot) {
    for (@Nullable Path step = path; step != null; step = step.before) {
      if (step.slot != null && step.slot.slot().equals(slot)) {
        return true;
      }
    }
    return false;
  }

  private static void add(Map<Integer, Candidate> found, Candidate candidate) {
    found.merge(
        candidate.intent(),
        candidate,
        (old, now) -> Candidate.BEST_FIRST.compare(now, old) < 0 ? now : old);
  }

  /// A path that ends in an intent.
  ///
  /// @param unsaid words of the sentence that were not said
  record Candidate(int intent, Path path, List<String> missing, int unsaid) {
    static final Comparator<Candidate> BEST_FIRST =
        Comparator.<Candidate>comparingDouble(c -> -c.path().score)
            .thenComparingInt(c -> c.missing().size())
            .thenComparingInt(Candidate::unsaid)
            .thenComparingInt(c -> c.path().freeWords)
            .thenComparingInt(Candidate::intent);
  }
}
