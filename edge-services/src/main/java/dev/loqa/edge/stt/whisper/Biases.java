package dev.loqa.edge.stt.whisper;

import dev.loqa.edge.stt.Grammar;
import io.github.givimad.whisperjni.WhisperGrammar;
import io.github.givimad.whisperjni.WhisperJNI;
import java.io.IOException;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes of a grammar what whisper.cpp understands; the [#MOST_LOADED] that were used last stay
/// loaded. Used on the [WhisperThread] only.
final class Biases {
  private static final Logger LOG = LoggerFactory.getLogger(Biases.class);
  private static final int MOST_LOADED = 3;

  private final WhisperJNI whisper;
  private final float penalty;
  private final LinkedHashMap<String, @Nullable WhisperGrammar> loaded =
      new LinkedHashMap<>(4, 0.75f, true);

  /// @param penalty 0: the prompt alone
  Biases(WhisperJNI whisper, float penalty) {
    this.whisper = whisper;
    this.penalty = penalty;
  }

  Bias of(Grammar grammar) {
    return new Bias(grammar.hint(), penalty > 0 ? loaded(grammar) : null, penalty);
  }

  private @Nullable WhisperGrammar loaded(Grammar grammar) {
    if (loaded.containsKey(grammar.name())) {
      return loaded.get(grammar.name());
    }
    var made = load(grammar);
    loaded.put(grammar.name(), made);
    if (loaded.size() > MOST_LOADED) {
      free(loaded.pollFirstEntry().getValue());
    }
    return made;
  }

  private @Nullable WhisperGrammar load(Grammar grammar) {
    var text = Gbnf.of(grammar.fsg());
    if (text.isEmpty()) {
      LOG.atWarn()
          .addKeyValue("grammar", grammar.name())
          .addKeyValue("most", Gbnf.MOST_TRANSITIONS)
          .log("too many sentences for whisper.cpp's grammar, the prompt alone is used");
      return null;
    }
    var made = parsed(text.get());
    if (made == null) {
      LOG.atWarn()
          .addKeyValue("grammar", grammar.name())
          .log("whisper.cpp takes no such grammar, the prompt alone is used");
    }
    return made;
  }

  private @Nullable WhisperGrammar parsed(String text) {
    try {
      return whisper.parseGrammar(text);
    } catch (IOException e) {
      return null;
    }
  }

  private void free(@Nullable WhisperGrammar grammar) {
    if (grammar != null) {
      whisper.free(grammar);
    }
  }

  void free() {
    loaded.values().forEach(this::free);
    loaded.clear();
  }
}
