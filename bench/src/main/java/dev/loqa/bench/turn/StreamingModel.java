package dev.loqa.bench.turn;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loqa.base.json.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// An Ollama server that answers every question with the same two sentences, one token after the
/// other at a steady pace, and knows when the last token of the first sentence left it.
///
/// One virtual thread a connection; one question at a time is measured.
final class StreamingModel implements AutoCloseable {
  private static final List<String> FIRST =
      List.of("The", " tower", " stands", " beside", " the", " river", ".");
  private static final List<String> REST =
      List.of(" It", " was", " built", " for", " a", " fair", " in", " the", " summer", ".");
  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
  private static final int MOST_BODY = 1 << 20;

  private final ServerSocket listening;
  private final long tokenNanos;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile long sentenceNanos;
  private volatile long nextNanos;

  private StreamingModel(ServerSocket listening, Duration token) {
    this.listening = listening;
    this.tokenNanos = token.toNanos();
  }

  /// @param token from one token to the next
  static StreamingModel start(Duration token) throws IOException {
    StreamingModel model =
        new StreamingModel(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), token);
    Thread.ofVirtual().name("streaming-model").start(model::accept);
    return model;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort());
  }

  /// When the first sentence's last token of the newest answer had left.
  long sentenceNanos() {
    return sentenceNanos;
  }

  /// When the token after that had left.
  long nextNanos() {
    return nextNanos;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        open.add(socket);
        Thread.ofVirtual().name("streaming-model-answer").start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      Map<String, Object> question = question(in);
      OutputStream out = socket.getOutputStream();
      out.write(HEAD.getBytes(ISO_8859_1));
      if (!List.of().equals(question.get("messages"))) {
        answer(out);
      }
      line(out, Map.of("message", message(""), "done", true));
      out.write("0\r\n\r\n".getBytes(ISO_8859_1));
    } catch (IOException e) {
      // Who asked has left; the measurement sees that no sound came.
    } finally {
      open.remove(socket);
    }
  }

  private void answer(OutputStream out) throws IOException {
    long due = System.nanoTime();
    for (String token : FIRST) {
      due = token(out, token, due);
    }
    sentenceNanos = System.nanoTime();
    due = token(out, REST.getFirst(), due);
    nextNanos = System.nanoTime();
    for (String token : REST.subList(1, REST.size())) {
      due = token(out, token, due);
    }
  }

  private long token(OutputStream out, String token, long due) throws IOException {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    line(out, Map.of("message", message(token), "done", false));
    return due + tokenNanos;
  }

  private static Map<String, Object> message(String content) {
    return Map.of("role", "assistant", "content", content);
  }

  private static void line(OutputStream out, Map<String, Object> object) throws IOException {
    byte[] bytes = (Json.text(object) + "\n").getBytes(UTF_8);
    byte[] head = (Integer.toHexString(bytes.length) + "\r\n").getBytes(ISO_8859_1);
    byte[] chunk = new byte[head.length + bytes.length + 2];
    System.arraycopy(head, 0, chunk, 0, head.length);
    System.arraycopy(bytes, 0, chunk, head.length, bytes.length);
    chunk[chunk.length - 2] = '\r';
    chunk[chunk.length - 1] = '\n';
    out.write(chunk);
    out.flush();
  }

  private static Map<String, Object> question(InputStream in) throws IOException {
    int length = 0;
    for (String header = header(in); !header.isEmpty(); header = header(in)) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).strip());
      }
    }
    if (length > MOST_BODY) {
      throw new IOException("a question of " + length + " bytes");
    }
    return length == 0 ? Map.of() : Json.readObject(in.readNBytes(length));
  }

  private static String header(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 || line.length() > 8_192) {
        throw new IOException("no request");
      }
      line.append((char) b);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
