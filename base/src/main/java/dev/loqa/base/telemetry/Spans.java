package dev.loqa.base.telemetry;

import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.TurnId;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Opens the spans of a turn: each is a child of what is current and carries the turn's ids.
///
/// Handed to whoever measures, by its constructor; there is no global one. Thread-safe.
public final class Spans {
  /// Makes no spans of its own, and lets the trace of a caller pass through.
  public static final Spans NONE = new Spans(TracerProvider.noop().get("dev.loqa"));

  private static final AttributeKey<String> SESSION = AttributeKey.stringKey("loqa.session");
  private static final AttributeKey<String> TURN = AttributeKey.stringKey("loqa.turn");
  private static final AttributeKey<Double> STAGE_MS = AttributeKey.doubleKey("loqa.stage_ms");

  private final Tracer tracer;

  Spans(Tracer tracer) {
    this.tracer = tracer;
  }

  /// Begins a span now; the caller makes it current and ends it.
  public Span begin(String name, SessionId session, @Nullable TurnId turn) {
    return builder(name, session, turn).startSpan();
  }

  /// Notes what has already happened, between two readings of [System#nanoTime()].
  public void past(
      String name, SessionId session, @Nullable TurnId turn, long startNanos, long endNanos) {
    long toEpoch = epochNanos() - System.nanoTime();
    builder(name, session, turn)
        .setAttribute(STAGE_MS, (endNanos - startNanos) / 1e6)
        .setStartTimestamp(startNanos + toEpoch, TimeUnit.NANOSECONDS)
        .startSpan()
        .end(endNanos + toEpoch, TimeUnit.NANOSECONDS);
  }

  private SpanBuilder builder(String name, SessionId session, @Nullable TurnId turn) {
    SpanBuilder builder = tracer.spanBuilder(name).setAttribute(SESSION, session.value());
    return turn == null ? builder : builder.setAttribute(TURN, turn.value());
  }

  private static long epochNanos() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }
}
