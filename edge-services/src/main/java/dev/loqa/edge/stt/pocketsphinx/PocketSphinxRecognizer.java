package dev.loqa.edge.stt.pocketsphinx;

import dev.loqa.edge.stt.CollectedSound;
import dev.loqa.edge.stt.Grammar;
import dev.loqa.edge.stt.Hypothesis;
import dev.loqa.edge.stt.Recognizer;
import dev.loqa.edge.stt.SttException;
import dev.loqa.edge.stt.Utterance;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Three decoders side by side follow the sound: one hears the words of the grammar; the others any
/// words in any order and bare phones, against which the words are judged. Where they are not sure,
/// a [SecondOpinion] is asked as soon as the voice pauses, so that it is there when the pause turns
/// out to be the end.
final class PocketSphinxRecognizer implements Recognizer {
  /// First opinions this sure are taken. Of 150 sentences of ten espeak-ng voices, a second one
  /// mended 7 of the 74 that were less sure, and 1 of the 20 between this and 0.9.
  private static final double SURE = 0.85;

  /// Longer speech is hardly a command and gets no second opinion.
  private static final int MOST_SPEECH_SAMPLES = 6 * 16_000;

  private final EngineParts parts;
  private final SecondOpinion others;
  private final WordDecoder words;
  private final WordDecoder background;
  private final Decoder phones;
  private final Dither dither = new Dither();
  private boolean open;

  PocketSphinxRecognizer(EngineParts parts, SecondOpinion others) {
    this.parts = parts;
    this.others = others;
    words = parts.words(WordSearch.LIVE);
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
    dither.restart();
    house.start();
    free.start();
    phones.start();
    open = true;
    return new Listening(wanted, house, free, parts.pronunciations().pronounce(wanted.words()));
  }

  @Override
  public void close() {
    phones.close();
    background.close();
    words.close();
  }

  private final class Listening implements Utterance {
    private final Grammar grammar;
    private final Decoder house;
    private final Decoder free;
    private final Map<String, List<String>> sounds;

    private final CollectedSound sound = new CollectedSound();
    private int speechFrom;
    private int speechTo = -1;
    private SecondOpinion.@Nullable Asked asked;
    private boolean finished;

    /// @param house hears the words of `grammar`
    /// @param free hears any words
    /// @param sounds the pronunciations of the grammar's words
    Listening(Grammar grammar, Decoder house, Decoder free, Map<String, List<String>> sounds) {
      this.grammar = grammar;
      this.house = house;
      this.free = free;
      this.sounds = sounds;
    }

    @Override
    public void accept(short[] samples, int offset, int count) {
      if (finished) {
        throw new SttException("sound after the end of an utterance: open the next one first");
      }
      var noisy = dither.over(samples, offset, count);
      sound.add(noisy, 0, count);
      house.process(noisy, 0, count);
      free.process(noisy, 0, count);
      phones.process(noisy, 0, count);
    }

    @Override
    public String partial() {
      return finished ? "" : house.text();
    }

    @Override
    public void paused(int from, int to) {
      if (to != speechTo) {
        forget();
        speechFrom = from;
        speechTo = to;
      }
      // The first opinion still changes in a pause: it is looked at again until it is doubted.
      if (asked == null && judge().confidence() < SURE) {
        ask();
      }
    }

    private void ask() {
      int speech = sound.length() - speechFrom;
      if (speech > 0 && speech <= MOST_SPEECH_SAMPLES) {
        asked = others.ask(grammar, sound.from(speechFrom));
      }
    }

    private void forget() {
      if (asked != null) {
        asked.forget();
        asked = null;
      }
    }

    @Override
    public String reconsidered() {
      return finished ? "" : better(judge()).text();
    }

    @Override
    public Hypothesis finish() {
      if (finished) {
        throw new SttException("this utterance is finished: open the next one");
      }
      stop();
      var first = judge();
      if (first.confidence() >= SURE) {
        return first;
      }
      boolean sureUntilNow = asked == null && speechTo >= 0;
      if (sureUntilNow && first.accepted()) {
        return first;
      }
      if (asked == null) {
        ask();
      }
      return better(first);
    }

    private Hypothesis better(Hypothesis first) {
      var second = asked == null ? Hypothesis.NOTHING : asked.await();
      return second.confidence() > first.confidence() ? second : first;
    }

    private Hypothesis judge() {
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
      forget();
      open = false;
    }
  }
}
