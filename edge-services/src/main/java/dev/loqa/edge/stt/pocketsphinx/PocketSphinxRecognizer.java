package dev.loqa.edge.stt.pocketsphinx;

import dev.loqa.edge.stt.Grammar;
import dev.loqa.edge.stt.Hypothesis;
import dev.loqa.edge.stt.Recognizer;
import dev.loqa.edge.stt.SttException;
import dev.loqa.edge.stt.Utterance;
import java.util.List;
import java.util.Map;

/// Three decoders side by side follow the sound: one hears the words of the grammar; the others any
/// words in any order and bare phones, against which the words are judged.
final class PocketSphinxRecognizer implements Recognizer {
  private final EngineParts parts;
  private final FrontEnd frontEnd;
  private final WordDecoder words;
  private final WordDecoder background;
  private final Decoder phones;
  private boolean open;

  PocketSphinxRecognizer(EngineParts parts) {
    this.parts = parts;
    frontEnd = parts.frontEnd();
    words = parts.words(WordSearch.HOUSE);
    background = parts.words(WordSearch.BACKGROUND);
    phones = parts.phones();
  }

  @Override
  public Utterance open(Grammar wanted) {
    if (open) {
      throw new SttException("an utterance is open: close it before the next one");
    }
    var house = words.ready(wanted);
    var free = background.ready(parts.background().beside(wanted));
    frontEnd.restart();
    house.start();
    free.start();
    phones.start();
    open = true;
    return new Listening(house, free, parts.pronunciations().pronounce(wanted.words()));
  }

  @Override
  public void close() {
    phones.close();
    background.close();
    words.close();
  }

  private final class Listening implements Utterance {
    private final Decoder house;
    private final Decoder free;
    private final Map<String, List<String>> sounds;
    private boolean finished;

    /// @param house hears the words of the grammar
    /// @param free hears any words
    /// @param sounds the pronunciations of the grammar's words
    Listening(Decoder house, Decoder free, Map<String, List<String>> sounds) {
      this.house = house;
      this.free = free;
      this.sounds = sounds;
    }

    @Override
    public void accept(short[] samples, int offset, int count) {
      if (finished) {
        throw new SttException("sound after the end of an utterance: open the next one first");
      }
      hear(frontEnd.frames(samples, offset, count));
    }

    private void hear(List<float[]> frames) {
      house.process(frames);
      free.process(frames);
      phones.process(frames);
    }

    @Override
    public String partial() {
      return finished ? "" : house.text();
    }

    @Override
    public Hypothesis finish() {
      if (finished) {
        throw new SttException("this utterance is finished: open the next one");
      }
      hear(frontEnd.rest());
      stop();
      return parts
          .rejection()
          .judge(
              new Evidence(
                  house.text(), house.segments(), free.segments(), phones.segments(), sounds));
    }

    private void stop() {
      finished = true;
      house.end();
      free.end();
      phones.end();
    }

    @Override
    public void close() {
      if (!finished) {
        stop();
      }
      open = false;
    }
  }
}
