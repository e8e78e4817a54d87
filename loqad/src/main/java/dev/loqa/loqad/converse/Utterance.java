package dev.loqa.loqad.converse;

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
    Map<String, Double> stageMs) {
  /// Characters of one utterance at most.
  public static final int MOST_CHARACTERS = 2_000;

  /// Stands for words that are not kept.
  public static final String WITHHELD = "***";

  public Utterance {
    stageMs = Map.copyOf(stageMs);
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
        stageMs);
  }

  /// How the words came.
  public enum Path {
    VOICE,
    TEXT
  }
}
