package dev.loqa.base.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The trace context in message headers, as W3C's `traceparent`.
public final class TraceHeaders {
  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

  private TraceHeaders() {}

  /// Hands the headers of the current context to `put`; none when there is no trace.
  public static void inject(BiConsumer<String, String> put) {
    W3C.inject(
        Context.current(),
        put,
        (carrier, key, value) -> {
          if (carrier != null) {
            carrier.accept(key, value);
          }
        });
  }

  /// The context that `headers` carry, to be made current by the receiver.
  public static Context extract(Map<String, String> headers) {
    return W3C.extract(Context.root(), headers, new MapGetter());
  }

  /// The id of the current trace.
  public static Optional<String> traceId() {
    SpanContext context = Span.current().getSpanContext();
    return context.isValid() ? Optional.of(context.getTraceId()) : Optional.empty();
  }

  private static final class MapGetter implements TextMapGetter<Map<String, String>> {
    @Override
    @SuppressWarnings("deprecation") // still abstract
    public Iterable<String> keys(Map<String, String> carrier) {
      return carrier.keySet();
    }

    @Override
    public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
      return carrier == null ? null : carrier.get(key);
    }
  }
}
