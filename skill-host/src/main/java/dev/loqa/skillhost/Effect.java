package dev.loqa.skillhost;

import dev.loqa.protocol.Bytes;

/// Something a skill did or wants done. The host numbers an invocation's effects from 1 in the
/// order of the calls; a call that was refused has no number. Everything but [Http] waits for the
/// commit; with ABI v1 a [Publish] has happened already.
public sealed interface Effect {
  /// The number that receipts refer to.
  int number();

  /// A message on the bus.
  ///
  /// @param json the payload, checked to be JSON for ABI v2 and as the guest gave it for v1
  record Publish(int number, String subject, String json) implements Effect {}

  /// A value of its own data.
  record KvPut(int number, String key, Bytes value) implements Effect {}

  /// A value of its own data that is no more.
  record KvDelete(int number, String key) implements Effect {}

  /// A timer, new or replacing the one of the same id.
  record TimerSet(int number, TimerRequest timer) implements Effect {}

  /// A timer that will not fire.
  record TimerCancel(int number, String timer) implements Effect {}

  /// A web call other than GET that has happened.
  record Http(int number, String method, String url, int status) implements Effect {}
}
