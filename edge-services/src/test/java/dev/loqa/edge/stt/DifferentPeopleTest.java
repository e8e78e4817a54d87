package dev.loqa.edge.stt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.edge.stt.pocketsphinx.PocketSphinxEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// People with different voices and microphones speak to one recognizer in turn, and stop listening
/// to the pause after a command early, as the endpointer does.
final class DifferentPeopleTest {
  private static final int PAUSE_MILLIS = 160;

  private record Said(String file, int endMillis, String words) {}

  private static final List<Said> SAID =
      List.of(
          new Said("wfw_turn_on_the_living_room_lamp.wav", 1420, "turn on living room lamp"),
          new Said("r3_turn_on_the_lamp.wav", 1880, "turn on lamp"),
          new Said("r3_set_timer.wav", 1980, "set a timer for ten minutes"));

  @Test
  void understandsEachOfThem() throws IOException {
    var fsg =
        Path.of(
            System.getProperty("loqa.root", ".."),
            "edge-services/src/test/resources/dev/loqa/edge/stt/house.fsg");
    var house = Grammar.ofFsg("house", Files.readString(fsg, StandardCharsets.UTF_8), "");
    try (var engine = new PocketSphinxEngine("", "", "", 0.5);
        var ears = engine.recognizer()) {
      for (var said : SAID) {
        var sound = Sounds.recording(said.file());
        int end = (said.endMillis() + PAUSE_MILLIS) * Sounds.RATE / 1000;
        try (var utterance = ears.open(house)) {
          for (int at = 0; at < end; at += 320) {
            utterance.accept(sound, at, Math.min(320, end - at));
          }
          var heard = utterance.finish();
          assertThat(heard.text().replace("the ", "")).isEqualTo(said.words());
          assertThat(heard.accepted()).isTrue();
        }
      }
    }
  }
}
