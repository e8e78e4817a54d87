package dev.loqa.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A client as the original's: plain text, a token, inboxes of its own choice.
@Timeout(120)
final class LegacyDoorTest {
  private static final String TOKEN = "only-for-this-test";
  private static final Duration WITHIN = Duration.ofSeconds(20);

  @TempDir Path data;
  private NatsServer server;
  private LegacyDoor door;
  private NatsBus house;
  private Connection original;

  @BeforeEach
  void open() throws Exception {
    server = NatsServer.start(NatsServerOptions.in(data, "test").withDoor());
    door = server.door(new LegacyDoorOptions("127.0.0.1", ServerPorts.anyFree(), TOKEN));
    house = NatsBus.connect(server.client("loqad"));
    original = connect(TOKEN);
    awaitLeaf();
  }

  private Connection connect(String token) throws Exception {
    return connect(token, WITHIN);
  }

  private Connection connect(String token, Duration within) throws Exception {
    return Nats.connect(
        Options.builder()
            .server(door.url())
            .token(token.toCharArray())
            .connectionTimeout(within)
            .noReconnect()
            .build());
  }

  /// The door is open a moment before it has joined the house, and interest travels between the two
  /// in the order of its making: a request that is answered by a later subscription shows that the
  /// door knows of the earlier ones.
  private void awaitLeaf() throws Exception {
    try (Subscription _ =
        house.subscribe("skill.probe.in", request -> house.respondRaw(request, request.body()))) {
      long end = System.nanoTime() + WITHIN.toNanos();
      @Nullable Message answer = null;
      while (answer == null && System.nanoTime() < end) {
        answer = original.request("skill.probe.in", bytes("{}"), Duration.ofMillis(200));
      }
      assertThat(answer).isNotNull();
    }
  }

  @AfterEach
  void close() throws Exception {
    original.close();
    house.close();
    door.close();
    server.close();
  }

  @Test
  void theOriginalsTranscriptArrivesAndTheHousesWordsReachIt() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    BlockingQueue<String> toSpeak = new LinkedBlockingQueue<>();
    Dispatcher dispatcher = original.createDispatcher(m -> toSpeak.add(text(m.getData())));
    dispatcher.subscribe("tts.request");
    original.flush(WITHIN);
    try (Subscription _ = house.subscribe("stt.text.final", d -> heard.add(text(d.body())))) {
      awaitLeaf();
      original.publish("stt.text.final", bytes("{\"session_id\":\"s\",\"text\":\"hello\"}"));
      assertThat(take(heard)).contains("hello");
    }
    awaitLeaf();
    house.publishRaw("tts.request", bytes("{\"session_id\":\"s\",\"text\":\"good day\"}"));

    assertThat(take(toSpeak)).contains("good day");
  }

  @Test
  void anythingElseStaysClosed() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    BlockingQueue<String> overheard = new LinkedBlockingQueue<>();
    Dispatcher dispatcher = original.createDispatcher(m -> overheard.add(m.getSubject()));
    dispatcher.subscribe("satellite.hear");
    dispatcher.subscribe("_INBOX.loqad.>");
    dispatcher.subscribe("_INBOX.>");
    dispatcher.subscribe("tts.request");
    original.flush(WITHIN);
    try (Subscription _ = house.subscribe(">", d -> heard.add(d.subject()))) {
      awaitLeaf();
      original.publish("turn.cancel", bytes("{}"));
      original.publish("loqa.events.loqad.x", bytes("{}"));
      original.publish("_INBOX.loqad.x", bytes("{}"));
      original.publish("ctrl.vocabulary.changed", bytes("{}"));
      original.publish("tts.done", bytes("{}"));
      assertThat(until("tts.done", heard))
          .doesNotContain(
              "turn.cancel", "loqa.events.loqad.x", "_INBOX.loqad.x", "ctrl.vocabulary.changed");

      house.publishRaw("satellite.hear", bytes("{}"));
      house.publishRaw("_INBOX.loqad.y", bytes("{}"));
      house.publishRaw("tts.request", bytes("{}"));
      assertThat(until("tts.request", overheard))
          .doesNotContain("satellite.hear", "_INBOX.loqad.y");
    }
  }

  @Test
  void aWrongTokenAndNoTokenAreRefused() {
    // jnats waits out its time after a refusal.
    Duration patience = Duration.ofSeconds(2);

    assertThatThrownBy(() -> connect("another-token-here", patience))
        .hasMessageContaining("Authorization Violation");
    assertThatThrownBy(() -> connect("", patience)).hasMessageContaining("Authorization Violation");
  }

  @Test
  void theTokenIsKeptPrivate() throws Exception {
    Path config = data.resolve("bus/legacy/nats.conf");

    assertThat(Files.readString(config)).contains(TOKEN);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config)))
        .isEqualTo("rw-------");
    assertThat(new LegacyDoorOptions("127.0.0.1", 4222, TOKEN).toString()).doesNotContain(TOKEN);
  }

  @Test
  void isThereAgainAfterItWasKilled() throws Exception {
    long pid = StaleServer.readPid(data.resolve("bus/legacy/nats.pid")).orElseThrow();
    ProcessHandle killed = ProcessHandle.of(pid).orElseThrow();
    assertThat(killed.destroyForcibly()).isTrue();
    killed.onExit().get(20, TimeUnit.SECONDS);

    long end = System.nanoTime() + WITHIN.toNanos();
    while (!door.healthy() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    original = connect(TOKEN);
    awaitLeaf();
  }

  @Test
  void aPortInUseAndAShortTokenAreRefusedInWords() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var second = new LegacyDoorOptions("127.0.0.1", taken.getLocalPort(), TOKEN);
      assertThatThrownBy(() -> server.door(second))
          .isInstanceOf(BusException.class)
          .hasMessageContaining("bus.legacy.port");
    }
    assertThatThrownBy(() -> new LegacyDoorOptions("127.0.0.1", 4222, "short"))
        .hasMessageContaining("bus.legacy.token has 5 characters");
    assertThatThrownBy(() -> new LegacyDoorOptions("127.0.0.1", 0, TOKEN))
        .hasMessageContaining("bus.legacy.port is 0");
  }

  private static String take(BlockingQueue<String> queue) throws InterruptedException {
    return Objects.requireNonNull(queue.poll(20, TimeUnit.SECONDS), "nothing came");
  }

  /// Everything up to this one.
  private static List<String> until(String last, BlockingQueue<String> queue)
      throws InterruptedException {
    List<String> all = new ArrayList<>();
    while (!all.contains(last)) {
      all.add(take(queue));
    }
    return all;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }
}
