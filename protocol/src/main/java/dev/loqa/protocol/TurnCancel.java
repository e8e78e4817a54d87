package dev.loqa.protocol;

import org.jspecify.annotations.Nullable;

/// Stop everything of this turn now.
public record TurnCancel(SessionId sessionId, @Nullable TurnId turnId, String reason)
    implements Message {}
