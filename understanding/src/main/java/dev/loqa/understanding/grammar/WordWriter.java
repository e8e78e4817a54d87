package dev.loqa.understanding.grammar;

import dev.loqa.understanding.IntentSpec;
import dev.loqa.understanding.Lexicon;
import dev.loqa.understanding.ListValue;
import dev.loqa.understanding.SlotSpec;
import dev.loqa.understanding.Source;
import dev.loqa.understanding.UnderstandingException;
import dev.loqa.understanding.graph.Graph;
import dev.loqa.understanding.graph.GraphTooLargeException;
import dev.loqa.understanding.graph.Nfa;
import dev.loqa.understanding.graph.TemplateWriter;
import dev.loqa.understanding.language.Language;
import dev.loqa.understanding.language.Languages;
import dev.loqa.understanding.language.Tokens;
import dev.loqa.understanding.template.Expression;
import dev.loqa.understanding.template.Expression.NumberSlot;
import dev.loqa.understanding.template.Expression.Slot;
import dev.loqa.understanding.template.TemplateParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Writes a lexicon as spoken words. Sentences are first made one minimal graph over words and
/// slots; then each slot edge that is left is replaced by the graph of its values. Used once by one
/// thread.
final class WordWriter {
  static final int MAX_STATES = 1_000_000;
  private static final int FIRST_SLOT = 1 << 24;
  private static final int MAX_RANGE = 1_000;

  private final Lexicon lexicon;
  private final Language language;
  private final Map<String, Integer> symbols = new LinkedHashMap<>();
  private final Map<Object, Integer> slotSymbols = new HashMap<>();
  private final List<Graph> slotGraphs = new ArrayList<>();
  private final Map<String, Expression> rules = new HashMap<>();

  WordWriter(Lexicon lexicon) {
    this.lexicon = lexicon;
    this.language = Languages.of(lexicon.language()).orElseThrow();
    language
        .grammar()
        .forEach((name, body) -> rules.put("spoken." + name, TemplateParser.parse(body)));
    lexicon.rules().forEach((name, body) -> rules.put(name, TemplateParser.parse(body)));
  }

  List<String> words() {
    return List.copyOf(symbols.keySet());
  }

  Graph graph() {
    Graph sentences =
        built(nfa -> {
          for (IntentSpec intent : lexicon.intents()) {
            TemplateWriter writer = new TemplateWriter(nfa, new SpokenInk(nfa, intent, false));
            intent
                .sentences()
                .forEach(s -> nfa.accept(writer.write(TemplateParser.parse(s), 0), 0));
          }
        });
    return built(nfa -> unfold(sentences, nfa));
  }

  private void unfold(Graph sentences, Nfa nfa) {
    while (nfa.states() < sentences.size()) {
      nfa.newState();
    }
    for (int state = 0; state < sentences.size(); state++) {
      for (int i = 0; i < sentences.edges(state); i++) {
        int symbol = sentences.symbol(state, i);
        if (symbol < FIRST_SLOT) {
          nfa.edge(state, symbol, sentences.target(state, i));
        } else {
          nfa.embed(slotGraphs.get(symbol - FIRST_SLOT), state, sentences.target(state, i));
        }
      }
      if (sentences.accepting(state)) {
        nfa.accept(state, 0);
      }
    }
  }

  private Graph built(Consumer<Nfa> writing) {
    Nfa nfa = new Nfa();
    writing.accept(nfa);
    try {
      return Graph.of(nfa, MAX_STATES);
    } catch (GraphTooLargeException e) {
      throw new UnderstandingException(
          "the word graph is too large: use fewer optional parts or shorter lists", e);
    }
  }

  /// The symbol of a slot's values; its graph is made at the first use.
  private int symbol(Object values, Consumer<Nfa> writing) {
    Integer known = slotSymbols.get(values);
    if (known == null) {
      Graph graph = built(writing);
      known = FIRST_SLOT + slotGraphs.size();
      slotGraphs.add(graph);
      slotSymbols.put(values, known);
    }
    return known;
  }

  private int symbol(Source source, List<String> textWords) {
    return switch (source) {
      case Source.Listed listed ->
          symbol(source, nfa -> list(nfa, lexicon.lists().getOrDefault(listed.list(), List.of())));
      case Source.Ranged range -> symbol(source, nfa -> range(nfa, range.from(), range.to()));
      case Source.Typed typed when typed.type().equals(SlotSpec.TEXT) ->
          symbol(textWords, nfa -> text(nfa, textWords));
      case Source.Typed typed -> symbol(source, nfa -> rule(nfa, typed.type()));
    };
  }

  private void list(Nfa nfa, List<ListValue> values) {
    TemplateWriter writer = ink(nfa, false);
    values.forEach(value -> nfa.accept(writer.write(TemplateParser.parse(value.in()), 0), 0));
  }

  private void range(Nfa nfa, int from, int to) {
    TemplateWriter writer = ink(nfa, false);
    for (int i = from; i <= Math.min(to, from + MAX_RANGE); i++) {
      nfa.accept(writer.write(new Expression.Words(language.spoken(i)), 0), 0);
    }
  }

  private void rule(Nfa nfa, String type) {
    nfa.accept(ink(nfa, true).write(new Expression.Rule(type), 0), 0);
  }

  private void text(Nfa nfa, List<String> words) {
    int state = 0;
    for (int i = 0; i < WordGraph.TEXT_WORDS; i++) {
      int next = nfa.newState();
      for (String word : words) {
        nfa.epsilon(ink(nfa, false).write(new Expression.Words(word), state), next);
      }
      nfa.accept(next, 0);
      state = next;
    }
  }

  private TemplateWriter ink(Nfa nfa, boolean spoken) {
    return new TemplateWriter(
        nfa, new SpokenInk(nfa, new IntentSpec("values", List.of(), Map.of()), spoken));
  }

  private final class SpokenInk implements TemplateWriter.Ink {
    private final Nfa nfa;
    private final IntentSpec intent;
    private final boolean spoken;

    /// @param spoken whether rules are the language's instead of the lexicon's
    SpokenInk(Nfa nfa, IntentSpec intent, boolean spoken) {
      this.nfa = nfa;
      this.intent = intent;
      this.spoken = spoken;
    }

    @Override
    public int words(String fragment, int state) {
      Tokens tokens = Tokens.of(fragment, language);
      int now = state;
      for (String written : tokens.words()) {
        for (String word : language.heardAs(written)) {
          int next = nfa.newState();
          nfa.edge(now, symbols.computeIfAbsent(word, _ -> symbols.size()), next);
          now = next;
        }
      }
      return now;
    }

    @Override
    public int slot(Slot slot, int state) {
      Source source = Source.of(slot.source(), slot.name(), intent, lexicon).orElseThrow();
      SlotSpec spec = intent.slots().get(slot.name());
      return edge(symbol(source, spec == null ? List.of() : spec.words()), state);
    }

    @Override
    public int number(NumberSlot slot, int state) {
      return edge(symbol(new Source.Ranged(slot.from(), slot.to()), List.of()), state);
    }

    @Override
    public Expression rule(String name) {
      Expression rule = rules.get(spoken ? "spoken." + name : name);
      if (rule == null) {
        throw new TemplateWriter.WritingException(
            "there is no rule <" + name + ">: add it to rules");
      }
      return rule;
    }

    private int edge(int symbol, int state) {
      int next = nfa.newState();
      nfa.edge(state, symbol, next);
      return next;
    }
  }
}
