package dev.loqa.edge.tts.kokoro;

import dev.loqa.base.audio.Pcm;
import dev.loqa.edge.onnx.OnnxRun;
import dev.loqa.edge.tts.Pieces;
import dev.loqa.edge.tts.Synthesis;
import dev.loqa.edge.tts.TtsException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One text spoken by Kokoro, piece by piece.
final class KokoroSynthesis implements Synthesis {
  private static final Logger LOG = LoggerFactory.getLogger(KokoroSynthesis.class);

  /// What is handed out at once: 200 ms.
  private static final int CHUNK = KokoroModel.RATE_HZ / 5;

  private final KokoroModel model;
  private final Speaker speaker;
  private final SpokenPhrases phrases;
  private final Consumer<KokoroSynthesis> ended;
  private final OnnxRun run;
  private final Deque<String> pieces;

  private Pcm sound = Pcm.silence(Duration.ZERO, KokoroModel.RATE_HZ);
  private int given;
  private volatile boolean cancelled;

  KokoroSynthesis(
      KokoroModel model,
      Speaker speaker,
      SpokenPhrases phrases,
      String text,
      Consumer<KokoroSynthesis> ended) {
    this.model = model;
    this.speaker = speaker;
    this.phrases = phrases;
    this.ended = ended;
    this.run = model.begin();
    this.pieces = new ArrayDeque<>(Pieces.of(text));
  }

  @Override
  public Optional<Pcm> next() {
    while (!cancelled) {
      if (given < sound.length()) {
        Pcm chunk = sound.slice(given, given + CHUNK);
        given += chunk.length();
        return Optional.of(chunk);
      }
      String piece = pieces.peek();
      if (piece == null) {
        return Optional.empty();
      }
      try {
        sound = spoken(piece);
      } catch (TtsException e) {
        if (cancelled) {
          return Optional.empty();
        }
        throw e;
      }
      given = 0;
      // Only now: what failed is still unspoken.
      pieces.remove();
    }
    return Optional.empty();
  }

  @Override
  public String unspoken() {
    return String.join(" ", pieces);
  }

  @Override
  public void cancel() {
    cancelled = true;
    run.stop();
  }

  @Override
  public void close() {
    cancel();
    run.close();
    ended.accept(this);
  }

  private Pcm spoken(String piece) {
    Optional<Pcm> known = phrases.find(speaker.name(), speaker.speed(), piece);
    if (known.isPresent()) {
      return known.get();
    }
    String symbols = speaker.pronunciation().of(piece);
    long[] tokens = Vocabulary.tokens(symbols);
    if (tokens.length < symbols.length()) {
      LOG.atDebug()
          .addKeyValue("symbols", symbols.length() - tokens.length)
          .log("Kokoro does not know some phonemes, they are left out");
    }
    Pcm made = Pcm.silence(Duration.ZERO, KokoroModel.RATE_HZ);
    for (long[] part : TokenRuns.of(tokens)) {
      if (cancelled) {
        return made;
      }
      made = made.then(model.speak(run, part, speaker.voice(), speaker.speed()));
    }
    if (!cancelled) {
      phrases.keep(speaker.name(), speaker.speed(), piece, made);
    }
    return made;
  }

  /// Who speaks, and how.
  record Speaker(String name, KokoroVoice voice, Pronunciation pronunciation, float speed) {}
}
