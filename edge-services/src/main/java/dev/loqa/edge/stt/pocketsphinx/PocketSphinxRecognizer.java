package dev.loqa.edge.stt.pocketsphinx;

import dev.loqa.edge.stt.Grammar;
import dev.loqa.edge.stt.Hypothesis;
import dev.loqa.edge.stt.Recognizer;
import dev.loqa.edge.stt.SttException;
import dev.loqa.edge.stt.Utterance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Two decoders side by side: one hears the words of the grammar, the other bare phones, against
/// which the words are judged.
///
/// A new grammar is loaded under a new name, activated, and the old one dropped, all between
/// utterances.
final class PocketSphinxRecognizer implements Recognizer {
  private static final String PHONES = "phones";
  private static final int SECOND_OPINION_SAMPLES = 6 * 16_000;

  /// Weight of the grammar's transition probabilities against the sound.
  private static final float LANGUAGE_WEIGHT = 1.0f;

  private final PocketSphinxLibrary library;
  private final ModelFolder model;
  private final Pronunciations pronunciations;
  private final Rejection rejection;
  private final Decoder phones;
  private final Dither dither = new Dither();

  /// The sound of the open utterance, for a second opinion: the first one normalises by who spoke
  /// before, and refuses some who sound different. Longer utterances are hardly commands and get
  /// none.
  private final short[] kept = new short[SECOND_OPINION_SAMPLES];

  private final Set<String> loadedWords = new HashSet<>();
  private @Nullable Decoder words;
  private @Nullable Grammar grammar;
  private String active = "";
  private int grammars;
  private boolean open;

  PocketSphinxRecognizer(
      PocketSphinxLibrary library,
      ModelFolder model,
      Pronunciations pronunciations,
      Rejection rejection) {
    this.library = library;
    this.model = model;
    this.pronunciations = pronunciations;
    this.rejection = rejection;
    phones = new Decoder(library, Map.of("hmm", model.acoustic().toString(), "allphone_ci", "yes"));
    phones.addAllphone(PHONES);
    phones.activate(PHONES);
  }

  @Override
  public Utterance open(Grammar wanted) {
    if (open) {
      throw new SttException("an utterance is open: close it before the next one");
    }
    var decoder = ready(wanted);
    dither.restart();
    decoder.start();
    phones.start();
    open = true;
    return new Listening(decoder, pronunciations.pronounce(wanted.words()));
  }

  private Decoder ready(Grammar wanted) {
    var sounds = pronunciations.pronounce(wanted.words());
    var decoder = words;
    if (decoder == null) {
      decoder = start(sounds);
      words = decoder;
    }
    if (!wanted.equals(grammar)) {
      load(decoder, wanted, sounds);
      grammar = wanted;
    }
    return decoder;
  }

  private Decoder start(Map<String, List<String>> sounds) {
    var dictionary = Pronunciations.write(sounds);
    try {
      var settings = new TreeMap<String, String>();
      settings.put("hmm", model.acoustic().toString());
      settings.put("dict", dictionary.toString());
      // Scores are relative to the best of what is computed: only all senones make the two
      // decoders' comparable.
      settings.put("compallsen", "yes");
      var decoder = new Decoder(library, settings);
      loadedWords.addAll(sounds.keySet());
      return decoder;
    } finally {
      delete(dictionary);
    }
  }

  private void load(Decoder decoder, Grammar wanted, Map<String, List<String>> sounds) {
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
      delete(file);
    }
    decoder.activate(name);
    if (!active.isEmpty()) {
      decoder.remove(active);
    }
    active = name;
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }

  @Override
  public void close() {
    phones.close();
    if (words != null) {
      words.close();
    }
  }

  private final class Listening implements Utterance {
    private final Decoder decoder;
    private final Map<String, List<String>> sounds;
    private int heard;
    private boolean finished;

    Listening(Decoder decoder, Map<String, List<String>> sounds) {
      this.decoder = decoder;
      this.sounds = sounds;
    }

    @Override
    public void accept(short[] samples, int offset, int count) {
      if (finished) {
        throw new SttException("sound after the end of an utterance: open the next one first");
      }
      var noisy = dither.over(samples, offset, count);
      int room = Math.min(count, kept.length - heard);
      System.arraycopy(noisy, 0, kept, heard, room);
      heard += room;
      decoder.process(noisy, 0, count);
      phones.process(noisy, 0, count);
    }

    @Override
    public String partial() {
      return finished ? "" : decoder.text();
    }

    @Override
    public Hypothesis finish() {
      if (finished) {
        throw new SttException("this utterance is finished: open the next one");
      }
      stop();
      var first = judge();
      if (first.accepted() || heard == 0 || heard == kept.length) {
        return first;
      }
      decoder.decodeWhole(kept, heard);
      phones.decodeWhole(kept, heard);
      var second = judge();
      return second.confidence() > first.confidence() ? second : first;
    }

    private Hypothesis judge() {
      return rejection.judge(
          new Evidence(decoder.text(), decoder.segments(), phones.segments(), sounds));
    }

    private void stop() {
      finished = true;
      decoder.end();
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
