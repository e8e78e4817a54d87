package dev.loqa.protocol;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something to show on a display.
///
/// @param progress 0 to 1
public record CardUpdate(
    String card, String title, String body, @Nullable Double progress, @Nullable Instant expires)
    implements Message {}
