package dev.loqa.edge.satellite;

import java.time.Duration;

/// How long each step of a turn may take.
///
/// @param frame sound in one frame
/// @param tail room tone after a recording's end, until recognition has decided that speech is over
/// @param openWithin until some recognizer takes the utterance
/// @param finalWithin from the last frame to the final transcript; then another recognizer is asked
/// @param retakes how often another recognizer is asked
/// @param answerWithin from the final transcript to the first sound of the answer, and between its
///   pieces
/// @param silenceWithin the same when nothing that is a command was heard: often nobody answers
///   that
/// @param patience nothing is heard for so long after somebody spoke, or in the middle of an
///   answer: then a sound says that it takes a moment
public record TurnTimes(
    Duration frame,
    Duration tail,
    Duration openWithin,
    Duration finalWithin,
    int retakes,
    Duration answerWithin,
    Duration silenceWithin,
    Duration patience) {
  public static final TurnTimes DEFAULT =
      new TurnTimes(
          Duration.ofMillis(20),
          Duration.ofMillis(2_500),
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          2,
          Duration.ofSeconds(15),
          Duration.ofSeconds(3),
          Duration.ofMillis(1_500));

  public TurnTimes {
    if (frame.toMillis() < 10 || frame.toMillis() > 100) {
      throw new SatelliteException(
          "satellite.frame_ms is %d: use 10 to 100".formatted(frame.toMillis()));
    }
  }
}
