package dev.loqa.edge.satellite;

import dev.loqa.base.audio.Pcm;
import dev.loqa.edge.tts.SpeechRequest;
import dev.loqa.edge.tts.Synthesis;
import dev.loqa.edge.tts.Synthesizer;
import dev.loqa.edge.tts.TtsException;
import dev.loqa.understanding.reply.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has an engine of the satellite's own machine speak what the satellite says by itself.
public final class OwnWords {
  private static final Logger LOG = LoggerFactory.getLogger(OwnWords.class);

  private OwnWords() {}

  /// The words as sounds; notes where the engine cannot speak.
  ///
  /// @param start makes the engine, which is closed when it has spoken
  /// @param language a BCP 47 tag that the engine has a voice for
  public static OwnSounds spoken(Supplier<Synthesizer> start, String language) {
    Phrases phrases = Phrases.in(language);
    try (Synthesizer engine = start.get()) {
      return new OwnSounds(
          say(engine, phrases.oneMoment(), language), say(engine, phrases.gaveUp(), language));
    } catch (TtsException e) {
      LOG.atInfo()
          .addKeyValue("fault", e.getMessage())
          .log("the satellite has no words of its own: it apologises with notes");
      return OwnSounds.NOTES;
    }
  }

  private static Pcm say(Synthesizer engine, String words, String language) {
    List<Pcm> pieces = new ArrayList<>();
    try (Synthesis speech = engine.begin(new SpeechRequest(words, null, language))) {
      for (Optional<Pcm> piece = speech.next(); piece.isPresent(); piece = speech.next()) {
        pieces.add(piece.get());
      }
    }
    if (pieces.isEmpty()) {
      throw new TtsException(engine.name() + " gave no sound for \"" + words + "\"");
    }
    return Pcm.join(pieces, pieces.getFirst().sampleRateHz());
  }
}
