package dev.loqa.edge.stt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.protocol.AudioFrame;
import dev.loqa.protocol.Bytes;
import dev.loqa.protocol.SessionId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FrameOrderTest {
  private final FrameOrder order = new FrameOrder();

  private static Arrival frame(long sequence) {
    return new Arrival(
        new AudioFrame(new SessionId("s"), sequence, 16_000, 1, Bytes.EMPTY, false), sequence);
  }

  private List<Long> accept(long... sequences) {
    var result = new ArrayList<Long>();
    for (long sequence : sequences) {
      order.accept(frame(sequence)).forEach(arrival -> result.add(arrival.frame().sequence()));
    }
    return result;
  }

  @Test
  void passesFramesOnInOrder() {
    assertThat(accept(0, 1, 2)).containsExactly(0L, 1L, 2L);
    assertThat(order.missing()).isEmpty();
  }

  @Test
  void holdsAnEarlyFrameUntilTheGapIsFilled() {
    assertThat(accept(0, 2, 3)).containsExactly(0L);
    assertThat(order.missing()).hasValue(1);
    assertThat(accept(1)).containsExactly(1L, 2L, 3L);
    assertThat(order.missing()).isEmpty();
  }

  @Test
  void dropsRepeatedFrames() {
    assertThat(accept(0, 0, 2, 2, 1, 1)).containsExactly(0L, 1L, 2L);
  }

  @Test
  void givesUpAGapRatherThanHoldingWithoutBound() {
    accept(0);
    var passed = new ArrayList<Long>();
    for (long sequence = 2; sequence < 200; sequence++) {
      passed.addAll(accept(sequence));
    }
    assertThat(passed).startsWith(2L).endsWith(199L).hasSize(198);
  }

  @Test
  void skipsAGapWhenTold() {
    accept(0, 5);

    assertThat(order.skip()).extracting(arrival -> arrival.frame().sequence()).containsExactly(5L);
    assertThat(order.skip()).isEmpty();
  }
}
