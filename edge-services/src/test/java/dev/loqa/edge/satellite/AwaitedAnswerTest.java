package dev.loqa.edge.satellite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.audio.Pcm;
import dev.loqa.protocol.Bytes;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.TtsAudio;
import dev.loqa.protocol.TtsDone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AwaitedAnswerTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final SessionId SESSION = new SessionId("s1");

  private final List<Pcm> played = new ArrayList<>();
  private final AwaitedAnswer answer = new AwaitedAnswer(TurnTimes.DEFAULT, played::add);

  @Test
  void anAnswerThatOvertakesItsWordsIsNotWaitedForAgain() {
    answer.sound(last(), 0, 0);
    answer.expect(false, 0, SECOND);
    answer.console(2 * SECOND);

    assertThat(answer.over(2 * SECOND)).isTrue();
    assertThat(played).isEmpty();
  }

  @Test
  void anAnswerThatOvertakesItsWordsAndBreaksOffIsToldAtOnce() {
    answer.sound(last(), 0, 0);
    answer.spoken(new TtsDone(SESSION, null, false, Instant.EPOCH, 1L, null, Map.of()));
    answer.expect(false, 0, SECOND);

    assertThat(answer.over(SECOND)).isTrue();
    assertThat(answer.fault(false, SECOND)).contains("not spoken to its end");
  }

  private static TtsAudio last() {
    return new TtsAudio(SESSION, null, 0, 22_050, 1, Bytes.EMPTY, true, null);
  }
}
