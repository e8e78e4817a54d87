package dev.loqa.edge.stt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// An OTLP/HTTP collector that keeps the spans it is sent. It reads just enough of protobuf: fields
/// that are messages, strings or bytes.
final class FakeCollector implements AutoCloseable {
  /// One span, its ids in hexadecimal; `parent` is empty at the root.
  record Seen(
      String service, String name, String trace, String id, String parent, List<String> events) {}

  final Queue<Seen> spans = new ConcurrentLinkedQueue<>();
  private final HttpServer server;

  FakeCollector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces", this::take);
    server.createContext("/v1/metrics", FakeCollector::thank);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] request = exchange.getRequestBody().readAllBytes();
    for (byte[] process : fields(request, 1)) {
      String service = service(process);
      for (byte[] scope : fields(process, 2)) {
        fields(scope, 2).forEach(span -> spans.add(seen(service, span)));
      }
    }
    thank(exchange);
  }

  private static void thank(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private static String service(byte[] process) {
    for (byte[] attribute : fields(fields(process, 1).getFirst(), 1)) {
      if (text(attribute, 1).equals("service.name")) {
        return text(fields(attribute, 2).getFirst(), 1);
      }
    }
    return "";
  }

  private static Seen seen(String service, byte[] span) {
    return new Seen(
        service,
        text(span, 5),
        hex(span, 1),
        hex(span, 2),
        hex(span, 4),
        fields(span, 11).stream().map(event -> text(event, 2)).toList());
  }

  private static String text(byte[] message, int number) {
    List<byte[]> found = fields(message, number);
    return found.isEmpty() ? "" : new String(found.getFirst(), UTF_8);
  }

  private static String hex(byte[] message, int number) {
    List<byte[]> found = fields(message, number);
    return found.isEmpty() ? "" : HexFormat.of().formatHex(found.getFirst());
  }

  /// Every value of the field `number`, which has a length.
  private static List<byte[]> fields(byte[] message, int number) {
    List<byte[]> found = new ArrayList<>();
    ByteBuffer rest = ByteBuffer.wrap(message);
    while (rest.hasRemaining()) {
      long tag = varint(rest);
      switch ((int) (tag & 7)) {
        case 0 -> varint(rest);
        case 1 -> rest.position(rest.position() + 8);
        case 5 -> rest.position(rest.position() + 4);
        case 2 -> {
          byte[] value = new byte[(int) varint(rest)];
          rest.get(value);
          if (tag >>> 3 == number) {
            found.add(value);
          }
        }
        default -> throw new IllegalStateException("not protobuf: wire type " + (tag & 7));
      }
    }
    return found;
  }

  private static long varint(ByteBuffer from) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = from.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
