package dev.loqa.edge.stt.pocketsphinx;

import dev.loqa.edge.stt.Hypothesis;
import java.util.List;

/// Tells commands from other sounds.
///
/// A grammar fits its words to anything, at a price: what free phones score better over the same
/// sound, per frame of the words. An unusual voice fits all words badly, other speech fits other
/// words well; so what any words in any order score better counts by its share of what even those
/// miss. Speech outside the words, one word that fits badly, a long pause and a word drawn out
/// raise the price too. The weights and the limit come from sentences and voices of espeak-ng and
/// flite; `dev.loqa.bench.stt.RejectionBench` measures them on others.
final class Rejection {
  /// The price at which command and other sound are equally likely.
  private static final double EVEN_PRICE = 105;

  /// How much dearer is about e times less likely.
  private static final double STEEPNESS = 8;

  private static final double PHONES_PRICE = 0.6;
  private static final double OTHER_WORDS_PRICE = 200;

  /// The share that stands for other words when none at all were found.
  private static final double NO_OTHER_WORDS = 0.3;

  /// What any words miss at least, per frame: the clearest voices are near it.
  private static final double CLEAREST_VOICE = 20;

  private static final double FREE_OUTSIDE_SHARE = 0.08;
  private static final double OUTSIDE_PRICE = 150;
  private static final double FREE_WORST_WORD = 65;
  private static final double WORST_WORD_PRICE = 0.4;
  private static final double FREE_PAUSE_FRAMES = 25;
  private static final double PAUSE_PRICE = 0.7;
  private static final double FREE_FRAMES_A_PHONE = 24;
  private static final double DRAWN_OUT_PRICE = 1.5;

  private final double threshold;

  /// @param threshold the confidence below which sound is no command
  Rejection(double threshold) {
    this.threshold = threshold;
  }

  Hypothesis judge(Evidence evidence) {
    if (evidence.text().isBlank()) {
      return Hypothesis.NOTHING;
    }
    double confidence = 1 / (1 + Math.exp((price(evidence) - EVEN_PRICE) / STEEPNESS));
    return new Hypothesis(evidence.text(), confidence, confidence < threshold, List.of());
  }

  /// How dearly the words were fitted to the sound; a clear command is below 75.
  static double price(Evidence evidence) {
    var words = evidence.words().stream().filter(segment -> !segment.filler()).toList();
    int frames = words.stream().mapToInt(Segment::frames).sum();
    if (frames == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double worst = 0;
    double drawnOut = 0;
    for (var word : words) {
      double missed =
          scoreOver(evidence.phones(), word.startFrame(), word.endFrame()) - word.acousticScore();
      worst = Math.max(worst, missed / word.frames());
      drawnOut = Math.max(drawnOut, word.frames() / (double) evidence.phonesIn(word.word()));
    }
    double overall = (total(evidence.phones()) - total(evidence.words())) / frames;
    double outside = outside(words, evidence.phones()) / (double) frames;
    return PHONES_PRICE * overall
        + OTHER_WORDS_PRICE * Math.max(0, otherWords(evidence, frames, overall))
        + OUTSIDE_PRICE * Math.max(0, outside - FREE_OUTSIDE_SHARE)
        + WORST_WORD_PRICE * Math.max(0, worst - FREE_WORST_WORD)
        + PAUSE_PRICE * Math.max(0, longestPause(evidence.words()) - FREE_PAUSE_FRAMES)
        + DRAWN_OUT_PRICE * Math.max(0, drawnOut - FREE_FRAMES_A_PHONE);
  }

  /// What other words score better, as a share of what they miss themselves.
  private static double otherWords(Evidence evidence, int frames, double overall) {
    if (evidence.background().isEmpty()) {
      return NO_OTHER_WORDS;
    }
    double better = (total(evidence.background()) - total(evidence.words())) / frames;
    return better / Math.max(overall - better, CLEAREST_VOICE);
  }

  private static double total(List<Segment> segments) {
    return segments.stream().mapToDouble(Segment::acousticScore).sum();
  }

  /// The frames in which the phone decoder hears speech and no word lies.
  private static int outside(List<Segment> words, List<Segment> phones) {
    int speech = 0;
    int covered = 0;
    for (var phone : phones) {
      if (!phone.filler()) {
        speech += phone.frames();
        for (var word : words) {
          covered += overlap(phone, word.startFrame(), word.endFrame());
        }
      }
    }
    return speech - covered;
  }

  /// The longest pause between words, not before the first or after the last.
  private static int longestPause(List<Segment> segments) {
    int longest = 0;
    for (int i = 1; i < segments.size() - 1; i++) {
      if (segments.get(i).filler()) {
        longest = Math.max(longest, segments.get(i).frames());
      }
    }
    return longest;
  }

  /// The score of `segments` from one frame to another; a segment that lies half inside counts
  /// half.
  private static double scoreOver(List<Segment> segments, int from, int to) {
    double sum = 0;
    for (var segment : segments) {
      sum += segment.acousticScore() * (double) overlap(segment, from, to) / segment.frames();
    }
    return sum;
  }

  private static int overlap(Segment segment, int from, int to) {
    return Math.max(0, Math.min(to, segment.endFrame()) - Math.max(from, segment.startFrame()) + 1);
  }
}
