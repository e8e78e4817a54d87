package dev.loqa.protocol;

import org.jspecify.annotations.Nullable;

/// Somebody heard it: stop ringing.
public record AlertAck(String alertId, @Nullable String by) implements Message {}
