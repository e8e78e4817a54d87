package dev.loqa.bundles.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What keeps loqad from starting is said in words, with the exit code of contracts.md, and leaves
/// no process behind.
@ExtendWith(SharedHouse.class)
final class BadStartTest {
  private static final Duration END = Duration.ofSeconds(60);
  private static final int INVALID = 1;
  private static final int CONFLICT = 5;
  private static final int UNAVAILABLE = 6;

  @TempDir private Path folder;

  @Test
  void reportsEveryFaultOfAConfiguration() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("five.yaml"),
            """
            http: {port: 99999}
            node: {id: "two words", timezone: Mars/Olympus}
            event_store: {retention_mode: forever}
            servces: [stt]
            """);

    try (Program loqad = Program.loqad(List.of("--config", config.toString(), "--check-config"))) {
      assertThat(loqad.ended(END)).isEqualTo(INVALID);
      assertThat(loqad.output().lines().filter(line -> !line.isBlank())).hasSize(5);
      assertThat(loqad.output())
          .contains("http.port", "node.id", "node.timezone", "event_store.retention_mode")
          .contains("services");
    }
  }

  @Test
  void refusesASecondLoqadOnOneFolderByTheNameOfTheFirst(House house) {
    try (Program second = Program.loqad(List.of("--data", house.data().toString()))) {
      assertThat(second.ended(END)).as(second.output()).isEqualTo(CONFLICT);
      assertThat(second.output()).contains("Loqa", "pid " + house.loqad().pid(), "--data");
    }
    assertThat(house.say("what time is it").reply()).isNotBlank();
  }

  @Test
  void saysThatItsPortIsInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Program loqad =
            Program.loqad(
                List.of("--data", data(), "--http", String.valueOf(taken.getLocalPort())))) {
      int code = loqad.ended(END);

      assertThat(loqad.output()).contains("http.port", String.valueOf(taken.getLocalPort()));
      assertWords(loqad);
      assertThat(code).isEqualTo(CONFLICT);
    }
  }

  @Test
  void upEndsWithEveryFaultAndTheExitCodeOfTheDaemonItStarted() throws IOException {
    Path config =
        Files.writeString(folder.resolve("two.yaml"), "http: {port: 99999}\nservces: []\n");
    try (Program up =
        Program.loqa(List.of("up", "--data", data(), "--config", config.toString()))) {
      assertThat(up.ended(END)).as(up.output()).isEqualTo(INVALID);
      assertThat(up.output()).contains(":1: http.port: is 99999", ":2: servces: ");
    }
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Program up =
            Program.loqa(
                List.of("up", "--data", data(), "--http", String.valueOf(taken.getLocalPort())))) {
      assertThat(up.ended(END)).as(up.output()).isEqualTo(CONFLICT);
      assertThat(up.output()).contains("http.port", String.valueOf(taken.getLocalPort()));
    }
  }

  @Test
  void refusesANatsServerThatIsTooOld() throws IOException {
    Path old =
        Files.writeString(
            folder.resolve("nats-server"), "#!/bin/sh\necho 'nats-server: v2.9.10'\n");
    Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rwxr-xr-x"));

    try (Program loqad =
        Program.loqad(
            List.of(), List.of("--data", data()), Map.of("LOQA_NATS_SERVER", old.toString()))) {
      assertThat(loqad.ended(END)).as(loqad.output()).isEqualTo(UNAVAILABLE);
      assertThat(loqad.output()).contains("2.9.10", "2.10.23");
      assertWords(loqad);
    }
  }

  @Test
  void saysThatItMayNotWriteItsFolder() throws IOException, InterruptedException {
    boolean root = Root.is();
    Path closed = root ? Root.foreign(folder.resolve("closed")) : Path.of("/loqa-not-ours");
    List<String> powerless = root ? Root.POWERLESS : List.of();

    try (Program loqad =
        Program.loqad(powerless, List.of("--data", closed.resolve("data").toString()), Map.of())) {
      assertThat(loqad.ended(END)).as(loqad.output()).isIn(CONFLICT, UNAVAILABLE);
      assertThat(loqad.output()).contains(closed.toString());
      assertWords(loqad);
    }
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private static void assertWords(Program loqad) {
    assertThat(loqad.output()).contains("loqad: ").doesNotContain("\tat ", "Exception in thread");
  }
}
