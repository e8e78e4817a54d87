package dev.loqa.edge.stt;

import dev.loqa.base.json.Json;
import dev.loqa.protocol.Vocabulary;
import dev.loqa.understanding.Completeness;
import dev.loqa.understanding.Lexicon;
import dev.loqa.understanding.Matcher;
import dev.loqa.understanding.grammar.WordGraph;
import java.util.function.Function;

/// What can be heard in this house, and what the words heard so far are worth.
///
/// @param meaning pure, for any thread
record Ears(Grammar grammar, Function<String, Completeness> meaning) {
  private static final int HINT_LETTERS = 400;

  /// The ears for a vocabulary that loqad sent.
  static Ears of(Vocabulary vocabulary) {
    var lexicon = Json.fromMap(vocabulary.lexicon(), Lexicon.class);
    var matcher = Matcher.compile(lexicon);
    var name = "house-" + vocabulary.version();
    var grammar = Grammar.ofFsg(name, WordGraph.of(lexicon).toFsg("house"), hint(lexicon));
    return new Ears(grammar, matcher::state);
  }

  /// The names of the house, as far as a prompt has room.
  private static String hint(Lexicon lexicon) {
    var hint = new StringBuilder();
    for (var list : lexicon.lists().values()) {
      for (var value : list) {
        if (hint.length() + value.in().length() + 2 > HINT_LETTERS) {
          return hint.toString();
        }
        hint.append(hint.isEmpty() ? "" : ", ").append(value.in());
      }
    }
    return hint.toString();
  }
}
