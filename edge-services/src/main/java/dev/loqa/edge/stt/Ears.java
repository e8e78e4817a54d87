package dev.loqa.edge.stt;

import dev.loqa.base.json.Json;
import dev.loqa.protocol.Vocabulary;
import dev.loqa.understanding.Completeness;
import dev.loqa.understanding.Lexicon;
import dev.loqa.understanding.Matcher;
import dev.loqa.understanding.grammar.WordGraph;
import java.util.List;
import java.util.function.Function;

/// What can be heard in this house, and what the words heard so far are worth.
///
/// @param language BCP 47
/// @param meaning pure, for any thread
/// @param words the sentences, to which those that answer a question can be added
record Ears(
    String language,
    Grammar grammar,
    Function<String, Completeness> meaning,
    List<WordGraph> words) {
  private static final int HINT_LETTERS = 400;
  private static final String NAME = "house";

  /// The ears for a vocabulary that loqad sent.
  static Ears of(Vocabulary vocabulary) {
    var lexicon = Json.fromMap(vocabulary.lexicon(), Lexicon.class);
    var matcher = Matcher.compile(lexicon);
    var name = NAME + "-" + vocabulary.version();
    var words = List.of(WordGraph.of(lexicon));
    var grammar = Grammar.ofFsg(name, WordGraph.toFsg(NAME, words), hint(lexicon));
    return new Ears(lexicon.language(), grammar, matcher::state, words);
  }

  /// Ears that also hear `answers`.
  ///
  /// @param number tells these answers from others in the grammar's name
  Ears with(Lexicon answers, int number) {
    var matcher = Matcher.compile(answers);
    var both = List.of(words.getFirst(), WordGraph.of(answers));
    var heard =
        Grammar.ofFsg(
            grammar.name() + "-answers-" + number, WordGraph.toFsg(NAME, both), grammar.hint());
    return new Ears(
        language,
        heard,
        said -> Completeness.either(meaning.apply(said), matcher.state(said)),
        both);
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
