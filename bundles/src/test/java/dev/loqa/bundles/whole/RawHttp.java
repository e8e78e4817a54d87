package dev.loqa.bundles.whole;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A request with headers that Java's own client does not let anybody set.
final class RawHttp {
  private static final int MOST_BYTES = 16_384;

  private RawHttp() {}

  static String get(int port, String path, String... headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      String request = "GET " + path + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      // One read: the server may keep the connection open after its short answer.
      byte[] answer = new byte[MOST_BYTES];
      int length = socket.getInputStream().read(answer);
      return new String(answer, 0, Math.max(0, length), StandardCharsets.UTF_8);
    }
  }
}
