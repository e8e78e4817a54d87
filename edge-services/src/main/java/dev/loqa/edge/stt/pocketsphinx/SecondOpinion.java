package dev.loqa.edge.stt.pocketsphinx;

import dev.loqa.base.life.Part;
import dev.loqa.edge.stt.Grammar;
import dev.loqa.edge.stt.Hypothesis;
import dev.loqa.edge.stt.SttException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears a piece of speech as a whole, by itself: normalised by its own sound and by nothing else.
///
/// Decoders that follow live sound normalise it by whoever spoke before, and so mishear or refuse
/// some who sound different. PocketSphinx goes on doing so in a decoder that has ever followed live
/// sound, also when it is given a whole utterance; these decoders never do. One set serves all
/// recognizers of an engine: the words of the house, any words and phones are decoded side by side,
/// each on a thread of its own, and further questions wait. Any thread may ask.
final class SecondOpinion implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(SecondOpinion.class);
  private static final long MOST_SECONDS = 2;
  private static final long CLOSE_SECONDS = 5;

  private record Words(String text, List<Segment> segments) {}

  private final EngineParts parts;
  private final ExecutorService wordThread = thread("stt-second-words");
  private final ExecutorService backgroundThread = thread("stt-second-background");
  private final ExecutorService phoneThread = thread("stt-second-phones");

  /// Each is used by its thread only.
  private final WordDecoder words;

  private final WordDecoder background;
  private @Nullable Decoder phones;

  SecondOpinion(EngineParts parts) {
    this.parts = parts;
    words = parts.words(WordSearch.AGAIN);
    background = parts.words(WordSearch.BACKGROUND);
  }

  private static ExecutorService thread(String name) {
    return Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory());
  }

  /// Begins to listen to this speech, which must not be changed any more.
  Asked ask(Grammar grammar, short[] speech) {
    var forgotten = new AtomicBoolean();
    var sounds = parts.pronunciations().pronounce(grammar.words());
    var free = parts.background().beside(grammar);
    return new Asked(
        wordThread.submit(() -> forgotten.get() ? null : words(words, grammar, speech)),
        backgroundThread.submit(() -> forgotten.get() ? null : words(background, free, speech)),
        phoneThread.submit(() -> forgotten.get() ? null : phones(speech)),
        sounds,
        forgotten);
  }

  private static Words words(WordDecoder heardBy, Grammar grammar, short[] speech) {
    var decoder = heardBy.ready(grammar);
    decoder.decodeWhole(speech, speech.length);
    return new Words(decoder.text(), decoder.segments());
  }

  private List<Segment> phones(short[] speech) {
    var decoder = phones;
    if (decoder == null) {
      decoder = parts.phones();
      phones = decoder;
    }
    decoder.decodeWhole(speech, speech.length);
    return decoder.segments();
  }

  @Override
  public void close() {
    close(wordThread, words::close);
    close(backgroundThread, background::close);
    close(
        phoneThread,
        () -> {
          if (phones != null) {
            phones.close();
          }
        });
  }

  private static void close(ExecutorService thread, Runnable last) {
    if (thread.isShutdown()) {
      return;
    }
    thread.execute(last);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.atWarn().log("second opinion did not stop in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// An opinion that was asked for.
  final class Asked {
    private final Future<@Nullable Words> words;
    private final Future<@Nullable Words> background;
    private final Future<@Nullable List<Segment>> phones;
    private final Map<String, List<String>> sounds;
    private final AtomicBoolean forgotten;

    private Asked(
        Future<@Nullable Words> words,
        Future<@Nullable Words> background,
        Future<@Nullable List<Segment>> phones,
        Map<String, List<String>> sounds,
        AtomicBoolean forgotten) {
      this.words = words;
      this.background = background;
      this.phones = phones;
      this.sounds = sounds;
      this.forgotten = forgotten;
    }

    /// Nobody wants it any more: what has not begun is left undone.
    void forget() {
      forgotten.set(true);
    }

    /// Waits for it; nothing when it does not come within two seconds.
    Hypothesis await() {
      try {
        var heard = words.get(MOST_SECONDS, TimeUnit.SECONDS);
        var free = background.get(MOST_SECONDS, TimeUnit.SECONDS);
        var spoken = phones.get(MOST_SECONDS, TimeUnit.SECONDS);
        return heard == null || free == null || spoken == null
            ? Hypothesis.NOTHING
            : parts
                .rejection()
                .judge(
                    new Evidence(heard.text(), heard.segments(), free.segments(), spoken, sounds));
      } catch (ExecutionException e) {
        if (e.getCause() instanceof SttException fault) {
          LOG.atWarn().addKeyValue("fault", fault.getMessage()).log("no second opinion");
          return Hypothesis.NOTHING;
        }
        throw new IllegalStateException("the second opinion broke", e.getCause());
      } catch (TimeoutException e) {
        LOG.atWarn().addKeyValue("seconds", MOST_SECONDS).log("no second opinion in time");
        return Hypothesis.NOTHING;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Hypothesis.NOTHING;
      }
    }
  }
}
