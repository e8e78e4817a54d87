package dev.loqa.bus;

import dev.loqa.protocol.EventRecord;
import java.util.List;

/// The stream `LOQA_EVENTS`: durable events between nodes, each once.
///
/// Thread model: any thread may publish; each consumer has a thread of its own.
public interface EventStream {

  /// Appends one event and waits until it is durable; an event id that was appended before is not
  /// appended again.
  void publish(EventRecord event);

  /// Appends in order with the acknowledgements awaited together. When it throws, any prefix may
  /// have been appended: publish the same list again.
  void publishAll(List<EventRecord> events);

  /// Hands over every event after the stream position `afterSequence` (0 for all), in order, and
  /// goes on with new ones until closed. An event whose intake throws is handed over again after a
  /// pause.
  Subscription consume(long afterSequence, Intake intake);
}
