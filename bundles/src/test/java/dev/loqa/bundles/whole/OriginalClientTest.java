package dev.loqa.bundles.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A program of the original's: NATS in plain text and a token, with no library of ours.
@Timeout(300)
final class OriginalClientTest {
  private static final String TOKEN = "a-word-of-the-house";
  private static final String WORDS =
      "{\"session_id\":\"abc123\",\"text\":\"turn on the kitchen light\",\"partial\":false,"
          + "\"timestamp\":\"2025-10-01T12:00:00.123456789Z\",\"confidence\":0.87}";

  @TempDir private Path folder;

  @Test
  void speaksAndIsAnsweredThroughTheDoor() throws Exception {
    int port = freePort();
    Path config = folder.resolve("loqa.yaml");
    Files.writeString(config, "bus: {legacy: {port: %d, token: %s}}%n".formatted(port, TOKEN));
    try (House house =
            House.start(folder.resolve("data"), House.shipped(), "--config", config.toString());
        PlainClient client = new PlainClient(port)) {
      client.send("CONNECT {\"auth_token\":\"" + TOKEN + "\",\"verbose\":false,\"lang\":\"go\"}");
      client.send("SUB tts.request 1");
      client.send("SUB tts.audio 2");
      // A word to the skill, asked as a request: the answer shows that the door has joined the
      // house.
      client.send("SUB _INBOX.mine 3");
      client.ask(house);

      client.publish("stt.text.final", WORDS);

      List<String> heard = client.until("MSG tts.audio ", Duration.ofSeconds(60));
      assertThat(heard).anyMatch(line -> line.contains("Turned on the kitchen light."));
      assertThat(house.state("light.kitchen")).isEqualTo("on");
      assertThat(heard).noneMatch(line -> line.startsWith("-ERR"));
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// The text protocol of NATS, by hand.
  private static final class PlainClient implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;
    private final Writer out;

    PlainClient(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(60_000);
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8);
    }

    void send(String line) throws IOException {
      out.write(line + "\r\n");
      out.flush();
    }

    void publish(String subject, String json) throws IOException {
      send("PUB " + subject + " " + json.length() + "\r\n" + json);
    }

    void ask(House house) throws IOException {
      send("PUB skill.timer.list _INBOX.mine 2\r\n{}");
      until("MSG _INBOX.mine ", Duration.ofSeconds(60));
      assertThat(house.loqad().alive()).isTrue();
    }

    /// Every line until one starts so.
    List<String> until(String start, Duration within) throws IOException {
      long end = System.nanoTime() + within.toNanos();
      List<String> lines = new ArrayList<>();
      while (System.nanoTime() < end) {
        String line = in.readLine();
        if (line == null) {
          throw new AssertionError("the door closed the connection after " + lines);
        }
        if (line.startsWith("PING")) {
          send("PONG");
        }
        lines.add(line);
        if (line.startsWith(start)) {
          return lines;
        }
      }
      throw new AssertionError("no " + start + " in " + lines);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
