package dev.loqa.loqad.converse;

import dev.loqa.loqad.skills.Purpose;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.TurnId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a person said or typed, ready to be answered.
///
/// @param path how it came and how its latency is counted
/// @param synthetic made by a replay or a check: marked in every event and metric
/// @param speak whether the answer is to be spoken
/// @param confidence the recognizer's, 0 to 1; 1 for typed words
/// @param stageMs what was measured before the words were here
/// @param dry made up to see whether all works, and to have no effect: nothing is done or kept, and
///   no loudspeaker is meant by its answer; such a turn is synthetic too
public record Utterance(
    SessionId session,
    TurnId turn,
    String text,
    String language,
    @Nullable String room,
    @Nullable String speaker,
    Path path,
    boolean synthetic,
    boolean speak,
    double confidence,
    Map<String, Double> stageMs,
    boolean dry) {
  /// Characters of one utterance at most.
  public static final int MOST_CHARACTERS = 2_000;

  /// Stands for words that are not kept.
  public static final String WITHHELD = "***";

  public Utterance {
    stageMs = Map.copyOf(stageMs);
    synthetic |= dry;
  }

  /// A turn whose effects are wanted.
  public Utterance(
      SessionId session,
      TurnId turn,
      String text,
      String language,
      @Nullable String room,
      @Nullable String speaker,
      Path path,
      boolean synthetic,
      boolean speak,
      double confidence,
      Map<String, Double> stageMs) {
    this(
        session,
        turn,
        text,
        language,
        room,
        speaker,
        path,
        synthetic,
        speak,
        confidence,
        stageMs,
        false);
  }

  /// Whether its effects are wanted.
  Purpose purpose() {
    return dry ? Purpose.DRY : synthetic ? Purpose.SYNTHETIC : Purpose.LIVE;
  }

  /// Where its answer is to be heard by who did not ask for it; none: nowhere.
  @Nullable String loudspeaker() {
    return dry ? null : room;
  }

  /// The same turn without its words, which may have been a PIN.
  Utterance withheld() {
    return new Utterance(
        session,
        turn,
        WITHHELD,
        language,
        room,
        speaker,
        path,
        synthetic,
        speak,
        confidence,
        stageMs,
        dry);
  }

  /// How the words came.
  public enum Path {
    VOICE,
    TEXT
  }
}
