package dev.loqa.edge.stt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.protocol.SpeechEnd;
import org.junit.jupiter.api.Test;

final class TimelineTest {
  private final Timeline timeline = new Timeline();

  @Test
  void findsTheFrameAndTheOffset() {
    timeline.add(10, 320, 1_000_000_000L);
    timeline.add(11, 320, 1_020_000_000L);
    timeline.add(12, 320, 1_040_000_000L);

    assertThat(timeline.speechEnd(400)).isEqualTo(new SpeechEnd(11, 5));
    assertThat(timeline.speechEnd(320)).isEqualTo(new SpeechEnd(10, 20));
    assertThat(timeline.speechEnd(0)).isEqualTo(new SpeechEnd(10, 0));
  }

  @Test
  void knowsWhenASampleWasSpoken() {
    timeline.add(0, 320, 1_000_000_000L);
    timeline.add(1, 320, 1_020_000_000L);

    assertThat(timeline.spokenNanos(320)).isEqualTo(1_000_000_000L);
    assertThat(timeline.spokenNanos(480)).isEqualTo(1_010_000_000L);
  }
}
