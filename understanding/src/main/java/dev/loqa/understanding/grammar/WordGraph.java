package dev.loqa.understanding.grammar;

import dev.loqa.understanding.Lexicon;
import dev.loqa.understanding.UnderstandingException;
import dev.loqa.understanding.graph.Graph;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// All sentences of a lexicon as one deterministic, minimal graph of spoken words, for a recognizer
/// that hears only what it expects. Numbers and durations are spelled out; free text is up to
/// [#TEXT_WORDS] of the words the slot names; articles are as the sentences have them. Immutable,
/// for all threads.
public final class WordGraph {
  /// Most words of free text in one slot.
  public static final int TEXT_WORDS = 2;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private final Graph graph;
  private final List<String> words;
  private final Map<String, Integer> symbols = new HashMap<>();

  private WordGraph(Graph graph, List<String> words) {
    this.graph = graph;
    this.words = List.copyOf(words);
    for (int i = 0; i < words.size(); i++) {
      symbols.put(words.get(i), i);
    }
  }

  /// Refuses a lexicon with problems and lists them all.
  public static WordGraph of(Lexicon lexicon) {
    List<String> problems = lexicon.problems();
    if (!problems.isEmpty()) {
      throw new UnderstandingException(problems);
    }
    WordWriter writer = new WordWriter(lexicon);
    return new WordGraph(writer.graph(), writer.words());
  }

  /// The same without the sentences that need a word outside `known`, such as the words of a
  /// dictionary.
  public WordGraph only(Collection<String> known) {
    boolean[] kept = new boolean[words.size()];
    for (String word : known) {
      Integer symbol = symbols.get(word);
      if (symbol != null) {
        kept[symbol] = true;
      }
    }
    return new WordGraph(Cutting.keep(graph, kept), words);
  }

  /// The words that occur, sorted.
  public SortedSet<String> words() {
    SortedSet<String> used = new TreeSet<>();
    for (int state = 0; state < graph.size(); state++) {
      for (int i = 0; i < graph.edges(state); i++) {
        used.add(words.get(graph.symbol(state, i)));
      }
    }
    return used;
  }

  public int states() {
    return graph.size();
  }

  /// Whether these words are a whole sentence.
  public boolean accepts(List<String> said) {
    int state = walk(said);
    return state >= 0 && graph.accepting(state);
  }

  /// Whether these words are a whole sentence that no sentence continues.
  public boolean isComplete(List<String> said) {
    int state = walk(said);
    return state >= 0 && graph.accepting(state) && graph.edges(state) == 0;
  }

  /// Whether a sentence continues these words.
  public boolean isPrefix(List<String> said) {
    int state = walk(said);
    return state >= 0 && graph.edges(state) > 0;
  }

  /// The words that may come next, sorted.
  public SortedSet<String> next(List<String> said) {
    SortedSet<String> next = new TreeSet<>();
    int state = walk(said);
    for (int i = 0; state >= 0 && i < graph.edges(state); i++) {
      next.add(words.get(graph.symbol(state, i)));
    }
    return next;
  }

  /// The graph as Sphinx reads it. All words that leave a state are equally likely.
  public String toFsg(String name) {
    return toFsg(name, List.of(this));
  }

  /// Several graphs as one grammar that takes the sentences of each; what begins a sentence is
  /// equally likely in each.
  public static String toFsg(String name, List<WordGraph> graphs) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is no name of a grammar: use letters, digits, _ . and -");
    }
    int states = graphs.stream().mapToInt(WordGraph::states).sum();
    // One graph begins where the grammar does; of several each has its own beginning.
    int start = graphs.size() == 1 ? 0 : states + 1;
    StringBuilder text = new StringBuilder(states * 64);
    text.append("FSG_BEGIN ").append(name).append('\n');
    text.append("NUM_STATES ").append(Math.max(states, start) + 1).append('\n');
    text.append("START_STATE ").append(start).append('\n');
    text.append("FINAL_STATE ").append(states).append('\n');
    int from = 0;
    for (WordGraph graph : graphs) {
      if (start > 0) {
        transition(text, start, from, likely(graphs.size()));
        text.append('\n');
      }
      graph.write(text, from, states);
      from += graph.states();
    }
    return text.append("FSG_END\n").toString();
  }

  /// @param first the number of its first state
  /// @param end the state that ends a sentence
  private void write(StringBuilder text, int first, int end) {
    for (int state = 0; state < graph.size(); state++) {
      boolean accepting = graph.accepting(state);
      String probability = likely(graph.edges(state) + (accepting ? 1 : 0));
      for (int i = 0; i < graph.edges(state); i++) {
        transition(text, first + state, first + graph.target(state, i), probability);
        text.append(' ').append(words.get(graph.symbol(state, i))).append('\n');
      }
      if (accepting) {
        transition(text, first + state, end, probability);
        text.append('\n');
      }
    }
  }

  private static String likely(int ways) {
    return ways < 2 ? "1.0" : String.format(Locale.ROOT, "%.7f", 1.0 / ways);
  }

  private static void transition(StringBuilder text, int from, int to, String probability) {
    text.append("TRANSITION ").append(from).append(' ').append(to).append(' ').append(probability);
  }

  private int walk(List<String> said) {
    int state = 0;
    for (String word : said) {
      Integer symbol = symbols.get(word.toLowerCase(Locale.ROOT));
      state = symbol == null || state < 0 ? -1 : graph.next(state, symbol);
    }
    return state;
  }
}
