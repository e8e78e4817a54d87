package dev.loqa.edge.satellite;

import dev.loqa.base.audio.Pcm;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.TurnId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What became of one utterance. Always there, whatever failed.
///
/// @param transcript empty when nothing that is a command was heard
/// @param reply the spoken answer, or the sound of an apology when there is an `error`
/// @param firstAudioMs from the end of speech to the first sound of the answer; 0 without an answer
/// @param totalMs from the first frame to the end of the turn
/// @param timings further moments, in milliseconds after the end of speech
/// @param gaps pieces of the answer that were lost
/// @param error why there is no answer
public record HeardTurn(
    SessionId session,
    TurnId turn,
    String transcript,
    Pcm reply,
    double firstAudioMs,
    double totalMs,
    List<String> partials,
    Map<String, Double> timings,
    int gaps,
    @Nullable String error) {
  public HeardTurn {
    partials = List.copyOf(partials);
    timings = Map.copyOf(timings);
  }
}
