package dev.loqa.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.protocol.Message;
import dev.loqa.protocol.TtsAudio;
import org.junit.jupiter.api.Test;

final class RehearsalTest {
  @Test
  void readsEveryMessageOfATurnAsItWasWritten() {
    for (Message message : Rehearsal.turn()) {
      int written = Rehearsal.once(message);

      assertThat(written).as("%s came back as it went", message).isPositive();
    }
  }

  @Test
  void rehearsesTheAudioInItsBinaryForm() {
    assertThat(Rehearsal.turn())
        .filteredOn(TtsAudio.class::isInstance)
        .singleElement()
        .satisfies(audio ->
            assertThat(Rehearsal.once(audio)).isEqualTo(((TtsAudio) audio).pcm().length()));
  }

  @Test
  void endsWhenItsProcessEnds() {
    Rehearsal rehearsal = Rehearsal.start();

    rehearsal.close();

    assertThat(rehearsal.ended()).isTrue();
  }
}
