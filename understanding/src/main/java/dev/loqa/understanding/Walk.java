package dev.loqa.understanding;

import dev.loqa.understanding.SentenceGraph.ListGraph;
import dev.loqa.understanding.SentenceGraph.SlotSymbol;
import dev.loqa.understanding.graph.Graph;
import dev.loqa.understanding.language.Language;
import dev.loqa.understanding.language.Reading;
import dev.loqa.understanding.language.Reading.Span;
import dev.loqa.understanding.language.Token;
import dev.loqa.understanding.language.Tokens;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/// One walk of a sentence through the graph: at each word the best [Path] to every state it can be
/// in. The work is bounded by states times words, and by a budget. Used once by one thread.
final class Walk {
  private static final int BUDGET = 200_000;
  private static final int MAX_FREE_WORDS = 30;
  private static final int MAX_UNKNOWN_WORDS = 5;

  private final SentenceGraph sentences;
  private final Graph graph;
  private final Language language;
  private final Tokens tokens;
  private final boolean unknowns;
  private final int[] symbols;
  private final List<Map<Integer, Path>> at;
  private final Map<Long, Reading> readings = new HashMap<>();
  private int work;
  private double openScore = Double.NEGATIVE_INFINITY;

  /// @param unknowns whether one slot may take words that are not in its list
  Walk(SentenceGraph sentences, Language language, Tokens tokens, boolean unknowns) {
    this.sentences = sentences;
    this.graph = sentences.graph();
    this.language = language;
    this.tokens = tokens;
    this.unknowns = unknowns;
    this.symbols = new int[tokens.size()];
    this.at = new ArrayList<>(tokens.size() + 1);
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = sentences.word(tokens.get(i).key());
    }
    for (int i = 0; i <= symbols.length; i++) {
      at.add(new LinkedHashMap<>());
    }
    run();
  }

  /// The best paths that took all words, one a state.
  Collection<Path> ends() {
    return at.get(symbols.length).values();
  }

  /// It was given up, so [#ends()] may lack some.
  boolean exhausted() {
    return work > BUDGET;
  }

  /// The best score of a path whose last value stopped in the middle, such as half a name.
  double openScore() {
    return openScore;
  }

  private void run() {
    at.get(0).put(0, Path.start());
    for (int i = 0; i < symbols.length && work <= BUDGET; i++) {
      for (Path path : List.copyOf(at.get(i).values())) {
        skip(path, i);
        step(path, i);
        if (work > BUDGET) {
          break;
        }
      }
    }
  }

  private void step(Path path, int i) {
    int next = symbols[i] < 0 ? -1 : graph.next(path.state, symbols[i]);
    if (next >= 0) {
      boolean article = language.articles().contains(tokens.get(i).key());
      arrive(i + 1, article ? path.article(next, i) : path.literal(next, i));
    }
    for (int edge = graph.edges(path.state) - 1; edge >= 0; edge--) {
      int symbol = graph.symbol(path.state, edge);
      if (symbol < SentenceGraph.FIRST_SLOT) {
        break;
      }
      slot(path, i, symbol, graph.target(path.state, edge));
    }
  }

  private void skip(Path path, int i) {
    Token token = tokens.get(i);
    if (language.articles().contains(token.key()) || language.fillers().contains(token.key())) {
      arrive(i + 1, path.skip(i + 1, i));
    }
    if (path.fresh()) {
      for (List<String> opening : language.openings()) {
        if (says(opening, i)) {
          arrive(i + opening.size(), path.skip(i + opening.size(), i));
        }
      }
    } else {
      for (List<String> closing : language.closings()) {
        if (i + closing.size() == symbols.length && says(closing, i)) {
          arrive(symbols.length, path.skip(symbols.length, i));
        }
      }
    }
  }

  private boolean says(List<String> phrase, int from) {
    if (from + phrase.size() > symbols.length) {
      return false;
    }
    for (int i = 0; i < phrase.size(); i++) {
      if (!tokens.get(from + i).key().equals(phrase.get(i))) {
        return false;
      }
    }
    return true;
  }

  private void slot(Path path, int i, int symbol, int next) {
    SlotSymbol slot = sentences.slot(symbol);
    if (slot.source() instanceof Source.Typed typed && typed.type().equals(SlotSpec.TEXT)) {
      free(path, i, slot, next);
      return;
    }
    Reading reading =
        readings.computeIfAbsent(((long) i << 32) | symbol, _ -> read(slot.source(), i));
    for (Span span : reading.spans()) {
      boolean open = reading.open() && span.end() == symbols.length;
      arrive(span.end(), path.slot(next, slot, i, span.end(), span.value(), open));
    }
    if (reading.open()) {
      openScore = Math.max(openScore, path.score + 0.9 * (symbols.length - i));
    }
    if (unknowns
        && !path.unknown
        && slot.source() instanceof Source.Listed
        && reading.spans().isEmpty()) {
      unknown(path, i, slot, next);
    }
  }

  private void free(Path path, int i, SlotSymbol slot, int next) {
    if (isLoose(i) || language.negations().contains(tokens.get(i).key())) {
      return;
    }
    int last = Math.min(symbols.length, i + MAX_FREE_WORDS);
    for (int end = i + 1; end <= last; end++) {
      if (end == i + 1 || !isLoose(end - 1)) {
        String text = tokens.text(i, end);
        arrive(end, path.free(next, slot, i, end, text, end == symbols.length));
      }
    }
  }

  private void unknown(Path path, int i, SlotSymbol slot, int next) {
    if (isLoose(i)) {
      return;
    }
    int last = Math.min(symbols.length, i + MAX_UNKNOWN_WORDS);
    for (int end = i + 1; end <= last; end++) {
      String key = tokens.get(end - 1).key();
      if (language.conjunctions().contains(key) || language.notInNames().contains(key)) {
        return;
      }
      if (!isLoose(end - 1)) {
        arrive(end, path.unknown(next, slot, i, end, tokens.text(i, end)));
      }
    }
  }

  /// Articles and "please" neither begin nor end what a person names.
  private boolean isLoose(int i) {
    String key = tokens.get(i).key();
    return language.articles().contains(key) || language.fillers().contains(key);
  }

  private Reading read(Source source, int i) {
    return switch (source) {
      case Source.Listed listed ->
          ListReader.read(sentences.list(listed.list()), symbols, i, this::isLoose);
      case Source.Ranged range -> within(language.number(tokens, i), range);
      case Source.Typed typed ->
          switch (typed.type()) {
            case SlotSpec.DURATION -> language.duration(tokens, i);
            case SlotSpec.NUMBER -> language.number(tokens, i);
            case SlotSpec.PERCENTAGE -> language.percentage(tokens, i);
            case SlotSpec.TIME -> language.time(tokens, i);
            case SlotSpec.DATETIME -> language.when(tokens, i, true);
            case SlotSpec.WHEN -> language.when(tokens, i, false);
            default -> Reading.NONE;
          };
    };
  }

  private static Reading within(Reading reading, Source.Ranged range) {
    List<Span> good =
        reading.spans().stream()
            .filter(span ->
                span.value() instanceof Long value && value >= range.from() && value <= range.to())
            .toList();
    return new Reading(good, reading.open());
  }

  private void arrive(int position, Path path) {
    work++;
    int key = path.unknown ? -1 - path.state : path.state;
    at.get(position).merge(key, path, (old, now) -> now.beats(old) ? now : old);
  }

  /// Reads list values: a walk through the list's own graph.
  private static final class ListReader {
    static Reading read(ListGraph list, int[] symbols, int from, IntPredicate loose) {
      Graph graph = list.graph();
      List<Span> spans = new ArrayList<>();
      int state = 0;
      int i = from;
      boolean stepped = false;
      while (true) {
        if (stepped && graph.accepting(state)) {
          spans.addFirst(new Span(i, list.values().get(graph.label(state, 0)).out()));
        }
        if (i == symbols.length) {
          return new Reading(spans, graph.edges(state) > 0);
        }
        int next = symbols[i] < 0 ? -1 : graph.next(state, symbols[i]);
        if (next < 0 && i > from && loose.test(i)) {
          i++;
          stepped = false;
          continue;
        }
        if (next < 0) {
          return new Reading(spans, false);
        }
        state = next;
        i++;
        stepped = true;
      }
    }
  }
}
