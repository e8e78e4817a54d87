package dev.loqa.bus;

import dev.loqa.base.life.Part;
import dev.loqa.protocol.Message;
import java.time.Duration;
import java.util.function.Consumer;

/// Carries messages between the processes of a house.
///
/// Thread model: every method may be called by any thread and none blocks longer than its deadline
/// (10 s where none is given). A subscription has one thread of its own: its handler sees messages
/// in the order in which one sender sent them, one at a time, with the sender's trace context
/// current. A handler that throws is logged and hears the next message. Order holds per sender and
/// per kind of traffic: audio (`audio.>`, `tts.audio`, `tts.audio.*`) and everything else travel on
/// connections of their own, so the last piece of audio may arrive after `tts.done`.
///
/// Delivery is at most once; what must not be lost goes through [#events()].
public interface Bus extends Part {

  /// Sends to the message's own subject, with the current trace context. While the bus is away,
  /// audio is refused with [BusException.Unavailable] and other messages wait in a bounded buffer.
  void publish(Message message);

  /// Sends a JSON text as it is: what skills publish.
  void publishRaw(String subject, byte[] json);

  /// Hears every message of `subject`, which may have wildcards. When this returns, the server
  /// knows of it.
  Subscription subscribe(String subject, Consumer<Delivery> handler);

  /// Shares the messages of `subject` with the other subscriptions of `queueGroup`: each message
  /// goes to one of them.
  Subscription subscribe(String subject, String queueGroup, Consumer<Delivery> handler);

  /// Asks and waits for the first answer. [BusException.NoResponders] at once when nobody listens,
  /// [BusException.TimedOut] when nobody answered in time.
  Delivery request(Message message, Duration deadline);

  Delivery requestRaw(String subject, byte[] json, Duration deadline);

  /// Answers a request; one that expects no answer is refused.
  void respond(Delivery request, Message answer);

  void respondRaw(Delivery request, byte[] json);

  /// The durable stream of events between nodes.
  EventStream events();

  /// The models that the house shares.
  ModelShelf models();
}
