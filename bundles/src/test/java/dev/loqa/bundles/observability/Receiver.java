package dev.loqa.bundles.observability;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.loqa.base.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/// Takes what Alertmanager sends: `page LoqaNodeGone firing`, the first word being the receiver.
public final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final Set<String> heard = new ConcurrentSkipListSet<>();

  private Receiver(HttpServer server) {
    this.server = server;
  }

  /// Listens on a free port of this machine.
  public static Receiver start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      Receiver receiver = new Receiver(server);
      server.createContext("/", receiver::take);
      server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The settings that send alerts here.
  public String[] settings() {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    return new String[] {
      "PAGE_URL=" + url + "/page", "TICKET_URL=" + url + "/ticket", "INFO_URL=" + url + "/info"
    };
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String receiver = exchange.getRequestURI().getPath().substring(1);
      Map<String, Object> sent = Json.readObject(exchange.getRequestBody().readAllBytes());
      for (Map<String, Object> alert : Observability.list(sent, "alerts")) {
        Object name = Observability.map(alert, "labels").get("alertname");
        heard.add(receiver + " " + name + " " + alert.get("status"));
      }
      exchange.sendResponseHeaders(200, -1);
    }
  }

  /// Everything that was sent so far.
  public Set<String> heard() {
    return new TreeSet<>(heard);
  }

  /// Begins anew.
  void forget() {
    heard.clear();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
