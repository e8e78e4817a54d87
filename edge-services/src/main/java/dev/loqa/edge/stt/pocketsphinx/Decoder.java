package dev.loqa.edge.stt.pocketsphinx;

import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.loqa.base.life.Part;
import dev.loqa.edge.stt.SttException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// One PocketSphinx decoder. Belongs to one thread at a time.
///
/// PocketSphinx does not refuse calls in the wrong order, so the state is kept here: idle, or
/// inside an utterance.
final class Decoder implements Part {
  private static final int CHUNK_SAMPLES = 4096;

  private final PocketSphinxLibrary library;
  private final MemorySegment decoder;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment chunk = Native.shorts(arena, CHUNK_SAMPLES);
  private final MemorySegment numbers = arena.allocate(SegmentReader.SCRATCH_BYTES, Integer.BYTES);
  private boolean speaking;
  private boolean closed;

  Decoder(PocketSphinxLibrary library, Map<String, String> settings) {
    this.library = library;
    this.decoder = library.decoder(settings);
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

  void process(short[] samples, int offset, int count) {
    if (!speaking) {
      throw new SttException("sound after the end of an utterance: start the next one first");
    }
    for (int done = 0; done < count; done += CHUNK_SAMPLES) {
      int part = Math.min(CHUNK_SAMPLES, count - done);
      MemorySegment.copy(samples, offset + done, chunk, JAVA_SHORT, 0, part);
      if (library.process.call(decoder, chunk, part, 0, 0) < 0) {
        throw new SttException("PocketSphinx failed on " + part + " samples: end this utterance");
      }
    }
  }

  /// Decodes a whole utterance at once, which normalises the sound by itself instead of by what was
  /// heard before.
  void decodeWhole(short[] samples, int count) {
    start();
    try (var local = Arena.ofConfined()) {
      var all = Native.shorts(local, count);
      MemorySegment.copy(samples, 0, all, JAVA_SHORT, 0, count);
      if (library.process.call(decoder, all, count, 0, 1) < 0) {
        throw new SttException("PocketSphinx failed on " + count + " samples: end this utterance");
      }
    } finally {
      end();
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
