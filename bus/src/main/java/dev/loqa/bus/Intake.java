package dev.loqa.bus;

import dev.loqa.protocol.EventRecord;

/// Takes events of the stream in. An exception means "not taken": the same event comes again.
@FunctionalInterface
public interface Intake {
  void accept(long streamSequence, EventRecord event);
}
