package dev.loqa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.loqa.base.audio.Pcm;
import dev.loqa.base.audio.WavFile;
import dev.loqa.base.audio.WavLimits;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.text.Shell;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Press to talk, with programs of our own for microphone and loudspeaker and a Loqa that answers.
final class ListenCommandTest {
  private static final byte[] REPLY = WavFile.bytes(Pcm.silence(Duration.ofMillis(100), 22_050));

  @TempDir private Path folder = Path.of("");
  private HttpServer loqa;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<Duration> heard = new CopyOnWriteArrayList<>();
  private final Semaphore answered = new Semaphore(1);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void start() throws IOException {
    loqa = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    loqa.createContext("/v1/hear", this::hear);
    loqa.createContext("/v1/turns/t1/reply.wav", exchange -> send(exchange, REPLY));
    loqa.start();
    Path run = Files.createDirectories(folder.resolve("run"));
    Files.writeString(run.resolve("token"), "secret");
    Files.writeString(
        run.resolve("instance.json"),
        "{\"name\":\"test\",\"pid\":%d,\"http\":\"http://127.0.0.1:%d\"}"
            .formatted(ProcessHandle.current().pid(), loqa.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    loqa.stop(0);
  }

  private void hear(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestURI().toString());
    byte[] wav = exchange.getRequestBody().readAllBytes();
    heard.add(
        WavFile.read(new ByteArrayInputStream(wav), "it", WavLimits.DEFAULT).pcm().duration());
    send(
        exchange,
        """
        {"session":"s1","turn":"t1","transcript":"turn on the lamp","reply":"Turned on the lamp.",
         "audio_ms":100}
        """
            .getBytes(StandardCharsets.UTF_8));
    answered.release();
  }

  private static void send(HttpExchange exchange, byte[] body) throws IOException {
    exchange.sendResponseHeaders(200, body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }

  private Path program(String name, String script) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private Path microphone() throws IOException {
    short[] samples = new short[8_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (8_000 * Math.sin(i * 0.2));
    }
    Path sound = Files.write(folder.resolve("sound"), new Pcm(samples, 16_000).bytes());
    return program("microphone", "cat " + sound + " /dev/zero");
  }

  /// Runs it with so many presses of Enter, each after the answer to the one before.
  private int listen(int presses, boolean terminal, String... more) {
    Queue<String> lines = new ArrayDeque<>();
    for (int i = 0; i < presses; i++) {
      lines.add("");
    }
    Shell shell =
        new Shell(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of("PATH", "/nowhere"),
            terminal,
            () -> {
              answered.acquireUninterruptibly();
              return Optional.ofNullable(lines.poll());
            });
    List<String> words = new ArrayList<>(List.of("listen", "--data", folder.toString()));
    words.addAll(List.of(more));
    return Main.run(words.toArray(String[]::new), shell);
  }

  @Test
  void talksAndGoesOnWithTheConversation() throws IOException {
    Path played = folder.resolve("played");
    Path loudspeaker = program("loudspeaker", "cat \"$1\" >> " + played);

    int code =
        listen(
            2,
            true,
            "--microphone",
            microphone().toString(),
            "--loudspeaker",
            loudspeaker.toString());

    assertThat(code).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("heard     turn on the lamp", "answered  Turned on the lamp.");
    assertThat(asked).hasSize(2);
    assertThat(asked.getFirst()).doesNotContain("session_id");
    assertThat(asked.getLast()).contains("session_id=s1");
    assertThat(heard).containsOnly(Duration.ofMillis(1_700));
    assertThat(played).hasSize(2L * REPLY.length);
  }

  @Test
  void aLoudspeakerThatFailsLeavesTheWords() throws IOException {
    Path loudspeaker = program("loudspeaker", "exit 1");
    int code =
        listen(
            1,
            true,
            "--microphone",
            microphone().toString(),
            "--loudspeaker",
            loudspeaker.toString());
    assertThat(code).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("Turned on the lamp.");
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("the answer was not played");
  }

  @Test
  void saysWhatToDoWithoutAMicrophone() throws IOException {
    assertThat(listen(1, true)).isEqualTo(Exit.UNAVAILABLE);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("alsa-utils", "loqa hear FILE.wav");
    Path none = program("none", "echo 'no soundcards found' >&2; exit 1");
    assertThat(listen(1, true, "--microphone", none.toString())).isEqualTo(Exit.UNAVAILABLE);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("no soundcards found");
    assertThat(listen(1, false)).isEqualTo(Exit.USAGE);
  }
}
