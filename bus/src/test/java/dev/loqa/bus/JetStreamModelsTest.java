package dev.loqa.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The shelf on a real server, with the rights of a core daemon and of an edge process.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class JetStreamModelsTest extends ModelShelfContract {
  private Path data;
  private NatsServer server;
  private NatsBus loqad;
  private NatsBus stt;

  @BeforeAll
  void start(@TempDir Path folder) {
    data = folder;
    server = NatsServer.start(NatsServerOptions.in(data.resolve("house"), "test"));
    loqad = NatsBus.connect(server.client("loqad"));
    stt = NatsBus.connect(server.client("edge-stt"));
  }

  @AfterAll
  void stop() {
    stt.close();
    loqad.close();
    server.close();
  }

  @Override
  ModelShelf owner() {
    return loqad.models();
  }

  @Override
  ModelShelf reader() {
    return stt.models();
  }

  @Test
  void aHouseThatNeverSharedAnythingHasNothing() {
    try (NatsServer fresh = NatsServer.start(NatsServerOptions.in(data.resolve("fresh"), "fresh"));
        NatsBus owner = NatsBus.connect(fresh.client("loqad"));
        NatsBus reader = NatsBus.connect(fresh.client("edge-tts"))) {
      assertThat(reader.models().find("whisper-tiny.en")).isEmpty();
      assertThat(owner.models().all()).isEmpty();
      assertThat(owner.models().takeBack("whisper-tiny.en")).isFalse();
    }
  }

  @Test
  void anEdgeProcessCannotPutOrTakeBack() throws IOException {
    Path file = Files.write(data.resolve("model"), content(8));
    owner().put("kept", file);
    assertThatThrownBy(() -> reader().put("kept", file)).isInstanceOf(BusException.class);
    assertThatThrownBy(() -> reader().takeBack("kept")).isInstanceOf(BusException.class);
    long denied = stt.denied();
    stt.publishRaw("$O.LOQA_MODELS.C.x", "no model".getBytes(StandardCharsets.UTF_8));
    // asked on the same connection, so that the refusal has come when the answer has not
    assertThatThrownBy(() ->
            stt.requestRaw(
                "$JS.API.STREAM.PURGE.OBJ_LOQA_MODELS",
                "{}".getBytes(StandardCharsets.UTF_8),
                Duration.ofSeconds(2)))
        .isInstanceOf(BusException.class);
    assertThat(stt.denied()).isGreaterThan(denied);
    assertThat(owner().find("kept")).isPresent();
    owner().takeBack("kept");
  }

  @Test
  void aRoleThatNeedsNoModelReadsNone() {
    try (NatsBus satellite = NatsBus.connect(server.client("edge-satellite"))) {
      assertThatThrownBy(() -> satellite.models().find("whisper-tiny.en"))
          .isInstanceOf(BusException.Denied.class);
    }
  }
}
