package dev.loqa.loqad.store;

import dev.loqa.protocol.EventRecord;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes in events that were born elsewhere, each exactly once however often the stream delivers
/// it.
///
/// The event and the stream position commit together. What was born here is skipped, what is stored
/// already or ephemeral only moves the position. A failure means that neither was written: stop
/// consuming and begin again after [#position()]. One thread at a time, in stream order.
public final class EventIntake {
  private static final Logger LOG = LoggerFactory.getLogger(EventIntake.class);

  private final Writer writer;
  private final Readers readers;
  private final StoreOptions options;

  EventIntake(Writer writer, Readers readers, StoreOptions options) {
    this.writer = writer;
    this.readers = readers;
    this.options = options;
  }

  /// The last stream sequence that was taken in; 0 before the first.
  public long position() {
    return readers.read(
        "reading the intake position", connection -> Meta.get(connection, Meta.INTAKE));
  }

  /// Returns once event and position are durable; true when the event is new here.
  public boolean accept(long streamSequence, EventRecord event) {
    Optional<SealedEvent> sealed =
        event.node().equals(options.node()) ? Optional.empty() : seal(event);
    return writer
        .submit(
            transaction -> {
              Meta.set(transaction.state(), Meta.INTAKE, streamSequence);
              if (sealed.isEmpty() || transaction.events().contains(event.eventId().value())) {
                return false;
              }
              transaction.events().add(sealed.get());
              return true;
            },
            1)
        .await(options.patience());
  }

  // What can never be stored must not stop what comes after it.
  private Optional<SealedEvent> seal(EventRecord event) {
    try {
      NewEvent.checkPayload(event.type(), event.payload());
      return Optional.of(SealedEvent.received(event, options.retention()))
          .filter(SealedEvent::kept);
    } catch (StoreException e) {
      LOG.atWarn()
          .addKeyValue("event", event.eventId())
          .addKeyValue("node", event.node())
          .addKeyValue("reason", e.getMessage())
          .log("event from another node refused");
      return Optional.empty();
    }
  }
}
