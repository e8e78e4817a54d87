package dev.loqa.bus;

import dev.loqa.protocol.Message;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One message as it arrived. The body is the receiver's own and not copied; do not change it.
///
/// @param headers by name in its original spelling
/// @param replyTo where an answer goes, when the sender wants one
@SuppressWarnings(
    "ArrayRecordComponent") // never compared; a copy of every frame would cost more than it saves
public record Delivery(
    String subject, Map<String, String> headers, byte[] body, @Nullable String replyTo) {

  public Delivery {
    headers = Map.copyOf(headers);
  }

  /// The message, read by [Wire]; a [WireException] says what is wrong with it.
  public <T extends Message> T as(Class<T> type) {
    return Wire.decode(subject, headers, body, type);
  }
}
