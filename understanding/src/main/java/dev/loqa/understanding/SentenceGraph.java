package dev.loqa.understanding;

import dev.loqa.understanding.graph.Graph;
import dev.loqa.understanding.graph.GraphTooLargeException;
import dev.loqa.understanding.graph.Nfa;
import dev.loqa.understanding.graph.TemplateWriter;
import dev.loqa.understanding.language.Language;
import dev.loqa.understanding.language.Token;
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

/// All sentences of a lexicon as one deterministic graph over words and slots, and one graph a
/// list. Words are compared by key and articles are optional. Immutable after it is made.
final class SentenceGraph {
  private static final int MAX_STATES = 500_000;

  /// A slot as a symbol of the graph.
  record SlotSymbol(String slot, Source source) {}

  /// A list's graph; labels are indices of its values.
  record ListGraph(Graph graph, List<ListValue> values) {}

  private final Lexicon lexicon;
  private final Language language;
  private final Map<String, Integer> words = new HashMap<>();
  private final Map<SlotSymbol, Integer> slotSymbols = new LinkedHashMap<>();
  private final List<SlotSymbol> slots = new ArrayList<>();
  private final Map<String, Expression> rules = new HashMap<>();
  private final Map<String, ListGraph> lists = new HashMap<>();
  private final Graph graph;

  /// Slot symbols are numbered from here, so that they sort behind words.
  static final int FIRST_SLOT = 1 << 24;

  SentenceGraph(Lexicon lexicon, Language language) {
    this.lexicon = lexicon;
    this.language = language;
    lexicon.rules().forEach((name, body) -> rules.put(name, TemplateParser.parse(body)));
    lexicon.lists().forEach((name, values) -> lists.put(name, list(values)));
    this.graph = sentences();
  }

  Graph graph() {
    return graph;
  }

  /// The symbol of a key, or -1 if no sentence has it.
  int word(String key) {
    return words.getOrDefault(key, -1);
  }

  SlotSymbol slot(int symbol) {
    return slots.get(symbol - FIRST_SLOT);
  }

  int slotCount() {
    return slots.size();
  }

  ListGraph list(String name) {
    ListGraph found = lists.get(name);
    if (found == null) {
      throw new IllegalStateException("no list " + name);
    }
    return found;
  }

  private Graph sentences() {
    Nfa nfa = new Nfa();
    for (int i = 0; i < lexicon.intents().size(); i++) {
      IntentSpec intent = lexicon.intents().get(i);
      TemplateWriter writer = new TemplateWriter(nfa, new MatcherInk(nfa, intent));
      for (String sentence : intent.sentences()) {
        nfa.accept(writer.write(TemplateParser.parse(sentence), 0), i);
      }
    }
    return made(nfa);
  }

  private ListGraph list(List<ListValue> values) {
    Nfa nfa = new Nfa();
    IntentSpec none = new IntentSpec("list", List.of(), Map.of());
    TemplateWriter writer = new TemplateWriter(nfa, new MatcherInk(nfa, none));
    for (int i = 0; i < values.size(); i++) {
      nfa.accept(writer.write(TemplateParser.parse(values.get(i).in()), 0), i);
    }
    return new ListGraph(made(nfa), values);
  }

  private static Graph made(Nfa nfa) {
    try {
      return Graph.of(nfa, MAX_STATES);
    } catch (GraphTooLargeException e) {
      throw new UnderstandingException(
          List.of(e.getMessage() == null ? "too large" : e.getMessage()));
    }
  }

  private final class MatcherInk implements TemplateWriter.Ink {
    private final Nfa nfa;
    private final IntentSpec intent;

    MatcherInk(Nfa nfa, IntentSpec intent) {
      this.nfa = nfa;
      this.intent = intent;
    }

    @Override
    public int words(String fragment, int state) {
      Tokens tokens = Tokens.of(fragment, language);
      int now = state;
      for (int i = 0; i < tokens.size(); i++) {
        Token token = tokens.get(i);
        int next = nfa.newState();
        nfa.edge(now, words.computeIfAbsent(token.key(), _ -> words.size()), next);
        if (language.articles().contains(token.key())) {
          nfa.epsilon(now, next);
        }
        now = next;
      }
      return now;
    }

    @Override
    public int slot(Slot slot, int state) {
      Source source = Source.of(slot.source(), slot.name(), intent, lexicon).orElseThrow();
      return symbol(new SlotSymbol(slot.name(), source), state);
    }

    @Override
    public int number(NumberSlot slot, int state) {
      return symbol(new SlotSymbol(slot.name(), new Source.Ranged(slot.from(), slot.to())), state);
    }

    @Override
    public Expression rule(String name) {
      Expression rule = rules.get(name);
      if (rule == null) {
        throw new TemplateWriter.WritingException("there is no rule <" + name + ">");
      }
      return rule;
    }

    private int symbol(SlotSymbol slot, int state) {
      Integer known = slotSymbols.get(slot);
      if (known == null) {
        known = FIRST_SLOT + slots.size();
        slots.add(slot);
        slotSymbols.put(slot, known);
      }
      int next = nfa.newState();
      nfa.edge(state, known, next);
      return next;
    }
  }
}
