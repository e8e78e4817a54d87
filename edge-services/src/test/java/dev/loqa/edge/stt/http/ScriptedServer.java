package dev.loqa.edge.stt.http;

import dev.loqa.base.audio.WavFile;
import dev.loqa.base.audio.WavLimits;
import dev.loqa.protocol.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/// A server on a free port of this machine that answers each request as its script says, byte by
/// byte. One request a connection.
final class ScriptedServer implements AutoCloseable {
  /// @param headers with names in lower case
  record Request(String line, Map<String, String> headers, Bytes body) {
    private String text() {
      return new String(body.toArray(), StandardCharsets.ISO_8859_1);
    }

    /// A field of the form.
    String field(String name) {
      var field =
          Pattern.compile("name=\"" + name + "\"\r\n\r\n(.*?)\r\n--", Pattern.DOTALL)
              .matcher(text());
      return field.find()
          ? new String(field.group(1).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
          : "";
    }

    WavFile sound() {
      int from = text().indexOf("RIFF");
      return WavFile.read(
          new ByteArrayInputStream(body.toArray(), from, body.length() - from),
          "upload",
          WavLimits.DEFAULT);
    }
  }

  /// What the server does with a request.
  interface Script {
    void answer(Request request, OutputStream out) throws IOException;
  }

  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Socket> connections = Collections.synchronizedList(new ArrayList<>());
  private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<Script> scripts;

  /// @param scripts for the first request, the second and so on; the last one for all others
  ScriptedServer(Script... scripts) {
    this.scripts = List.of(scripts);
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort() + "/v1";
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        var connection = socket.accept();
        connections.add(connection);
        threads.execute(() -> serve(connection));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      var request = read(connection.getInputStream());
      int number;
      synchronized (requests) {
        number = requests.size();
        requests.add(request);
      }
      var out = connection.getOutputStream();
      scripts.get(Math.min(number, scripts.size() - 1)).answer(request, out);
      out.flush();
    } catch (IOException e) {
      // The other side has gone: that is what some tests are about.
    }
  }

  private static Request read(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the request broke off");
      }
      head.append((char) next);
    }
    var lines = head.toString().split("\r\n", -1);
    var headers = new TreeMap<String, String>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.put(
            lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip());
      }
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return new Request(lines[0], headers, Bytes.wrap(in.readNBytes(length)));
  }

  /// A whole answer with this status and body.
  static Script answers(int status, String body, String... headers) {
    return (_, out) -> {
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      var head = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
      for (var header : headers) {
        head.append(header).append("\r\n");
      }
      head.append("Content-Length: ").append(bytes.length).append("\r\n");
      head.append("Connection: close\r\n\r\n");
      out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
      out.write(bytes);
    };
  }

  /// A good answer with this text.
  static Script hears(String text) {
    return answers(200, "{\"text\":\"" + text + "\"}", "Content-Type: application/json");
  }

  /// These bytes, and then the connection is closed.
  static Script sends(String raw) {
    return (_, out) -> out.write(raw.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (var connection : List.copyOf(connections)) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
