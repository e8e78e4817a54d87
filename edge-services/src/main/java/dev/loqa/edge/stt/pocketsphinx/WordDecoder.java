package dev.loqa.edge.stt.pocketsphinx;

import dev.loqa.base.life.Part;
import dev.loqa.edge.stt.Grammar;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A decoder that hears the words of a grammar, whichever grammar it is asked for. Belongs to one
/// thread at a time.
///
/// A new grammar is loaded under a new name and activated; the [#MOST_LOADED] that were used last
/// stay loaded, for a question's answers come and go. All that happens between utterances.
final class WordDecoder implements Part {
  /// Weight of the grammar's transition probabilities against the sound.
  private static final float LANGUAGE_WEIGHT = 1.0f;

  private static final int MOST_LOADED = 3;

  private final PocketSphinxLibrary library;
  private final ModelFolder model;
  private final Pronunciations pronunciations;
  private final WordSearch search;
  private final Set<String> loadedWords = new HashSet<>();

  /// The names that the decoder knows grammars by; the one that was used last is the last.
  private final LinkedHashMap<Grammar, String> loaded = new LinkedHashMap<>(4, 0.75f, true);

  private @Nullable Decoder words;
  private @Nullable Grammar grammar;
  private int grammars;

  WordDecoder(
      PocketSphinxLibrary library,
      ModelFolder model,
      Pronunciations pronunciations,
      WordSearch search) {
    this.library = library;
    this.model = model;
    this.pronunciations = pronunciations;
    this.search = search;
  }

  /// The decoder, ready for the words of `wanted`; the same grammar again costs nothing.
  Decoder ready(Grammar wanted) {
    var decoder = words;
    if (decoder != null && wanted.equals(grammar)) {
      return decoder;
    }
    var sounds = pronunciations.pronounce(wanted.words());
    if (decoder == null) {
      decoder = start(sounds);
      words = decoder;
    }
    var name = loaded.get(wanted);
    if (name == null) {
      name = load(decoder, wanted, sounds);
      loaded.put(wanted, name);
    }
    decoder.activate(name);
    if (loaded.size() > MOST_LOADED) {
      decoder.remove(loaded.pollFirstEntry().getValue());
    }
    grammar = wanted;
    return decoder;
  }

  private Decoder start(Map<String, List<String>> sounds) {
    var dictionary = Pronunciations.write(sounds);
    try {
      var settings = new TreeMap<>(search.settings());
      settings.put("dict", dictionary.toString());
      // Scores are relative to the best of what is computed: only all senones make the two
      // decoders' comparable.
      settings.put("compallsen", "yes");
      var decoder = Decoder.start(library, model, settings);
      loadedWords.addAll(sounds.keySet());
      return decoder;
    } finally {
      TemporaryFile.delete(dictionary);
    }
  }

  /// The name that it is loaded under.
  private String load(Decoder decoder, Grammar wanted, Map<String, List<String>> sounds) {
    sounds.forEach((word, variants) -> {
      if (loadedWords.add(word)) {
        for (int i = 0; i < variants.size(); i++) {
          decoder.addWord(Pronunciations.entry(word, i), variants.get(i));
        }
      }
    });
    var name = wanted.name() + "-" + ++grammars;
    var file = Pronunciations.write(wanted, sounds.keySet());
    try {
      decoder.addFsg(name, file, LANGUAGE_WEIGHT);
    } finally {
      TemporaryFile.delete(file);
    }
    return name;
  }

  @Override
  public void close() {
    if (words != null) {
      words.close();
    }
  }
}
