package dev.loqa.edge.stt;

import dev.loqa.base.json.Json;
import dev.loqa.protocol.Vocabulary;
import dev.loqa.understanding.Completeness;
import dev.loqa.understanding.Lexicon;
import dev.loqa.understanding.ListValue;
import dev.loqa.understanding.Matcher;
import dev.loqa.understanding.grammar.TypicalSentences;
import dev.loqa.understanding.grammar.WordGraph;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
  /// Whisper reads at most the last 224 tokens of a prompt, about 800 letters.
  private static final int NAME_LETTERS = 300;

  private static final int SENTENCE_LETTERS = 400;
  private static final Pattern NAME_AS_SAID = Pattern.compile("[^\\[\\](){}|<>;]+");
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

  /// The names of the house and sentences as they are said in it, as far as a prompt has room. The
  /// sentences are last: a model that reads only the end of a prompt reads them.
  private static String hint(Lexicon lexicon) {
    var names =
        lexicon.lists().values().stream()
            .flatMap(List::stream)
            .map(ListValue::in)
            .filter(name -> NAME_AS_SAID.matcher(name).matches());
    var sentences = TypicalSentences.of(lexicon).stream();
    return (joined(names, ", ", NAME_LETTERS) + " " + joined(sentences, " ", SENTENCE_LETTERS))
        .strip();
  }

  private static String joined(Stream<String> texts, String between, int mostLetters) {
    var joined = new StringBuilder();
    for (var text : (Iterable<String>) texts.distinct()::iterator) {
      if (joined.length() + between.length() + text.length() > mostLetters) {
        break;
      }
      joined.append(joined.isEmpty() ? "" : between).append(text);
    }
    return joined.toString();
  }
}
