package dev.loqa.bus;

/// What happens to a bus connection besides messages.
public sealed interface BusEvent {

  /// One of the connections (`control`, `audio`, `bulk`) is up, the first time or again.
  record Connected(String connection) implements BusEvent {}

  record Disconnected(String connection, String why) implements BusEvent {}

  /// The server refused a publish or a subscription: this identity lacks the right.
  record Denied(String operation, String subject) implements BusEvent {}

  /// A handler is slower than its messages: some were dropped.
  record SlowConsumer(String subject, long dropped) implements BusEvent {}
}
