package dev.loqa.edge.llm.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A model server that answers with recorded bytes, exactly as they are written down here: in
/// chunks of any size, cut off anywhere, or never ending. One thread a connection.
public final class RecordedServer implements AutoCloseable {
  /// What came in: the request line, the headers, the body.
  public record Request(String line, String headers, String body) {}

  /// Answers one request.
  @FunctionalInterface
  public interface Script {
    void answer(Request request, OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket listening;
  private final Script script;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final CountDownLatch left = new CountDownLatch(1);

  public RecordedServer(Script script) throws IOException {
    this.script = script;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /// A server that answers everything with these bytes of a stream, `size` at a time.
  public static RecordedServer streaming(String type, String body, int size) throws IOException {
    return new RecordedServer((request, out) -> {
      head(out, 200, type);
      byte[] bytes = body.getBytes(UTF_8);
      for (int at = 0; at < bytes.length; at += size) {
        chunk(out, bytes, at, Math.min(size, bytes.length - at));
      }
      end(out);
    });
  }

  /// The status line and headers of a chunked answer.
  public static void head(OutputStream out, int status, String type) throws IOException {
    String head =
        "HTTP/1.1 %d X\r\nContent-Type: %s\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
            .formatted(status, type);
    out.write(head.getBytes(ISO_8859_1));
    out.flush();
  }

  public static void chunk(OutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    chunk(out, bytes, 0, bytes.length);
  }

  private static void chunk(OutputStream out, byte[] bytes, int at, int length) throws IOException {
    out.write((Integer.toHexString(length) + "\r\n").getBytes(ISO_8859_1));
    out.write(bytes, at, length);
    out.write("\r\n".getBytes(ISO_8859_1));
    out.flush();
  }

  public static void end(OutputStream out) throws IOException {
    out.write("0\r\n\r\n".getBytes(ISO_8859_1));
    out.flush();
  }

  /// A whole answer.
  public static void whole(OutputStream out, int status, String headers, String body)
      throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    String head =
        "HTTP/1.1 %d X\r\n%sContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(status, headers, bytes.length);
    out.write(head.getBytes(ISO_8859_1));
    out.write(bytes);
    out.flush();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort());
  }

  /// The next request, or a failure when none comes.
  public Request request() throws InterruptedException {
    Request request = requests.poll(10, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("no request came");
    }
    return request;
  }

  /// Whether some client closed its connection before its answer was whole.
  public boolean clientLeft() throws InterruptedException {
    return left.await(10, TimeUnit.SECONDS);
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      Request request = read(socket.getInputStream());
      requests.add(request);
      Thread.ofVirtual().start(() -> watch(socket));
      script.answer(request, socket.getOutputStream());
    } catch (IOException | InterruptedException e) {
      left.countDown();
    }
  }

  /// A client that waits for its answer sends nothing: the end of its stream means that it left.
  private void watch(Socket socket) {
    try {
      if (socket.getInputStream().read() < 0) {
        left.countDown();
      }
    } catch (IOException e) {
      left.countDown();
    }
  }

  private static Request read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("the client left before it asked");
      }
      head.append((char) b);
    }
    String[] parts = head.toString().split("\r\n", 2);
    int length = 0;
    for (String header : parts[1].split("\r\n", -1)) {
      if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(15).strip());
      }
    }
    return new Request(parts[0], parts[1], new String(in.readNBytes(length), UTF_8));
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
