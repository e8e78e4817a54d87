package dev.loqa.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was heard: a partial while the person speaks, the final once. No text and confidence 0:
/// nothing that is a command was said.
///
/// @param confidence 0 to 1
/// @param language BCP 47
/// @param stageMs milliseconds of each stage that this step closes, from the monotonic clock of who
///   did it
/// @param stableWords of a partial: how many of its first words have stood for so long that they
///   hardly change any more; absent from senders that do not know
/// @param fault of a final without words: why the recognizer gave the utterance up, which another
///   one may still hear; absent from every other
public record Transcript(
    SessionId sessionId,
    String text,
    boolean partial,
    Instant timestamp,
    double confidence,
    @Nullable TurnId turnId,
    @Nullable String language,
    @Nullable String speaker,
    @Nullable String room,
    @Nullable SpeechEnd speechEnd,
    List<String> alternatives,
    Map<String, Double> stageMs,
    @Nullable Integer stableWords,
    @Nullable String fault)
    implements Message {
  public Transcript {
    alternatives = List.copyOf(alternatives);
    stageMs = Map.copyOf(stageMs);
  }

  /// One that does not say how stable its words are, and was heard: every other final, and partials
  /// of others.
  public Transcript(
      SessionId sessionId,
      String text,
      boolean partial,
      Instant timestamp,
      double confidence,
      @Nullable TurnId turnId,
      @Nullable String language,
      @Nullable String speaker,
      @Nullable String room,
      @Nullable SpeechEnd speechEnd,
      List<String> alternatives,
      Map<String, Double> stageMs) {
    this(
        sessionId,
        text,
        partial,
        timestamp,
        confidence,
        turnId,
        language,
        speaker,
        room,
        speechEnd,
        alternatives,
        stageMs,
        null,
        null);
  }
}
