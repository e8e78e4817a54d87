package dev.loqa.base.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets at most so many spans wait for the collector and counts every one that is lost, because the
/// SDK's own queue drops in silence.
///
/// A span's end never waits: the SDK's thread sends. Thread-safe.
final class SpanGate implements SpanProcessor {
  private static final Logger LOG = LoggerFactory.getLogger(SpanGate.class);
  private static final int BATCH = 512;
  private static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");
  private static final Attributes QUEUE_FULL = Attributes.of(REASON, "queue");
  private static final Attributes NOT_SENT = Attributes.of(REASON, "export");

  private final BatchSpanProcessor batches;
  private final LongCounter dropped;
  private final int most;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicBoolean failing = new AtomicBoolean();

  /// @param most spans that wait, those on their way included
  SpanGate(SpanExporter exporter, int most, LongCounter dropped) {
    this.most = most;
    this.dropped = dropped;
    this.batches =
        BatchSpanProcessor.builder(new Counting(exporter))
            .setMaxQueueSize(most)
            .setMaxExportBatchSize(Math.min(BATCH, most))
            .build();
    dropped.add(0, QUEUE_FULL);
    dropped.add(0, NOT_SENT);
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (!span.getSpanContext().isSampled()) {
      return;
    }
    if (waiting.incrementAndGet() > most) {
      waiting.decrementAndGet();
      dropped.add(1, QUEUE_FULL);
      return;
    }
    batches.onEnd(span);
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  @Override
  public CompletableResultCode shutdown() {
    return batches.shutdown();
  }

  @Override
  public CompletableResultCode forceFlush() {
    return batches.forceFlush();
  }

  private void sent(int spans, boolean arrived) {
    waiting.addAndGet(-spans);
    if (!arrived) {
      dropped.add(spans, NOT_SENT);
    }
    if (failing.compareAndSet(arrived, !arrived)) {
      if (arrived) {
        LOG.atInfo().log("the collector takes spans again");
      } else {
        LOG.atWarn().log("the collector takes no spans, they are dropped and counted");
      }
    }
  }

  /// Tells the gate what became of each batch.
  private final class Counting implements SpanExporter {
    private final SpanExporter to;

    Counting(SpanExporter to) {
      this.to = to;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      int count = spans.size();
      CompletableResultCode result = to.export(spans);
      return result.whenComplete(() -> sent(count, result.isSuccess()));
    }

    @Override
    public CompletableResultCode flush() {
      return to.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
      return to.shutdown();
    }
  }
}
