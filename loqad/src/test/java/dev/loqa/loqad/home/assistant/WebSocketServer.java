package dev.loqa.loqad.home.assistant;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/// One port for plain requests and for a WebSocket (RFC 6455, text only), as Home Assistant has it.
/// A request gets one answer, a thread each connection.
final class WebSocketServer implements AutoCloseable {
  /// A plain request.
  record Request(String method, String path, Map<String, String> headers) {}

  /// Its answer.
  record Answer(int status, String body) {}

  /// One open WebSocket; any thread may send.
  static final class Session {
    private final Socket socket;
    private final OutputStream out;

    Session(Socket socket) throws IOException {
      this.socket = socket;
      this.out = socket.getOutputStream();
    }

    /// A text in one piece, or in several of `piece` bytes.
    synchronized void send(String text, int piece) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      try {
        for (int at = 0; at == 0 || at < bytes.length; at += piece) {
          int length = Math.min(piece, bytes.length - at);
          boolean last = at + length >= bytes.length;
          frame((last ? 0x80 : 0) | (at == 0 ? 1 : 0), bytes, at, length);
        }
        out.flush();
      } catch (IOException e) {
        drop(); // who has gone gets nothing more
      }
    }

    private void frame(int head, byte[] bytes, int from, int length) throws IOException {
      ByteArrayOutputStream frame = new ByteArrayOutputStream();
      frame.write(head);
      if (length < 126) {
        frame.write(length);
      } else if (length < 65_536) {
        frame.write(126);
        frame.write(length >> 8);
        frame.write(length);
      } else {
        frame.write(127);
        for (int shift = 56; shift >= 0; shift -= 8) {
          frame.write((int) ((long) length >> shift));
        }
      }
      frame.write(bytes, from, length);
      out.write(frame.toByteArray());
    }

    /// Breaks the connection without a word.
    void drop() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean away;
  private final Function<Request, Answer> plain;
  private final Function<Session, Consumer<String>> socket;

  /// @param port 0: any free one
  /// @param plain answers requests
  /// @param socket told of a new WebSocket; gives who takes its messages
  WebSocketServer(
      int port, Function<Request, Answer> plain, Function<Session, Consumer<String>> socket) {
    this.plain = plain;
    this.socket = socket;
    try {
      server = new ServerSocket();
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("fake-accept").start(this::accept);
  }

  /// Hangs up on everybody, and on whoever comes until [#back]. The port is kept meanwhile: a free
  /// one could be taken by another program, or by the very client that looks for us.
  void leave() {
    away = true;
    hangUp();
  }

  void back() {
    away = false;
  }

  private void hangUp() {
    for (Socket client : List.copyOf(open)) {
      open.remove(client);
      try {
        client.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        open.add(client);
        if (away) {
          hangUp();
          continue;
        }
        Thread.ofVirtual().name("fake-client").start(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
      Request request = request(in);
      String key = request.headers().get("sec-websocket-key");
      if (key != null) {
        upgrade(client, in, key);
        return;
      }
      Answer answer = plain.apply(request);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      write(
          client,
          "HTTP/1.1 "
              + answer.status()
              + " x\r\nContent-Type: application/json\r\nContent-Length: "
              + body.length
              + "\r\nConnection: close\r\n\r\n"
              + answer.body());
    } catch (IOException e) {
      // The client has gone.
    } finally {
      open.remove(client);
    }
  }

  private static void write(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    client.getOutputStream().flush();
  }

  private static Request request(DataInputStream in) throws IOException {
    String[] first = line(in).split(" ", 3);
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String[] parts = line.split(": ?", 2);
      headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
    }
    return new Request(first[0], first[1], headers);
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException();
      } else if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private void upgrade(Socket client, DataInputStream in, String key) throws IOException {
    write(
        client,
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + accepted(key)
            + "\r\n\r\n");
    Consumer<String> taker = socket.apply(new Session(client));
    while (true) {
      int head = in.readUnsignedByte();
      int length = in.readUnsignedByte() & 0x7f;
      long size = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
      byte[] mask = in.readNBytes(4);
      byte[] payload = in.readNBytes((int) size);
      for (int i = 0; i < payload.length; i++) {
        payload[i] ^= mask[i % 4];
      }
      switch (head & 0xf) {
        case 1 -> taker.accept(new String(payload, StandardCharsets.UTF_8));
        case 8 -> {
          return;
        }
        default -> {
          // Pongs.
        }
      }
    }
  }

  private static String accepted(String key) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-1"); // as RFC 6455 wants it
      byte[] text =
          (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII);
      return Base64.getEncoder().encodeToString(sha.digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    hangUp();
  }
}
