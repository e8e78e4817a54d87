package dev.loqa.bench.turn;

import dev.loqa.bench.measure.Goal;
import dev.loqa.bench.measure.Line;
import dev.loqa.bench.measure.Row;
import dev.loqa.bench.measure.Size;
import dev.loqa.bench.measure.TemporaryFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// From the end of speech to the first sound of the answer, as the satellite measures it: recorded
/// commands of people and of espeak-ng are sent as `loqa hear` sends them, at the pace of speech.
public final class SpokenTurnsRow implements Row {
  private static final String WHAT =
      "end of speech -> first audio (hear, human and espeak clips, real time), p95";
  private static final Goal GOAL = Goal.atMost(300, 230, " ms");
  private static final String LEDGER = "spoken turns whose ledger sums (rest <= 10 ms or 5 %)";
  private static final Goal SUMS = Goal.atLeast(95, 100, " %");
  private static final List<String> ALL = List.of("stt", "tts", "llm", "satellite");
  private static final int CANCEL_EVERY = 20;

  @Override
  public List<Line> measure(Size size) throws IOException, InterruptedException {
    try (TemporaryFolder folder = TemporaryFolder.make();
        RunningLoqad loqad = RunningLoqad.start(size, folder.path(), ALL)) {
      List<Clip> clips = Clip.all(size, folder.path());
      int warmUp = size.of(5, 1);
      int wanted = size.of(100, 4);
      Turns turns = new Turns();
      int human = 0;
      int understood = 0;
      int cutShort = 0;
      List<String> silent = new ArrayList<>();
      for (int i = 0; i < warmUp + wanted; i++) {
        if (i % CANCEL_EVERY == 0) {
          loqad.say("cancel all timers", "bench-cancel-" + i);
        }
        Clip clip = clips.get(i % clips.size());
        Turn turn = loqad.hear(clip.file());
        if (i < warmUp) {
          continue;
        }
        if (turn.spoken()) {
          turns.add(turn);
          human += clip.human() ? 1 : 0;
          understood += same(clip.words(), turn.transcript()) ? 1 : 0;
          cutShort += cutShort(clip.words(), turn.transcript()) ? 1 : 0;
        } else {
          silent.add(clip.file().getFileName().toString());
        }
      }
      List<String> details = new ArrayList<>();
      details.add(
          "%d of %d clips answered aloud, %d of them by people, %d transcripts as spoken, %d cut short"
              .formatted(turns.count(), wanted, human, understood, cutShort));
      if (!silent.isEmpty()) {
        details.add("left out " + silent.size() + " without an answer: " + silent);
      }
      if (clips.stream().noneMatch(Clip::human)) {
        details.add("no recordings of people in " + size.recordings() + ": espeak-ng only");
      }
      return List.of(turns.p95(WHAT, GOAL, details), turns.ledgersThatSum(LEDGER, SUMS));
    }
  }

  /// Articles apart, which a recognizer may drop.
  private static boolean same(String said, String heard) {
    return plain(said).equals(plain(heard));
  }

  /// Whether what was heard is only the beginning of what was said: the end came too early.
  private static boolean cutShort(String said, String heard) {
    return !same(said, heard) && plain(said).startsWith(plain(heard));
  }

  private static String plain(String words) {
    return words.replaceAll("\\b(a|the) ", "");
  }
}
