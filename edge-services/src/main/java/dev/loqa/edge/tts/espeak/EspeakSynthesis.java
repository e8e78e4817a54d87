package dev.loqa.edge.tts.espeak;

import dev.loqa.base.audio.Pcm;
import dev.loqa.edge.tts.Synthesis;
import dev.loqa.edge.tts.TtsException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One text spoken by espeak-ng. A process that dies on the way is replaced once: the same text
/// makes the same sound, so what was heard already is left out and speech goes on.
final class EspeakSynthesis implements Synthesis {
  private static final Logger LOG = LoggerFactory.getLogger(EspeakSynthesis.class);

  private final WaitingRoom room;
  private final String voice;
  private final String text;
  private final Consumer<EspeakSynthesis> ended;

  private volatile EspeakProcess process;
  private volatile boolean cancelled;
  private boolean replaced;
  private int given;
  private int toSkip;

  EspeakSynthesis(WaitingRoom room, String voice, String text, Consumer<EspeakSynthesis> ended) {
    this.room = room;
    this.voice = voice;
    this.text = text;
    this.ended = ended;
    this.process = room.take(voice);
    try {
      process.speak(text);
    } catch (IOException e) {
      replace(e);
    }
  }

  @Override
  public Optional<Pcm> next() {
    while (!cancelled) {
      try {
        Optional<Pcm> piece = process.read();
        if (cancelled || piece.isEmpty()) {
          return Optional.empty();
        }
        Pcm fresh = unheard(piece.get());
        if (!fresh.isEmpty()) {
          if (given == 0) {
            room.replenish();
          }
          given += fresh.length();
          return Optional.of(fresh);
        }
      } catch (IOException e) {
        if (!cancelled) {
          replace(e);
        }
      }
    }
    return Optional.empty();
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void cancel() {
    cancelled = true;
    process.kill();
  }

  @Override
  public void close() {
    cancel();
    room.replenish();
    ended.accept(this);
  }

  private Pcm unheard(Pcm piece) {
    int skipped = Math.min(toSkip, piece.length());
    toSkip -= skipped;
    return piece.slice(skipped, piece.length());
  }

  private void replace(IOException fault) {
    String complaint = process.complaint();
    process.kill();
    String why = complaint.isEmpty() ? String.valueOf(fault.getMessage()) : complaint;
    if (replaced) {
      throw new TtsException(
          "espeak-ng failed twice on a text of %d characters: %s: try it with espeak-ng --stdin"
              .formatted(text.length(), why),
          fault);
    }
    LOG.atWarn()
        .addKeyValue("fault", why)
        .addKeyValue("samples_heard", given)
        .log("espeak-ng died, another one goes on");
    replaced = true;
    toSkip = given;
    EspeakProcess next = room.take(voice);
    process = next;
    if (cancelled) {
      next.kill();
      return;
    }
    try {
      next.speak(text);
    } catch (IOException e) {
      throw new TtsException("espeak-ng does not take its text: " + e.getMessage(), e);
    }
  }
}
