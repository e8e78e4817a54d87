package dev.loqa.edge.stt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.protocol.AudioFrame;
import dev.loqa.protocol.Bytes;
import dev.loqa.protocol.SessionId;
import dev.loqa.understanding.Completeness;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What happens in pauses. Everything is counted in sound, so nothing here depends on the clock.
final class AttentionTest {
  private static final int FRAME = 320;
  private static final Ears EARS =
      new Ears(
          "en",
          new Grammar("house", "", Set.of(), ""),
          words -> words.endsWith("light") ? Completeness.COMPLETE : Completeness.PREFIX,
          List.of());

  /// Hears `partial` while it goes on and `thought` when it has thought it over.
  private static final class Thinking implements Utterance {
    private final String partial;
    private final String thought;
    final List<String> pauses = new ArrayList<>();
    int reconsidered;

    Thinking(String partial, String thought) {
      this.partial = partial;
      this.thought = thought;
    }

    @Override
    public void accept(short[] samples, int offset, int count) {}

    @Override
    public String partial() {
      return partial;
    }

    @Override
    public void paused(int from, int to) {
      var pause = from / 16 + " to " + to / 16;
      if (!pauses.contains(pause)) {
        pauses.add(pause);
      }
    }

    @Override
    public String reconsidered() {
      reconsidered++;
      return thought;
    }

    @Override
    public Hypothesis finish() {
      return new Hypothesis(thought, 0.9, false, List.of());
    }

    @Override
    public void close() {}
  }

  /// Feeds frames of 20 ms until the end is found; the milliseconds fed.
  private static int feed(Utterance utterance, short[] sound) {
    var attention = new Attention(utterance, EARS, Sounds.endpointer());
    int frames = 0;
    for (int at = 0; at + FRAME <= sound.length; at += FRAME) {
      var bytes = new byte[2 * FRAME];
      for (int i = 0; i < FRAME; i++) {
        bytes[2 * i] = (byte) sound[at + i];
        bytes[2 * i + 1] = (byte) (sound[at + i] >> 8);
      }
      var frame =
          new AudioFrame(new SessionId("s-1"), frames++, 16_000, 1, Bytes.wrap(bytes), false);
      if (attention.accept(new Arrival(frame, 0)).over()) {
        break;
      }
    }
    attention.finish();
    return frames * 20;
  }

  /// A quiet room of 300 ms, then speech.
  private static short[] spoken(int millis, int thenSilent) {
    return Sounds.join(
        Sounds.noise(300, 10, 1), Sounds.tone(millis, 4000), Sounds.noise(thenSilent, 10, 2));
  }

  @Test
  void endsSoonWhenTheWordsThoughtOverAreAWholeCommand() {
    var misheard = new Thinking("clear the", "turn on the light");
    var prefix = new Thinking("turn on the", "turn on the");
    var sound = spoken(1_000, 2_000);

    assertThat(feed(misheard, sound) - 1_300).isBetween(160, 250);
    assertThat(feed(prefix, sound) - 1_300).isBetween(950, 1_050);
  }

  @Test
  void goesOnListeningWhenTheWordsThoughtOverAreOnlyABeginning() {
    var utterance = new Thinking("clear the", "turn on the");

    assertThat(feed(utterance, spoken(1_000, 2_000)) - 1_300).isBetween(950, 1_050);
    assertThat(utterance.reconsidered).isEqualTo(1);
  }

  @Test
  void doesNotWaitForSecondThoughtsAfterAWholeCommand() {
    var utterance = new Thinking("turn on the light", "turn on the light");

    assertThat(feed(utterance, spoken(1_000, 2_000)) - 1_300).isBetween(140, 230);
    assertThat(utterance.reconsidered).isZero();
  }

  @Test
  void tellsEachPauseOnceAndTheSpeechSoFar() {
    var utterance = new Thinking("turn on", "turn on");

    feed(utterance, Sounds.join(spoken(600, 100), spoken(600, 2_000)));

    assertThat(utterance.pauses).hasSize(2);
    assertThat(start(utterance.pauses.getFirst())).isBetween(140, 300);
    assertThat(start(utterance.pauses.getLast())).isBetween(140, 300);
    assertThat(end(utterance.pauses.getFirst())).isBetween(870, 980);
    assertThat(end(utterance.pauses.getLast())).isBetween(1_870, 1_980);
    assertThat(utterance.reconsidered).isEqualTo(2);
  }

  private static int start(String pause) {
    return Integer.parseInt(pause.substring(0, pause.indexOf(' ')));
  }

  private static int end(String pause) {
    return Integer.parseInt(pause.substring(pause.lastIndexOf(' ') + 1));
  }
}
