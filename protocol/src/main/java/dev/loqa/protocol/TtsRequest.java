package dev.loqa.protocol;

import org.jspecify.annotations.Nullable;

/// Asks for a text to be spoken.
///
/// @param priority higher first; 0 when absent
/// @param source the skill whose words these are, or `llm` for a model's; absent for Loqa itself
/// @param firstSequence the number of the first piece of sound: how many came before it in the same
///   answer; 0 when absent
/// @param skipMs so much of this text's sound was sent before, by a voice that broke off: it is
///   left out; 0 when absent
/// @param more whether more of the same answer follows in another request, so that no piece of this
///   one is the last; false when absent
/// @param node who alone is to speak: it travels in the subject too; absent for whoever is free
public record TtsRequest(
    SessionId sessionId,
    String text,
    @Nullable String voice,
    @Nullable String target,
    @Nullable String traceId,
    @Nullable String language,
    @Nullable Integer priority,
    @Nullable String source,
    @Nullable Long firstSequence,
    @Nullable Long skipMs,
    @Nullable Boolean more,
    @Nullable TurnId turnId,
    @Nullable NodeId node)
    implements Message {
  /// A whole answer.
  public TtsRequest(
      SessionId sessionId,
      String text,
      @Nullable String voice,
      @Nullable String target,
      @Nullable String traceId,
      @Nullable String language,
      @Nullable Integer priority,
      @Nullable String source,
      @Nullable TurnId turnId) {
    this(
        sessionId, text, voice, target, traceId, language, priority, source, null, null, null,
        turnId, null);
  }

  /// For whoever is free.
  public TtsRequest(
      SessionId sessionId,
      String text,
      @Nullable String voice,
      @Nullable String target,
      @Nullable String traceId,
      @Nullable String language,
      @Nullable Integer priority,
      @Nullable String source,
      @Nullable Long firstSequence,
      @Nullable Long skipMs,
      @Nullable Boolean more,
      @Nullable TurnId turnId) {
    this(
        sessionId,
        text,
        voice,
        target,
        traceId,
        language,
        priority,
        source,
        firstSequence,
        skipMs,
        more,
        turnId,
        null);
  }

  /// What is left of it after `sentMs` of its sound were sent.
  ///
  /// @param sequence the number of the next piece
  public TtsRequest rest(long sequence, long sentMs) {
    return new TtsRequest(
        sessionId, text, voice, target, traceId, language, priority, source, sequence, sentMs, more,
        turnId, node);
  }

  /// The same for one node alone.
  public TtsRequest at(NodeId one) {
    return new TtsRequest(
        sessionId,
        text,
        voice,
        target,
        traceId,
        language,
        priority,
        source,
        firstSequence,
        skipMs,
        more,
        turnId,
        one);
  }
}
