package dev.loqa.loqad.web;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/// Sends one request to one of the addresses it is given and reads the answer. It resolves nothing,
/// follows nothing and decompresses nothing. Blocks; an interrupt of its (virtual) thread ends it.
@FunctionalInterface
interface Connector {
  /// Sends, and reads the answer.
  ///
  /// @param pinned tried in order until one takes the connection
  /// @param most the body is read so far and no further
  /// @param limit for everything together; the caller stops it then
  RawAnswer exchange(WebRequest request, List<InetAddress> pinned, int most, Duration limit)
      throws IOException;
}
