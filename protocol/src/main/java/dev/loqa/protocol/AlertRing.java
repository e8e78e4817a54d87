package dev.loqa.protocol;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A timer or alarm that rings until it is acknowledged.
///
/// @param say the words that go with it
public record AlertRing(
    String alertId,
    String label,
    String say,
    @Nullable String room,
    @Nullable SessionId sessionId,
    Instant due)
    implements Message {}
