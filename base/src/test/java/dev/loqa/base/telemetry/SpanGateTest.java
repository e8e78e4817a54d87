package dev.loqa.base.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class SpanGateTest {
  private final Counted dropped = new Counted();

  @Test
  void spansThatTheCollectorDoesNotTakeAreCountedAndMakeRoom() throws InterruptedException {
    SpanGate gate = new SpanGate(new Exporter(CompletableResultCode.ofFailure()), 10, dropped);

    end(gate, 10);
    assertThat(gate.forceFlush().join(10, TimeUnit.SECONDS).isDone()).isTrue();
    end(gate, 10);
    assertThat(gate.shutdown().join(10, TimeUnit.SECONDS).isDone()).isTrue();

    // The worker counts its last batch on its own thread.
    assertThat(dropped.reaches("export", 20)).isTrue();
    assertThat(dropped.byReason).containsEntry("export", 20L).containsEntry("queue", 0L);
  }

  @Test
  void nothingIsCountedWhenTheCollectorTakesAll() {
    SpanGate gate = new SpanGate(new Exporter(CompletableResultCode.ofSuccess()), 10, dropped);

    end(gate, 10);
    assertThat(gate.shutdown().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();

    assertThat(dropped.byReason).containsEntry("export", 0L).containsEntry("queue", 0L);
  }

  private static void end(SpanGate gate, int spans) {
    // Not closed: that would close the gate.
    SdkTracerProvider traces = SdkTracerProvider.builder().addSpanProcessor(gate).build();
    for (int i = 0; i < spans; i++) {
      traces.get("test").spanBuilder("turn").startSpan().end();
    }
  }

  private record Exporter(CompletableResultCode result) implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      return result;
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  private static final class Counted implements LongCounter {
    private final Map<String, Long> byReason = new ConcurrentHashMap<>();

    /// Waits until so many were counted for a reason; false when they never are.
    synchronized boolean reaches(String reason, long count) throws InterruptedException {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      while (byReason.getOrDefault(reason, 0L) < count && System.nanoTime() < end) {
        wait(100);
      }
      return byReason.getOrDefault(reason, 0L) == count;
    }

    @Override
    public void add(long value) {
      add(value, Attributes.empty());
    }

    @Override
    public void add(long value, Attributes attributes) {
      attributes.forEach((key, reason) -> byReason.merge(reason.toString(), value, Long::sum));
      synchronized (this) {
        notifyAll();
      }
    }

    @Override
    public void add(long value, Attributes attributes, Context context) {
      add(value, attributes);
    }
  }
}
