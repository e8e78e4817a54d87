package dev.loqa.edge.stt;

import dev.loqa.understanding.Completeness;
import java.time.Duration;

/// How long to wait before a pause is taken for the end.
///
/// @param complete silence after a whole command
/// @param mayContinue silence after a whole command that could go on
/// @param unknown silence when the words say nothing about it
/// @param prefix silence after the beginning of a command
/// @param settled how long a whole command must stand unchanged to end the utterance although there
///   is still sound, as with a television in the room
/// @param noSpeech how long to wait for somebody to begin
/// @param longest the longest utterance
public record EndpointSettings(
    Duration complete,
    Duration mayContinue,
    Duration unknown,
    Duration prefix,
    Duration settled,
    Duration noSpeech,
    Duration longest) {
  public static final EndpointSettings DEFAULT =
      new EndpointSettings(
          Duration.ofMillis(128),
          Duration.ofMillis(160),
          Duration.ofMillis(256),
          Duration.ofMillis(960),
          Duration.ofMillis(1_500),
          Duration.ofSeconds(5),
          Duration.ofSeconds(60));

  public EndpointSettings {
    between("stt.endpoint.complete", complete, 64, 2_000);
    between("stt.endpoint.may_continue", mayContinue, 64, 3_000);
    between("stt.endpoint.unknown", unknown, 64, 3_000);
    between("stt.endpoint.prefix", prefix, 64, 5_000);
    between("stt.endpoint.settled", settled, 500, 10_000);
    between("stt.endpoint.no_speech", noSpeech, 500, 30_000);
    between("stt.endpoint.longest", longest, 1_000, 60_000);
  }

  private static void between(String key, Duration value, long least, long most) {
    long millis = value.toMillis();
    if (millis < least || millis > most) {
      throw new SttException(key + " is " + millis + " ms: use " + least + " to " + most + " ms");
    }
  }

  /// The silence that ends an utterance whose words so far are worth this.
  Duration silenceAfter(Completeness words) {
    return switch (words) {
      case COMPLETE -> complete;
      case COMPLETE_MAY_CONTINUE -> mayContinue;
      case PREFIX -> prefix;
      case OTHER -> unknown;
    };
  }
}
