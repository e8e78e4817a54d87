package dev.loqa.loqad.store;

import dev.loqa.protocol.EventRecord;
import java.util.List;

/// Where the outbox publishes to; returns when the other side has the event safely, throws when it
/// does not.
@FunctionalInterface
public interface Relay {
  void publish(List<EventRecord> events);
}
