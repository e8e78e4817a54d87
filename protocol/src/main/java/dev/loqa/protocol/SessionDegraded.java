package dev.loqa.protocol;

import org.jspecify.annotations.Nullable;

/// A stage could not do its part; what is done instead.
public record SessionDegraded(
    SessionId sessionId, String stage, String reason, String fallback, @Nullable TurnId turnId)
    implements Message {}
