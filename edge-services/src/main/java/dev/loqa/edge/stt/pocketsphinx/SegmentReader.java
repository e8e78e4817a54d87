package dev.loqa.edge.stt.pocketsphinx;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a decoding piece by piece. Any thread may use it, each with a decoder and scratch memory
/// of its own.
final class SegmentReader {
  /// The bytes of scratch memory a call needs: three C integers.
  static final long SCRATCH_BYTES = 3L * Integer.BYTES;

  private final Functions.PointerOfTwo first;
  private final Functions.PointerOfPointer next;
  private final Functions.PointerOfPointer word;
  private final Functions.SegmentFrames frames;
  private final Functions.SegmentScore score;

  SegmentReader(Native library) {
    Optional<MemoryLayout> pointer = Optional.of(ADDRESS);
    // Some 0.8 builds fill a score through a second argument; the others ignore it.
    first = library.bind(Functions.PointerOfTwo.class, "ps_seg_iter", pointer, ADDRESS, ADDRESS);
    next = library.bind(Functions.PointerOfPointer.class, "ps_seg_next", pointer, ADDRESS);
    word = library.bind(Functions.PointerOfPointer.class, "ps_seg_word", pointer, ADDRESS);
    frames =
        library.bind(
            Functions.SegmentFrames.class,
            "ps_seg_frames",
            Optional.empty(),
            ADDRESS,
            ADDRESS,
            ADDRESS);
    score =
        library.bind(
            Functions.SegmentScore.class,
            "ps_seg_prob",
            Optional.of(JAVA_INT),
            ADDRESS,
            ADDRESS,
            ADDRESS,
            ADDRESS);
  }

  /// Everything `decoder` found, silence included. Reading to the end frees the iterator.
  List<Segment> read(MemorySegment decoder, MemorySegment scratch) {
    var found = new ArrayList<Segment>();
    var second = scratch.asSlice(Integer.BYTES);
    var third = scratch.asSlice(2L * Integer.BYTES);
    for (var at = first.call(decoder, scratch);
        !at.equals(MemorySegment.NULL);
        at = next.call(at)) {
      frames.call(at, scratch, second);
      int from = scratch.get(JAVA_INT, 0);
      int to = second.get(JAVA_INT, 0);
      score.call(at, scratch, second, third);
      found.add(
          new Segment(baseWord(Native.text(word.call(at))), from, to, scratch.get(JAVA_INT, 0)));
    }
    return found;
  }

  private static String baseWord(String word) {
    int number = word.endsWith(")") ? word.lastIndexOf('(') : -1;
    return number > 0 ? word.substring(0, number) : word;
  }
}
