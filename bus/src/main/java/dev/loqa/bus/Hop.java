package dev.loqa.bus;

import io.nats.client.Connection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/// The way of one message over the bus: to the server and back, behind what waits to be sent.
final class Hop {
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private Hop() {}

  /// How long that takes now; two seconds when no answer came by then, nothing while the connection
  /// is away.
  static Optional<Duration> over(Connection connection) {
    if (!up(connection)) {
      return Optional.empty();
    }
    long begun = System.nanoTime();
    try {
      connection.flush(LONGEST);
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      // jnats lets a flush end at once when it loses the connection meanwhile.
      return up(connection) ? Optional.of(took) : Optional.empty();
    } catch (TimeoutException e) {
      return up(connection) ? Optional.of(LONGEST) : Optional.empty();
    } catch (IllegalStateException e) {
      return Optional.empty(); // it was lost meanwhile
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static boolean up(Connection connection) {
    return connection.getStatus() == Connection.Status.CONNECTED;
  }
}
