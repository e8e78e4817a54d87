package dev.loqa.protocol;

import org.jspecify.annotations.Nullable;

/// Asks for a text to be spoken.
///
/// @param priority higher first; 0 when absent
/// @param source the skill whose words these are; absent for Loqa itself
public record TtsRequest(
    SessionId sessionId,
    String text,
    @Nullable String voice,
    @Nullable String target,
    @Nullable String traceId,
    @Nullable String language,
    @Nullable Integer priority,
    @Nullable String source,
    @Nullable TurnId turnId)
    implements Message {}
