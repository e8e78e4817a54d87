package dev.loqa.loqad.web;

import dev.loqa.base.life.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/// A server on loopback that reads a request to its end and answers bytes as they are given.
final class RawServer implements Part {
  final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<IOException> failures = new CopyOnWriteArrayList<>();
  private final ServerSocket server;
  private volatile String answer = "";

  private RawServer(ServerSocket server) {
    this.server = server;
    Thread.ofVirtual().name("raw-server").start(this::serve);
  }

  static RawServer start() {
    return start(ServerSocketFactory.getDefault());
  }

  static RawServer start(ServerSocketFactory factory) {
    try {
      return new RawServer(factory.createServerSocket(0, 16, InetAddress.ofLiteral("127.0.0.1")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RawServer answers(String text) {
    answer = text;
    return this;
  }

  int port() {
    return server.getLocalPort();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        requests.add(request(socket.getInputStream()));
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
      } catch (IOException e) {
        failures.add(e); // The client went away, which some tests are about.
      }
    }
  }

  private static String request(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    int left = Integer.MAX_VALUE;
    while (left > 0) {
      int c = in.read();
      if (c < 0) {
        break;
      }
      text.append((char) c);
      left--;
      if (left > 1 << 20 && text.toString().endsWith("\r\n\r\n")) {
        String head = text.toString().toLowerCase(Locale.ROOT);
        int at = head.indexOf("content-length: ");
        left = at < 0 ? 0 : Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
      }
    }
    return text.toString();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
