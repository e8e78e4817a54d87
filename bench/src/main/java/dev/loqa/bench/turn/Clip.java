package dev.loqa.bench.turn;

import dev.loqa.bench.measure.Command;
import dev.loqa.bench.measure.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A recorded command.
///
/// @param human whether a person spoke it; else espeak-ng did
record Clip(Path file, String words, boolean human) {
  private static final List<String> VOICES = List.of("en-us", "en-us+f3", "en-us+m5", "en-gb");
  private static final List<String> SENTENCES =
      List.of(
          "set a timer for five minutes",
          "turn on the kitchen light",
          "what time is it",
          "set a timer for ten minutes",
          "turn off the kitchen light",
          "turn on the living room lamp",
          "start a timer for twenty seconds",
          "what is the date");

  /// Recordings of people, who say something that the demo home understands; the one with a wake
  /// word before the command is none.
  private static final Map<String, String> HUMAN =
      new TreeMap<>(
          Map.of(
              "wfw_turn_on_the_living_room_lamp.wav", "turn on the living room lamp",
              "r3_turn_on_the_lamp.wav", "turn on the lamp",
              "r3_set_timer.wav", "set a timer for ten minutes"));

  /// Every sentence in every voice, made now, and the recordings that are here. They alternate as
  /// the list says: humans first, then voice by voice.
  static List<Clip> all(Size size, Path folder) throws IOException {
    List<Clip> clips = new ArrayList<>();
    for (Map.Entry<String, String> recording : HUMAN.entrySet()) {
      Path file = size.recordings().resolve(recording.getKey());
      if (Files.isReadable(file)) {
        clips.add(new Clip(file, recording.getValue(), true));
      }
    }
    for (String voice : VOICES) {
      clips.addAll(spoken(folder, voice));
    }
    return clips;
  }

  /// Every sentence in one voice of espeak-ng, made now.
  static List<Clip> spoken(Path folder, String voice) throws IOException {
    List<Clip> clips = new ArrayList<>();
    for (String sentence : SENTENCES) {
      Path file = folder.resolve(voice + "-" + sentence.replace(' ', '_') + ".wav");
      Command.run(
          Duration.ofSeconds(20),
          List.of("espeak-ng", "-v", voice, "-s", "150", "-w", file.toString(), sentence));
      clips.add(new Clip(file, sentence, false));
    }
    return clips;
  }
}
