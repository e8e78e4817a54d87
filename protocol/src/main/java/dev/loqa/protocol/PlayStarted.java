package dev.loqa.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The person hears the answer begin, measured by the satellite.
///
/// @param firstAudioMs from the end of speech to the first sound of the answer
/// @param stageMs `play`: milliseconds from the first piece of the answer's arrival to its first
///   sound, by the satellite's monotonic clock
public record PlayStarted(
    SessionId sessionId,
    @Nullable TurnId turnId,
    @Nullable String target,
    double firstAudioMs,
    Map<String, Double> stageMs)
    implements Message {
  public PlayStarted {
    stageMs = Map.copyOf(stageMs);
  }
}
