package dev.loqa.edge;

import dev.loqa.bus.BusEvent;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs what happens to the bus and knows since when it is away. Thread-safe.
final class BusWatch implements Consumer<BusEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(BusWatch.class);

  private boolean away;
  private long awaySinceNanos;

  @Override
  public void accept(BusEvent event) {
    switch (event) {
      case BusEvent.Connected up -> {
        LOG.atInfo().addKeyValue("connection", up.connection()).log("bus connected");
        if (up.connection().equals("control")) {
          back();
        }
      }
      case BusEvent.Disconnected down -> {
        LOG.atWarn()
            .addKeyValue("connection", down.connection())
            .addKeyValue("why", down.why())
            .log("bus lost");
        if (down.connection().equals("control")) {
          lost();
        }
      }
      case BusEvent.Denied denied ->
          LOG.atWarn()
              .addKeyValue("operation", denied.operation())
              .addKeyValue("subject", denied.subject())
              .log("this node lacks a right");
      case BusEvent.SlowConsumer slow ->
          LOG.atWarn()
              .addKeyValue("subject", slow.subject())
              .addKeyValue("dropped", slow.dropped())
              .log("messages were dropped");
    }
  }

  private synchronized void back() {
    away = false;
  }

  private synchronized void lost() {
    if (!away) {
      away = true;
      awaySinceNanos = System.nanoTime();
    }
  }

  /// Whether the bus has been away without a break for so long.
  synchronized boolean awayFor(long nanos) {
    return away && System.nanoTime() - awaySinceNanos > nanos;
  }
}
