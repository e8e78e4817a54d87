package dev.loqa.edge.stt.pocketsphinx;

import static dev.loqa.edge.stt.pocketsphinx.FeatureSettings.CEPSTRA;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.loqa.base.life.Part;
import dev.loqa.edge.stt.SttException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One PocketSphinx decoder. Belongs to one thread at a time.
///
/// PocketSphinx does not refuse calls in the wrong order, so the state is kept here: idle, or
/// inside an utterance.
final class Decoder implements Part {
  private static final int CHUNK_FRAMES = 32;
  private static final long FRAME_BYTES = CEPSTRA * JAVA_FLOAT.byteSize();

  private final PocketSphinxLibrary library;
  private final MemorySegment decoder;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment chunk = arena.allocate(JAVA_FLOAT, (long) CHUNK_FRAMES * CEPSTRA);

  /// The addresses of the frames in `chunk`.
  private final MemorySegment rows = arena.allocate(ADDRESS, CHUNK_FRAMES);

  private final MemorySegment numbers = arena.allocate(SegmentReader.SCRATCH_BYTES, Integer.BYTES);
  private boolean speaking;
  private boolean closed;

  private Decoder(PocketSphinxLibrary library, Map<String, String> settings) {
    this.library = library;
    this.decoder = library.decoder(settings);
    for (int i = 0; i < CHUNK_FRAMES; i++) {
      rows.setAtIndex(ADDRESS, i, chunk.asSlice(i * FRAME_BYTES, FRAME_BYTES));
    }
  }

  /// One that is fed normalised cepstra of `model`.
  static Decoder start(
      PocketSphinxLibrary library, ModelFolder model, Map<String, String> settings) {
    var features = FeatureSettings.withoutNormalisation(model.acoustic());
    try {
      var all = new TreeMap<>(settings);
      all.put("hmm", model.acoustic().toString());
      all.put("featparams", features.toString());
      return new Decoder(library, all);
    } finally {
      TemporaryFile.delete(features);
    }
  }

  void addFsg(String name, Path file, float languageWeight) {
    idle();
    if (!library.addFsg(decoder, name, file.toString(), languageWeight)) {
      throw new SttException(
          "grammar "
              + name
              + " is refused by PocketSphinx: check that its states are numbered within"
              + " NUM_STATES and that every word has a pronunciation");
    }
  }

  void addAllphone(String name) {
    idle();
    if (!library.addAllphone(decoder, name)) {
      throw new SttException("PocketSphinx cannot search phones: its acoustic model is incomplete");
    }
  }

  void activate(String name) {
    idle();
    if (named(library.activate, name) != 0) {
      throw new SttException("grammar " + name + " is not loaded: add it before activating it");
    }
  }

  void remove(String name) {
    idle();
    named(library.remove, name);
  }

  private int named(Functions.IntOfTwo function, String name) {
    try (var local = Arena.ofConfined()) {
      return function.call(decoder, local.allocateFrom(name));
    }
  }

  /// Adds a word for grammars that are loaded from now on. A further pronunciation is named
  /// `word(2)`.
  ///
  /// @return false when a phone is unknown to the acoustic model
  boolean addWord(String word, String phones) {
    idle();
    try (var local = Arena.ofConfined()) {
      return library.addWord.call(decoder, local.allocateFrom(word), local.allocateFrom(phones), 0)
          >= 0;
    }
  }

  void start() {
    idle();
    if (library.startUtterance.call(decoder) != 0) {
      throw new SttException("PocketSphinx does not start: activate a grammar first");
    }
    speaking = true;
  }

  /// Takes frames of normalised cepstra.
  void process(List<float[]> frames) {
    if (!speaking) {
      throw new SttException("sound after the end of an utterance: start the next one first");
    }
    for (int done = 0; done < frames.size(); done += CHUNK_FRAMES) {
      var part = frames.subList(done, Math.min(frames.size(), done + CHUNK_FRAMES));
      for (int i = 0; i < part.size(); i++) {
        MemorySegment.copy(part.get(i), 0, chunk, JAVA_FLOAT, i * FRAME_BYTES, CEPSTRA);
      }
      if (library.process.call(decoder, rows, part.size(), 0, 0) < 0) {
        throw new SttException(
            "PocketSphinx failed on " + part.size() + " frames: end this utterance");
      }
    }
  }

  void end() {
    if (speaking) {
      speaking = false;
      library.endUtterance.call(decoder);
    }
  }

  /// The words so far, or of the utterance that just ended.
  String text() {
    return Native.text(library.bestHypothesis.call(decoder, numbers));
  }

  /// What was decoded, piece by piece, silence included.
  List<Segment> segments() {
    return library.segments.read(decoder, numbers);
  }

  private void idle() {
    if (closed) {
      throw new SttException("this decoder is closed: make a new one");
    }
    if (speaking) {
      throw new SttException("an utterance is open: finish it first");
    }
  }

  @Override
  public void close() {
    if (!closed) {
      end();
      closed = true;
      library.freeDecoder.call(decoder);
      arena.close();
    }
  }
}
